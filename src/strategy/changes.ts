import { canonicalText } from '../text/canonicalText.ts';
import { canonicalMembers, compareCodeUnits } from './canonicalContent.ts';
import type { StrategyGraph } from './graph.ts';
import type { JsonObject } from '../text/jsonObject.ts';

const subjects = ['DATA_STREAM', 'ASSET', 'TRADING_PROMPT', 'CONNECTION', 'MODEL'] as const;
export type ChangeSubject = (typeof subjects)[number];

/** One difference; before and after are members of the canonical content (doc/behaviour.md#versions). */
export interface StrategyChange {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly subject: ChangeSubject;
  readonly subjectId: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** A graph and the id of its model. */
export interface Content {
  readonly graph: StrategyGraph;
  readonly modelId: string | null;
}

/** Exactly what turns `before` into `after`, by subject and then id. A `before` of null is empty. */
export function changesBetween(before: Content | null, after: Content): StrategyChange[] {
  const old = before === null ? new Map<string, Member>() : membersOf(before);
  const current = membersOf(after);
  const keys = [...new Set([...current.keys(), ...old.keys()])];
  return keys.flatMap((key) => changeOf(old.get(key), current.get(key))).toSorted(byPlace);
}

type Place = Pick<StrategyChange, 'subject' | 'subjectId'>;

/** The order of changes: by subject and then id. */
export function byPlace(a: Place, b: Place): number {
  return subjects.indexOf(a.subject) - subjects.indexOf(b.subject) || compareCodeUnits(a.subjectId, b.subjectId);
}

interface Member {
  readonly subject: ChangeSubject;
  readonly subjectId: string;
  readonly value: JsonObject;
}

function changeOf(before: Member | undefined, after: Member | undefined): StrategyChange[] {
  const { subject, subjectId } = after ?? before ?? { subject: 'MODEL', subjectId: 'model' };
  const values = { before: before?.value ?? null, after: after?.value ?? null };
  if (before === undefined) return [{ kind: 'ADDED', subject, subjectId, ...values }];
  if (after === undefined) return [{ kind: 'REMOVED', subject, subjectId, ...values }];
  return canonicalText(before.value) === canonicalText(after.value)
    ? []
    : [{ kind: 'CHANGED', subject, subjectId, ...values }];
}

/** The members by subject and id. A draft may hold a block id twice: the second one is a member of its own. */
function membersOf({ graph, modelId }: Content): Map<string, Member> {
  const { dataStreams, assets, tradingPrompts, connections } = canonicalMembers(graph);
  const members: Member[] = [
    ...dataStreams.map((value) => ({ subject: 'DATA_STREAM' as const, subjectId: value.id, value: { ...value } })),
    ...assets.map((value) => ({ subject: 'ASSET' as const, subjectId: value.id, value: { ...value } })),
    ...tradingPrompts.map((value) => ({
      subject: 'TRADING_PROMPT' as const,
      subjectId: value.id,
      value: { ...value },
    })),
    ...connections.map((value) => ({
      subject: 'CONNECTION' as const,
      subjectId: `${value.from}->${value.to}`,
      value: { ...value },
    })),
    ...(modelId === null ? [] : [{ subject: 'MODEL' as const, subjectId: 'model', value: { model: modelId } }]),
  ];
  const keyed = new Map<string, Member>();
  for (const member of members) {
    let key = `${member.subject} ${member.subjectId}`;
    while (keyed.has(key)) key += ' again';
    keyed.set(key, member);
  }
  return keyed;
}
