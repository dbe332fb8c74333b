import { valueText } from './formFields.ts';
import type { Change } from './autosave.ts';
import type { Kind } from './draft.ts';

export const kindWords: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  dataStreams: { one: 'Data stream', many: 'Data streams' },
  assets: { one: 'Assets', many: 'Assets' },
  tradingPrompts: { one: 'Trading prompt', many: 'Trading prompt' },
};

/** Of a changed block, each member that differs, as one reads it. Prompts are shown line by line instead. */
export function changedMembers({
  before,
  after,
}: Change): readonly { readonly name: string; readonly from: string; readonly to: string }[] {
  if (!before || !after) return [];
  const flat = (member: Readonly<Record<string, unknown>>) => {
    const { id: _, prompt: __, parameters, ...others } = member;
    return { ...others, ...(parameters as Readonly<Record<string, unknown>> | undefined) };
  };
  const [old, now]: readonly Readonly<Record<string, unknown>>[] = [flat(before), flat(after)];
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  return names
    .map((name) => ({ name, from: shown(old?.[name]), to: shown(now?.[name]) }))
    .filter(({ from, to }) => from !== to);
}

const shown = (value: unknown): string => (value === undefined || value === null ? 'not set' : valueText(value));

const reasons: Readonly<Record<string, string>> = {
  EDITED: 'Edited until then',
  DISCARDED: 'Before the discard',
  RESTORED: 'Before a version was restored',
  REVERTED: 'Before an undo',
};

/** Why a checkpoint was kept. */
export const reasonWords = (reason: string): string => reasons[reason] ?? 'Earlier draft';

/** Lines that both texts begin and end with are left out, but for one on either side. */
export function lineDifference(
  before: string,
  after: string,
): readonly { readonly sign: ' ' | '-' | '+'; readonly text: string }[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const around = (line: string | undefined) => (line === undefined ? [] : [{ sign: ' ' as const, text: line }]);
  return [
    ...around(old[start - 1]),
    ...old.slice(start, old.length - end).map((text) => ({ sign: '-' as const, text })),
    ...now.slice(start, now.length - end).map((text) => ({ sign: '+' as const, text })),
    ...around(old[old.length - end]),
  ];
}
