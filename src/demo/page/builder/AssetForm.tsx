import { useId } from 'react';
import type { Assets } from './draft.ts';
import type { Catalog } from './Editor.tsx';
import { Field } from './Field.tsx';
import { issuesAt, type Issue } from './issues.ts';

/** Which assets a block has. */
export function AssetForm({
  block: { blockId, symbols },
  assets,
  issues,
  onChange,
}: {
  readonly block: Assets;
  readonly assets: Catalog['assets'];
  readonly issues: readonly Issue[];
  onChange(change: Partial<Assets>): void;
}) {
  const names = new Map(assets.map(({ symbol, displayName }) => [symbol, displayName]));
  const heading = useId();
  return (
    <>
      <h3 id={heading}>Assets</h3>
      <ul className="symbols" aria-labelledby={heading}>
        {symbols.map((symbol, index) => (
          <li key={`${symbol} ${index}`}>
            <span>
              {symbol} <span className="quiet">{names.get(symbol)}</span>
            </span>
            {issuesAt(issues, blockId, 'symbols', String(index)).map(({ message }) => (
              <span key={message} className="bad">
                {message}
              </span>
            ))}
            <button
              type="button"
              className="plain"
              onClick={() => onChange({ symbols: symbols.filter((_, place) => place !== index) })}
            >
              Remove <span className="unseen">{symbol}</span>
            </button>
          </li>
        ))}
      </ul>
      <Field
        label="Add an asset"
        issues={issuesAt(issues, blockId, 'symbols').filter(({ path }) => path[3] === undefined)}
      >
        {(attributes) => (
          <select
            {...attributes}
            value=""
            onChange={({ target }) => target.value && onChange({ symbols: [...symbols, target.value] })}
          >
            <option value="">Choose one</option>
            {assets
              .filter(({ symbol }) => !symbols.includes(symbol))
              .map(({ symbol, displayName }) => (
                <option key={symbol} value={symbol}>
                  {symbol}, {displayName}
                </option>
              ))}
          </select>
        )}
      </Field>
    </>
  );
}
