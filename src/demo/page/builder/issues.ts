import type { Autosave, Refusal } from './autosave.ts';
import { kinds, type Block, type Draft, type Kind } from './draft.ts';

/** An issue of the API's `validation`. */
export interface Issue {
  readonly severity: string;
  readonly message: string;
  readonly blockId?: string | null | undefined;
  readonly path: readonly string[];
}

/** What stands in the way of publishing, and where to go to mend it: a block, a list of blocks, or the model. */
export interface Obstacle {
  readonly message: string;
  readonly blockId: string | null;
  readonly place: string | null;
}

/** The issues of one block, or of one of its fields: `fieldIssues(issues, 'hourly', 'parameters', 'lookback')`. */
export function issuesAt(issues: readonly Issue[], blockId: string, ...members: readonly string[]): readonly Issue[] {
  return issues.filter(
    (issue) => issue.blockId === blockId && members.every((member, index) => issue.path[2 + index] === member),
  );
}

/** Everything that keeps the draft from being published, each once: its issues where they say more than the blocker. */
export function obstacles(blockers: readonly Refusal[], issues: readonly Issue[]): readonly Obstacle[] {
  if (blockers.length === 0) return [];
  const errors = issues.filter(({ severity }) => severity === 'ERROR');
  const told = new Set(errors.map(({ message }) => message));
  const others = blockers.filter(
    ({ code, message }) => !told.has(message) && (code !== 'STRATEGY_INVALID' || errors.length === 0),
  );
  return [
    ...others.map(({ message }) => ({ message, blockId: null, place: null })),
    ...(blockers.some(({ code }) => code !== 'MODERATION_REQUIRED' && code !== 'CLONE_NOT_ACTIVE') ? errors : []).map(
      ({ message, blockId, path }) => ({ message, blockId: blockId ?? null, place: path[0] ?? null }),
    ),
  ];
}

/** Why a save was refused, by the list of the graph that it is about. */
export function refusalsOf({ refused }: Pick<Autosave, 'refused'>, kind: Kind): readonly Refusal[] {
  return (refused?.errors ?? []).filter(({ path }) => path[1] === 'graph' && path[2] === kind);
}

/** The blocks of a refused save that it is about: of its list, those that were changed since the stored draft. */
export function refusedBlocks(state: Autosave, kind: Kind): ReadonlySet<string> {
  if (refusalsOf(state, kind).length === 0) return new Set();
  const stored = new Map(blocksIn(state.base, kind).map((block) => [block.blockId, JSON.stringify(block)]));
  const changed = blocksIn(state.screen, kind).filter((block) => stored.get(block.blockId) !== JSON.stringify(block));
  return new Set(changed.map(({ blockId }) => blockId));
}

const blocksIn = ({ graph }: Draft, kind: Kind): readonly Block[] => graph[kind];

/** What of the limits the graph on the screen uses, counted as the API counts it. */
export function usageOf({ graph }: Draft): Readonly<Record<Kind, number>> {
  return {
    dataStreams: graph.dataStreams.length,
    assets: new Set(graph.assets.flatMap(({ symbols }) => symbols)).size,
    tradingPrompts: Math.max(0, ...graph.tradingPrompts.map(({ prompt }) => codePoints(prompt))),
  };
}

/** Unicode code points, not UTF-16 units. */
export const codePoints = (text: string): number => [...text].length;

export const isKind = (place: string | null): place is Kind => kinds.some((kind) => kind === place);
