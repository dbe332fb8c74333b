import { people } from '../../people.ts';
import { keepPerson } from '../api/person.ts';
import { refusalsOf } from '../api/refusals.ts';
import { useSession } from '../api/SessionProvider.tsx';
import { EmptyState } from './EmptyState.tsx';

/** The API's own words to whoever opens what is for operators, and a way to be one. Of several refusals the last is said. */
export function Refused({ error }: { readonly error: unknown }) {
  const { person } = useSession();
  return (
    <EmptyState title="This is for operators">
      <p>
        You are {person}, {people[person].is}.
      </p>
      {people[person].gateway === 'public' ? (
        <p>What operators use isn't in the API of creators and backers at all. The internal gateway has it.</p>
      ) : (
        <>
          <p>The API answers:</p>
          <blockquote>{refusalsOf(error).at(-1)}</blockquote>
        </>
      )}
      <button type="button" onClick={() => keepPerson('olga')}>
        Be olga, an operator
      </button>
    </EmptyState>
  );
}
