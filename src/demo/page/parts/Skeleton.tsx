import './skeleton.css';

/** Where cards are going to be, in their size. `says` is for who can't see them. */
export function Skeleton({ cards, says }: { readonly cards: number; readonly says: string }) {
  return (
    <div className="skeleton">
      <p role="status">{says} …</p>
      <div className="cards" aria-hidden="true">
        {Array.from({ length: cards }, (_, index) => (
          <div key={index} className="card" />
        ))}
      </div>
    </div>
  );
}
