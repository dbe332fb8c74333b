import './notes.css';

/** Says that something couldn't be read, and offers to try again. */
export function ErrorNote({
  what = 'This page',
  onRetry,
}: {
  readonly what?: string;
  readonly onRetry: () => unknown;
}) {
  return (
    <div className="note" role="alert">
      <p>{what} can't be shown: the gateway doesn't answer. Is the demo still running?</p>
      <button type="button" onClick={() => void onRetry()}>
        Try again
      </button>
    </div>
  );
}
