import { useState } from 'react';
import { collisionKey, type Autosave, type Choice, type Collision } from './autosave.ts';
import type { Autosaver } from './createAutosaver.ts';
import { blocksOf, type Graph } from './draft.ts';
import { valueText } from './formFields.ts';
import './conflict.css';
import { collisionTitle, memberTitle, useNames } from './names.ts';

/** What this tab and another one changed differently: a choice for each block, in place. The screen keeps mine until then. */
export function Conflict({
  conflict: { collisions },
  saver,
}: {
  readonly conflict: NonNullable<Autosave['conflict']>;
  readonly saver: Autosaver;
}) {
  const { graph } = saver.state().screen;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const isComplete = collisions.every((collision) => choices[collisionKey(collision)] !== undefined);
  return (
    <section className="conflict" aria-label="Another tab changed the same block">
      <h2>Another tab changed the same block</h2>
      {collisions.length === 0 ? (
        <>
          <p>The two drafts can't be merged. Which one do you keep?</p>
          <p className="row">
            <button type="button" onClick={() => saver.dispatch({ type: 'choseWhole', choice: 'mine' })}>
              Keep mine
            </button>
            <button type="button" onClick={() => saver.dispatch({ type: 'choseWhole', choice: 'theirs' })}>
              Take theirs
            </button>
          </p>
        </>
      ) : (
        <>
          <p>Everything else is merged as soon as you have chosen.</p>
          {collisions
            .map((one) => onScreen(one, graph))
            .map((collision) => (
              <Collided
                key={collisionKey(collision)}
                collision={collision}
                choice={choices[collisionKey(collision)] ?? null}
                onChoice={(choice) => setChoices({ ...choices, [collisionKey(collision)]: choice })}
              />
            ))}
          {isComplete && (
            <p>
              <button type="button" className="strong" onClick={() => saver.dispatch({ type: 'chosen', choices })}>
                Save this choice
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Mine as it is on the screen now: the creator may have gone on, and a save on the way to "mine" has had their block. */
function onScreen(collision: Collision, graph: Graph): Collision {
  const block = blocksOf(graph).find(({ block: { blockId } }) => blockId === collision.subjectId)?.block ?? null;
  return { ...collision, mine: block && { ...block } };
}

function Collided({
  collision,
  choice,
  onChoice,
}: {
  readonly collision: Collision;
  readonly choice: Choice | null;
  onChoice(choice: Choice): void;
}) {
  const { members, base, mine, theirs } = collision;
  const title = collisionTitle(collision, useNames());
  return (
    <fieldset className="collision">
      <legend>{title}</legend>
      {base && (
        <p className="before">
          Before: <Members block={base} members={members} />
        </p>
      )}
      {(
        [
          ['mine', 'Keep mine', mine],
          ['theirs', 'Take theirs', theirs],
        ] as const
      ).map(([which, label, block]) => (
        <label key={which}>
          <span>
            <input
              type="radio"
              name={collisionKey(collision)}
              checked={choice === which}
              onChange={() => onChoice(which)}
            />{' '}
            <strong>{label}</strong>
          </span>
          <Members block={block} members={members} />
        </label>
      ))}
    </fieldset>
  );
}

/** The members in conflict, as they are on one side; all of them if only one side has the block. */
function Members({
  block,
  members,
}: {
  readonly block: Readonly<Record<string, unknown>> | null | undefined;
  readonly members: readonly string[];
}) {
  if (!block) return <span className="quiet">Removed</span>;
  const names = useNames();
  const shown = Object.entries(block).filter(
    ([name, value]) =>
      value !== null && (members.length === 0 ? name !== 'id' && name !== 'blockId' : members.includes(name)),
  );
  return (
    <>
      {shown.map(([name, value]) => (
        <span key={name} className="member">
          <span className="quiet">{memberTitle(name, null, names)}: </span>
          {isObject(value)
            ? Object.entries(value)
                .map(([key, one]) => `${memberTitle(key, block['stream'], names)} ${valueText(one)}`)
                .join(', ') || 'nothing set'
            : valueText(value)}
        </span>
      ))}
      {shown.length === 0 && <span className="quiet">Not set</span>}
    </>
  );
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
