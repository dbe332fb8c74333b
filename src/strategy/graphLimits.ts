/** What is checked before anything else is done with a graph (doc/behaviour.md#limits). Text is counted in code points. */
export const graphLimits = {
  blocksOfAKind: 50,
  connections: 500,
  symbolsOfABlock: 200,
  /** Names of streams, intervals and symbols. */
  nameCharacters: 100,
  promptCharacters: 100_000,
  parameters: { characters: 4_096, depth: 5 },
  layout: { characters: 65_536, depth: 16 },
  /** Graph and layout together, as JSON; the database checks the same. */
  draftCharacters: 1_048_576,
  noteCharacters: 500,
} as const;
