import type { TradingPrompt } from './draft.ts';
import { Field } from './Field.tsx';
import { codePoints, issuesAt, type Issue } from './issues.ts';

/** The text that says how to trade. */
export function PromptForm({
  block: { blockId, prompt },
  most,
  issues,
  onChange,
}: {
  readonly block: TradingPrompt;
  readonly most: number;
  readonly issues: readonly Issue[];
  onChange(change: Partial<TradingPrompt>): void;
}) {
  const count = codePoints(prompt);
  const label = (
    <>
      How it trades{' '}
      <span className={count > most ? 'bad' : 'quiet'}>
        {count.toLocaleString('en')} of {most.toLocaleString('en')} characters
      </span>
    </>
  );
  return (
    <Field label={label} issues={issuesAt(issues, blockId, 'prompt')}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={16}
          value={prompt}
          onChange={({ target }) => onChange({ prompt: target.value })}
        />
      )}
    </Field>
  );
}
