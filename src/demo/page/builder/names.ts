import { createContext, use } from 'react';
import type { Change, Collision } from './autosave.ts';
import { formFields } from './formFields.ts';
import { blocksOf, type Assets, type BlockOfKind, type DataStream, type Graph } from './draft.ts';

/** What is needed of the catalog to name a block. */
interface Streams {
  readonly streams: readonly {
    readonly key: string;
    readonly displayName: string;
    readonly parametersSchema?: Readonly<Record<string, unknown>> | null | undefined;
  }[];
}

/** What things are called by. `graph`: the strategy on the screen. */
export interface Names extends Streams {
  readonly graph: Graph;
}

const NamesContext = createContext<Names | null>(null);

export const NamesProvider = NamesContext.Provider;

export function useNames(): Names {
  const names = use(NamesContext);
  if (names === null) throw new Error('Only what is inside a NamesProvider can name blocks.');
  return names;
}

/** What a creator calls a block: "Candles · 1h", "BTC-USD, ETH-USD". */
export function blockTitle({ kind, block }: BlockOfKind, { streams }: Streams): string {
  if (kind === 'dataStreams') {
    const name = streams.find(({ key }) => key === block.stream)?.displayName ?? block.stream;
    return [name, block.interval].filter(Boolean).join(' · ');
  }
  if (kind === 'assets') return block.symbols.length === 0 ? 'No assets yet' : block.symbols.join(', ');
  return firstLine(block.prompt) || 'Nothing written yet';
}

const firstLine = (text: string): string => {
  const [line = ''] = text.trim().split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

const members: Readonly<Record<string, string>> = {
  stream: 'Stream',
  interval: 'Interval',
  parameters: 'Parameters',
  symbols: 'Assets',
};

/** What the forms call a member of a block, or a parameter of `stream`. One that they don't know is called as in the API. */
export function memberTitle(name: string, stream: unknown, { streams }: Streams): string {
  const schema = streams.find(({ key }) => key === stream)?.parametersSchema;
  return formFields(schema).find((field) => field.name === name)?.label ?? members[name] ?? name;
}

const kindsOfChange: Readonly<Record<string, string>> = { ADDED: 'Added', REMOVED: 'Removed', CHANGED: 'Changed' };

/** Each change in words: "Changed data stream Candles · 1h", by what the block is now, or was when it is gone. */
export function changeTitles(changes: readonly Change[], names: Names): readonly string[] {
  const found = changes.flatMap((change) => blockIn(change, change.after ?? change.before));
  const nameOf = namesOfBlocks(found, names);
  return changes.map((change) => `${kindsOfChange[change.kind] ?? change.kind} ${subjectTitle(change, nameOf)}`);
}

/** What is in conflict: "data stream Candles · 1h", by what it is here, or else in the other tab. */
export function collisionTitle(collision: Collision, names: Names): string {
  const { mine, theirs } = collision;
  return subjectTitle(collision, namesOfBlocks(blockIn(collision, mine ?? theirs), names));
}

type Subject = Pick<Change, 'subject' | 'subjectId'>;
type NameOf = (blockId: string) => string;

const subjects: Readonly<Record<string, string>> = {
  DATA_STREAM: 'data stream',
  ASSET: 'assets',
  TRADING_PROMPT: 'prompt',
  CONNECTION: 'connection',
  MODEL: 'model',
};

/** A subject that came after this page was built is called as in the API. */
function subjectTitle({ subject, subjectId }: Subject, nameOf: NameOf): string {
  const what = subjects[subject] ?? subject.toLowerCase();
  // There is one of each, and a prompt's first line says less than the difference below it.
  if (subject === 'MODEL' || subject === 'TRADING_PROMPT') return what;
  return `${what} ${subjectId.split('->').map(nameOf).join(' → ')}`;
}

/** A block by its title where it is known, also when it is no longer on the screen; else by its id. */
function namesOfBlocks(found: readonly BlockOfKind[], names: Names): NameOf {
  const blocks = [...blocksOf(names.graph), ...found];
  const titles = new Map(blocks.map((block) => [block.block.blockId, blockTitle(block, names)]));
  return (blockId) => titles.get(blockId) ?? blockId;
}

/** The block that a member of the canonical content is; nothing when it is something else. */
function blockIn({ subject, subjectId: blockId }: Subject, member: Change['after']): readonly BlockOfKind[] {
  if (!member) return [];
  if (subject === 'DATA_STREAM') return [{ kind: 'dataStreams', block: { ...member, blockId } as DataStream }];
  if (subject === 'ASSET') return [{ kind: 'assets', block: { ...member, blockId } as Assets }];
  return [];
}
