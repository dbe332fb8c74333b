/** `npm run bench:merge`: how much CPU it takes to merge two drafts that are as large as drafts can be. */
import { sizeErrors, type DraftContent } from '../../src/strategy/draft.ts';
import { graphLimits } from '../../src/strategy/graphLimits.ts';
import { mergeDrafts } from '../../src/strategy/mergeDrafts.ts';
import { readOptions } from '../readOptions.ts';

readOptions(
  {},
  {
    usage: 'npm run bench:merge',
    help: 'Measures the CPU time of merging two drafts that are as large as drafts can be, with three kinds of prompts.',
  },
);

const { blocksOfAKind, connections, symbolsOfABlock, draftCharacters } = graphLimits;
const ids = (kind: string) => Array.from({ length: blocksOfAKind }, (_, index) => `${kind}-${index}`.padEnd(64, '-'));

/** A draft of which each side has changed blocks of every kind and the layout: `side` is different in each. */
function largeDraft(side: 'base' | 'mine' | 'theirs', line: string, repeats: number): DraftContent {
  const first = side === 'mine' ? 'mine\n' : '';
  const last = side === 'theirs' ? 'theirs' : '';
  return {
    graph: {
      dataStreams: ids('stream').map((blockId, index) => ({
        blockId,
        stream: 'candles',
        interval: index === 0 && side === 'mine' ? '4h' : '1h',
        parameters: { list: Array.from({ length: 2_000 }, () => (index === 0 && side === 'theirs' ? 2 : 1)) },
      })),
      assets: ids('asset').map((blockId, block) => ({
        blockId,
        symbols: Array.from({ length: symbolsOfABlock }, (_, index) => `${block}-${index}-${block === 0 ? side : ''}`),
      })),
      tradingPrompts: ids('prompt').map((blockId, index) => ({
        blockId,
        prompt: index < 5 ? `${first}${line.repeat(repeats)}${last}` : '',
      })),
      connections: Array.from({ length: connections }, (_, index) => ({
        from: 'stream-0',
        to: `${index}${index === 0 ? side : ''}`,
      })),
    },
    layout: { list: Array.from({ length: 15_000 }, () => 1), [side]: 1 },
  };
}

for (const [name, line] of [
  ['prose', 'a line of a prompt as people write them\n'],
  ['lines "constructor"', 'constructor\n'],
  ['empty lines', '\n'],
] as const) {
  const drafts = (repeats: number) =>
    [
      largeDraft('base', line, repeats),
      largeDraft('mine', line, repeats),
      largeDraft('theirs', line, repeats),
    ] as const;
  let repeats = Math.floor(99_000 / line.length);
  while (drafts(repeats).some((draft) => sizeErrors(draft, 'graph').length > 0)) repeats = Math.floor(repeats * 0.98);
  const [base, mine, theirs] = drafts(repeats);
  const times = Array.from({ length: 30 }, () => {
    const before = process.cpuUsage();
    const merged = mergeDrafts(base, mine, theirs);
    if (merged?.conflicts.length !== 0) throw new Error('these drafts merge without a conflict');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  const [cold = 0, ...warm] = times;
  const median = warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0;
  const characters = [...JSON.stringify(mine.graph), ...JSON.stringify(mine.layout)].length;
  console.log(
    `${name}: ${characters} of ${draftCharacters} characters; ${cold.toFixed(0)} ms the first time, then ${median.toFixed(0)} ms`,
  );
}
