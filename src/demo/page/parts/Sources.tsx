import type { SwitchedSource } from '../../site/demoSite.ts';
import { useSources } from '../api/useSources.ts';
import { sourceNames } from './sourceNames.ts';

type Behaviour = SwitchedSource['behaviour'];

const behaviours: Readonly<Record<Behaviour, { readonly word: string; readonly shape: string }>> = {
  answers: { word: 'answers', shape: '●' },
  refuses: { word: 'refuses', shape: '✕' },
  hangs: { word: 'hangs', shape: '…' },
};
const order = Object.keys(behaviours) as readonly Behaviour[];

/** A switch for each source that the demo runs itself: whoever flips one sees what the graph says without it. */
export function Sources() {
  const { sources, change } = useSources();
  if (sources.length === 0) return null;
  return (
    <fieldset className="sources">
      <legend>Sources</legend>
      {sources.map(({ source, behaviour }) => (
        <label key={source} className={behaviour}>
          <span aria-hidden="true">{behaviours[behaviour].shape}</span> {sourceNames[source.toUpperCase()]}{' '}
          <select
            value={behaviour}
            onChange={({ target }) => void change({ source, behaviour: target.value as Behaviour })}
          >
            {order.map((one) => (
              <option key={one} value={one}>
                {behaviours[one].word}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
