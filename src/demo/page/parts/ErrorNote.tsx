import { refusalsOf } from '../api/refusals.ts';
import './notes.css';

/** Says that something can't be shown, and why, and offers to try again. */
export function ErrorNote({
  what = 'This page',
  error,
  onRetry,
}: {
  readonly what?: string;
  readonly error?: unknown;
  readonly onRetry: () => unknown;
}) {
  const refusals = refusalsOf(error);
  const why = refusals.length === 0 ? "the gateway doesn't answer. Is the demo still running?" : refusals.join(' ');
  return (
    <div className="note" role="alert">
      <p>
        {what} can't be shown: {why}
      </p>
      <button type="button" onClick={() => void onRetry()}>
        Try again
      </button>
    </div>
  );
}
