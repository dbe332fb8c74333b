import { canonicalText, isSameJson } from '../text/canonicalText.ts';
import type { JsonObject } from '../text/jsonObject.ts';
import { canonicalBlocks } from './canonicalContent.ts';
import { byPlace, type ChangeSubject } from './changes.ts';
import { type DraftContent, isSameDraft, isSameLayout } from './draft.ts';
import {
  type AssetBlock,
  type BlockConnection,
  blockKinds,
  type DataStreamBlock,
  type StrategyGraph,
  type TradingPromptBlock,
} from './graph.ts';
import { mergeText } from './mergeText.ts';

/** The same thing in the base and on both sides. */
interface Sides<Value> {
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

/** A block that the sides changed in different ways. Its values are members of the canonical content. */
export interface StrategyConflict extends Sides<JsonObject | null> {
  readonly subject: ChangeSubject;
  readonly subjectId: string;
  /** The members that collide; empty where one side has no such block. */
  readonly members: readonly string[];
}

/** A late save beside what is stored. */
export interface DraftMerge extends Sides<DraftContent> {
  /** In the order of StrategyChange. */
  readonly conflicts: readonly StrategyConflict[];
  /** The base with the changes of both sides; `theirs` where they conflict. */
  readonly merged: DraftContent;
}

/**
 * Merges two drafts that were made from the same base, by the rules of doc/behaviour.md#merging: what one side changed comes
 * from that side, and what both changed in different ways is a conflict. null if one of the three has a block id or a
 * connection twice: it isn't known then which of them was changed.
 */
export function mergeDrafts(base: DraftContent, mine: DraftContent, theirs: DraftContent): DraftMerge | null {
  const sides = { base, mine, theirs };
  if ([base, mine, theirs].some(({ graph }) => namesTwice(graph))) return null;
  if (isSameDraft(theirs, base)) return { ...sides, conflicts: [], merged: mine };
  if (isSameDraft(mine, base) || isSameDraft(mine, theirs)) return { ...sides, conflicts: [], merged: theirs };
  const { graph, conflicts } = mergeGraphs(ofEach(sides, (side) => side.graph));
  const layout = mergeLayouts(ofEach(sides, (side) => side.layout));
  return { ...sides, conflicts, merged: conflicts.length > 0 ? theirs : { graph, layout } };
}

function ofEach<From, To>({ base, mine, theirs }: Sides<From>, get: (side: From) => To): Sides<To> {
  return { base: get(base), mine: get(mine), theirs: get(theirs) };
}

function namesTwice(graph: StrategyGraph): boolean {
  return hasTwice(blockIds(graph)) || hasTwice(graph.connections.map(connectionKey));
}

function blockIds(graph: StrategyGraph): string[] {
  return blockKinds.flatMap((kind) => graph[kind].map(({ blockId }) => blockId));
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

function connectionKey({ from, to }: BlockConnection): string {
  return `${from}->${to}`;
}

function mergeGraphs(graphs: Sides<StrategyGraph>) {
  const ends = { mine: newEnds(graphs.mine, graphs.base), theirs: newEnds(graphs.theirs, graphs.base) };
  const streams = mergeBlocks(
    dataStreamKind,
    ofEach(graphs, ({ dataStreams }) => dataStreams),
    ends,
  );
  const assets = mergeBlocks(
    assetKind,
    ofEach(graphs, ({ assets }) => assets),
    ends,
  );
  const prompts = mergeBlocks(
    promptKind,
    ofEach(graphs, ({ tradingPrompts }) => tradingPrompts),
    ends,
  );
  const graph: StrategyGraph = {
    dataStreams: streams.blocks,
    assets: assets.blocks,
    tradingPrompts: prompts.blocks,
    connections: mergeSets(
      ofEach(graphs, ({ connections }) => connections),
      connectionKey,
    ),
  };
  // Each side may have added a block of another kind by the same id.
  const ids = blockIds(graph);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index);
  const conflicts = [streams, assets, prompts].flatMap((merged) => [
    ...merged.conflicts,
    ...twice.flatMap((id) => merged.conflictAt(id)),
  ]);
  return { graph, conflicts: conflicts.toSorted(byPlace) };
}

/** The ids of the blocks that a graph connects anew. */
function newEnds(graph: StrategyGraph, base: StrategyGraph): Set<string> {
  const old = new Set(base.connections.map(connectionKey));
  const added = graph.connections.filter((connection) => !old.has(connectionKey(connection)));
  return new Set(added.flatMap(({ from, to }) => [from, to]));
}

/** What is particular about a kind of block. */
interface BlockKind<Block> {
  readonly subject: ChangeSubject;
  readonly canonical: (block: Block) => JsonObject;
  /** Merges a block that both sides changed in different ways. */
  readonly merge: (blocks: Sides<Known<Block>>) => Block | Collision;
}

/** Members that can't be merged. */
class Collision {
  readonly members: readonly string[];

  constructor(members: readonly string[]) {
    this.members = members;
  }
}

/** A block, and its member of the canonical content. */
class Known<Block> {
  readonly block: Block;
  readonly value: JsonObject;
  readonly #plain: string;
  #canonical: string | null = null;

  constructor(block: Block, value: JsonObject) {
    this.block = block;
    this.value = value;
    this.#plain = JSON.stringify(value);
  }

  /** Mostly the plain texts are the same, and the canonical ones aren't needed: they take ten times as long. */
  isSame(other: Known<Block>): boolean {
    return this.#plain === other.#plain || this.#text() === other.#text();
  }

  #text(): string {
    return (this.#canonical ??= canonicalText(this.value));
  }
}

function mergeBlocks<Block extends { readonly blockId: string }>(
  kind: BlockKind<Block>,
  lists: Sides<readonly Block[]>,
  ends: { readonly mine: ReadonlySet<string>; readonly theirs: ReadonlySet<string> },
) {
  const known = ofEach(
    lists,
    (blocks) => new Map(blocks.map((block) => [block.blockId, new Known(block, kind.canonical(block))])),
  );
  const at = (id: string) => ofEach(known, (blocks) => blocks.get(id));
  const conflictOf = (id: string, members: readonly string[]): StrategyConflict => ({
    subject: kind.subject,
    subjectId: id,
    members,
    ...ofEach(at(id), (side) => side?.value ?? null),
  });
  const blocks: Block[] = [];
  const conflicts: StrategyConflict[] = [];
  // Theirs keep their order; what mine added follows.
  for (const id of new Set([...known.theirs.keys(), ...known.mine.keys(), ...known.base.keys()])) {
    const merged = mergeBlock(kind, at(id), { mine: ends.mine.has(id), theirs: ends.theirs.has(id) });
    if (merged instanceof Collision) conflicts.push(conflictOf(id, merged.members));
    else if (merged !== undefined) blocks.push(merged);
  }
  const kept = new Set(blocks.map(({ blockId }) => blockId));
  return { blocks, conflicts, conflictAt: (id: string) => (kept.has(id) ? [conflictOf(id, [])] : []) };
}

/**
 * The merged block; undefined if it was removed.
 *
 * @param connects whether a side connected the block anew: then the other one can't remove it
 */
function mergeBlock<Block>(
  kind: BlockKind<Block>,
  { base, mine, theirs }: Sides<Known<Block> | undefined>,
  connects: { readonly mine: boolean; readonly theirs: boolean },
): Block | undefined | Collision {
  if (isSame(mine, theirs)) return theirs?.block;
  if (isSame(mine, base)) return theirs === undefined && connects.mine ? new Collision([]) : theirs?.block;
  if (isSame(theirs, base)) return mine === undefined && connects.theirs ? new Collision([]) : mine?.block;
  if (mine === undefined || theirs === undefined) return new Collision([]);
  if (base === undefined) return new Collision(differing(mine, theirs));
  return kind.merge({ base, mine, theirs });
}

function isSame<Block>(a: Known<Block> | undefined, b: Known<Block> | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.isSame(b);
}

/** The members in which two blocks differ. */
function differing({ value: a }: Known<unknown>, { value: b }: Known<unknown>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isSameValue(a[name], b[name]));
}

/** undefined is a member that isn't there. */
function isSameValue(a: unknown, b: unknown): boolean {
  return isSameJson({ value: a }, { value: b });
}

/** `interval` and `parameters` belong to a stream: with another one, the block is changed as a whole. */
const dataStreamKind: BlockKind<DataStreamBlock> = {
  subject: 'DATA_STREAM',
  canonical: canonicalBlocks.dataStreams,
  merge: ({ base, mine, theirs }) => {
    const [ofMine, ofTheirs] = [differing(base, mine), differing(base, theirs)];
    const ofEither = [...new Set([...ofMine, ...ofTheirs])];
    if (ofEither.includes('stream')) return new Collision(ofEither);
    const colliding = differing(mine, theirs).filter((name) => ofMine.includes(name) && ofTheirs.includes(name));
    if (colliding.length > 0) return new Collision(colliding);
    return {
      ...theirs.block,
      interval: (ofMine.includes('interval') ? mine : theirs).block.interval,
      parameters: (ofMine.includes('parameters') ? mine : theirs).block.parameters,
    };
  },
};

const assetKind: BlockKind<AssetBlock> = {
  subject: 'ASSET',
  canonical: canonicalBlocks.assets,
  merge: (blocks) => {
    const symbols = ofEach(blocks, ({ block }) => block.symbols);
    return Object.values(symbols).some(hasTwice)
      ? new Collision(['symbols'])
      : { ...blocks.theirs.block, symbols: mergeSets(symbols, (symbol) => symbol) };
  },
};

const promptKind: BlockKind<TradingPromptBlock> = {
  subject: 'TRADING_PROMPT',
  canonical: canonicalBlocks.tradingPrompts,
  merge: ({ base, mine, theirs }) => {
    const prompt = mergeText(base.block.prompt, mine.block.prompt, theirs.block.prompt);
    return prompt === null ? new Collision(['prompt']) : { ...theirs.block, prompt };
  },
};

/** Theirs without what mine removed, followed by what mine added. */
function mergeSets<Item>({ base, mine, theirs }: Sides<readonly Item[]>, keyOf: (item: Item) => string): Item[] {
  const keys = ofEach({ base, mine, theirs }, (items) => new Set(items.map(keyOf)));
  return [
    ...theirs.filter((item) => keys.mine.has(keyOf(item)) || !keys.base.has(keyOf(item))),
    ...mine.filter((item) => !keys.theirs.has(keyOf(item)) && !keys.base.has(keyOf(item))),
  ];
}

/** By its members; where both sides changed one, it is mine. */
function mergeLayouts({ base, mine, theirs }: Sides<JsonObject | null>): JsonObject | null {
  if (isSameLayout(mine, base)) return theirs;
  if (isSameLayout(theirs, base)) return mine;
  const members = ofEach({ base, mine, theirs }, (layout) => new Map(Object.entries(layout ?? {})));
  const merged = [...new Set([...members.theirs.keys(), ...members.mine.keys()])].flatMap((name) => {
    const side = isSameValue(members.mine.get(name), members.base.get(name)) ? members.theirs : members.mine;
    return side.has(name) ? [[name, side.get(name)] as const] : [];
  });
  return merged.length === 0 && mine === null ? null : Object.fromEntries(merged);
}
