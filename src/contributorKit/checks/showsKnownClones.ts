import { parseDateTime } from '../../graphql/scalars.ts';
import { askSummaries, wordsFor, type Entity } from '../askSummaries.ts';
import type { Check } from '../check.ts';
import type { SourceContract } from '../contract.ts';

/** A fact is null only when it couldn't be read, and agrees with its details. */
export const showsKnownClones: Check = {
  name: "gives known clones one of the contract's facts, and details that go with it",
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
        ? 'it knows none of the clones given: each is NONE'
        : 'the facts of the clones given could not be read',
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
  // What could not be read is null with an error: that keeps the contract.
  if (fact === null && hasError) return null;
  if (fact === null)
    return {
      expected,
      todo: 'Null is only for what could not be read, and has an error beside it. To know nothing is NONE.',
    };
  if (!values.some((value) => value === fact)) {
    return {
      expected,
      todo: 'The Clone subgraph takes a value that it does not know for unknown: answer one of the contract.',
    };
  }
  for (const { field, with: facts } of details) {
    const isThere = (entity?.[field] ?? null) !== null;
    if (fact === 'NONE' && isThere)
      return {
        expected: `${field} null beside NONE`,
        todo: 'Either there is something and the fact says what, or there is nothing.',
      };
    if (facts.some((one) => one === fact) && !isThere && !hasError) {
      const todo =
        'Give the details that the fact speaks of. If only they could not be read: null, with an error beside it.';
      return { expected: `${field} beside ${fact}`, todo };
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
        todo: 'The fact is the status of the latest audition: read both at once.',
      };
    }
    const time = Object.entries(part).find(
      ([name, value]) => name.endsWith('At') && value !== null && !isDateTime(value),
    );
    if (time) {
      const todo = 'Give every time with its offset: clients read DateTime in all subgraphs the same way.';
      return { expected: `${time[0]} as RFC 3339 with an offset, such as 2027-01-31T12:00:00Z`, todo };
    }
  }
  return null;
}

function isDateTime(value: unknown): boolean {
  return typeof value === 'string' && parseDateTime(value) !== null;
}
