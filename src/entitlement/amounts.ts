/** What an entitlement counts: the limit's name, the amount of a grant or a graph, and the most that a clone may use. */
export const countedLimits = {
  DATA_STREAMS: { amount: 'dataStreams', most: 'maxDataStreams' },
  ASSETS: { amount: 'assets', most: 'maxAssets' },
  PROMPT_CHARACTERS: { amount: 'promptCharacters', most: 'maxPromptCharacters' },
} as const;

export type CountedLimit = keyof typeof countedLimits;
type Counted = (typeof countedLimits)[CountedLimit];

/** Counted over a graph: its data streams, its distinct assets, and the code points of its longest prompt. */
export type Amounts = { readonly [Amount in Counted['amount']]: number };
export type Maxima = { readonly [Most in Counted['most']]: number };

export const counted = Object.entries(countedLimits).map(([limit, names]) => ({
  limit: limit as CountedLimit,
  ...names,
}));
