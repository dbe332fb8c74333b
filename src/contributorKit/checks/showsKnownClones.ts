import { parseDateTime } from '../../graphql/scalars.ts';
import { askSummaries, wordsFor, type Entity } from '../askSummaries.ts';
import type { Check } from '../check.ts';
import type { SourceContract } from '../contract.ts';

/** "Null only when the fact could not be read", and a fact and its details agree. */
export const showsKnownClones: Check = {
  name: "gives known clones one of the contract's facts, and details that agree with it",
  needsClones: true,
  async run({ subgraph, contract, clones }) {
    const { entities, errors, answer } = await askSummaries({ subgraph }, clones, contract.selection);
    const findings = clones.flatMap((cloneId, index) => {
      const entity = entities[index] ?? null;
      const own = errors.filter(({ entry }) => entry === null || entry === index);
      const fault = faultOf(contract, entity, own.length > 0);
      return fault === null
        ? []
        : [{ sent: `${answer.sent} (clone ${cloneId})`, came: wordsFor(entity, own), ...fault }];
    });
    const facts = entities.map((entity) => entity?.[contract.status] ?? null);
    if (findings.length > 0 || facts.some((fact) => fact !== null && fact !== 'NONE')) return findings;
    return {
      notRun: facts.includes('NONE')
        ? 'it knows none of the given clones: each is NONE'
        : 'the facts of the given clones could not be read',
    };
  },
};

interface Fault {
  readonly expected: string;
  readonly todo: string;
}

function faultOf(contract: SourceContract, entity: Entity | null, hasError: boolean): Fault | null {
  const { status, values, details } = contract;
  const fact = entity?.[status] ?? null;
  const expected = `one of ${values.join(', ')}`;
  // Null with an error keeps the contract: the fact could not be read.
  if (fact === null && hasError) return null;
  if (fact === null)
    return {
      expected,
      todo: 'Null is only for what could not be read, and needs an error. Knowing nothing is NONE.',
    };
  if (!values.some((value) => value === fact)) {
    return {
      expected,
      todo: 'The Clone subgraph reads a value that it does not know as unknown: answer one of the contract.',
    };
  }
  for (const { field, with: facts } of details) {
    const isThere = (entity?.[field] ?? null) !== null;
    if (fact === 'NONE' && isThere)
      return {
        expected: `${field} null with NONE`,
        todo: 'Either there is something and the fact names it, or there is nothing.',
      };
    if (facts.some((one) => one === fact) && !isThere && !hasError) {
      const todo = 'Give the details that the fact implies. If only they could not be read: null, with an error.';
      return { expected: `${field} with ${fact}`, todo };
    }
  }
  return faultInDetails(fact, entity);
}

function faultInDetails(fact: unknown, entity: Entity | null): Fault | null {
  const parts = Object.values(entity ?? {}).filter(
    (value): value is Entity => typeof value === 'object' && value !== null,
  );
  for (const part of parts) {
    if ('status' in part && part['status'] !== fact) {
      return {
        expected: `the status ${String(fact)} in the details`,
        todo: 'The fact is the status of the latest audition: read both together.',
      };
    }
    const time = Object.entries(part).find(
      ([name, value]) => name.endsWith('At') && value !== null && !isDateTime(value),
    );
    if (time) {
      const todo = 'Give every time with its offset: clients parse DateTime the same way in all subgraphs.';
      return { expected: `${time[0]} as RFC 3339 with an offset, such as 2027-01-31T12:00:00Z`, todo };
    }
  }
  return null;
}

function isDateTime(value: unknown): boolean {
  return typeof value === 'string' && parseDateTime(value) !== null;
}
