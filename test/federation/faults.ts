import type { Representation, SubgraphRequest } from './startFaultFront.ts';

/**
 * How a subgraph's `_entities` answer is broken. Refused connections are not among these: the front itself refuses
 * them.
 */
export interface Fault {
  readonly kind: FaultKind;
  /** The only clone affected; left out: all. */
  readonly cloneId?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

type Asked = SubgraphRequest['asked'];
/** What is sent instead of the real answer; null: no answer at all. */
type Spoil = (answer: HttpAnswer, asked: Asked, fault: Fault) => HttpAnswer | null;
type Entity = Readonly<Record<string, unknown>>;

const json = 'application/json; charset=utf-8';

export const faults = {
  graphqlError: () => ({
    status: 200,
    type: json,
    body: JSON.stringify({ data: null, errors: [{ message: 'Out of order.' }] }),
  }),
  http500: () => ({ status: 500, type: 'text/html', body: '<h1>Internal Server Error</h1>' }),
  hang: () => null,
  malformed: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  entityNull: (answer, asked, { cloneId }) => change(answer, asked, cloneId, () => null),
  entityError: (answer, asked, { cloneId }) =>
    change(answer, asked, cloneId, () => null, [{ message: 'Out of order.' }]),
  unknownEnum: (answer, asked, { cloneId }) =>
    change(
      answer,
      asked,
      cloneId,
      withFact(() => 'ON_LEAVE'),
    ),
  factInList: (answer, asked, { cloneId }) =>
    change(
      answer,
      asked,
      cloneId,
      withFact((fact) => [fact]),
    ),
  noList: (answer, asked) => ({
    ...answer,
    body: JSON.stringify({ data: Object.fromEntries(Object.keys(asked).map((alias) => [alias, {}])) }),
  }),
} as const satisfies Readonly<Record<string, Spoil>>;

export type FaultKind = keyof typeof faults;

/** Changes all entities of an answer, or those of one clone, and adds the given errors at the path of each. */
function change(
  answer: HttpAnswer,
  asked: Asked,
  cloneId: string | undefined,
  to: (entity: Entity) => Entity | null,
  errors: readonly object[] = [],
): HttpAnswer {
  const { data } = JSON.parse(answer.body) as { readonly data: Readonly<Record<string, readonly Entity[]>> };
  const isMeant = (representation: Representation | undefined) =>
    cloneId === undefined || representation?.['cloneId'] === cloneId;
  const changed = Object.entries(data).map(([alias, entities]) => [
    alias,
    entities.map((entity, index) => (isMeant(asked[alias]?.[index]) ? to(entity) : entity)),
  ]);
  const found = Object.entries(asked).flatMap(([alias, list]) =>
    list.flatMap((each, index) => (isMeant(each) ? [[alias, index]] : [])),
  );
  const placed = found.flatMap((path) => errors.map((error) => ({ ...error, path })));
  return {
    ...answer,
    body: JSON.stringify({ data: Object.fromEntries(changed), ...(placed.length > 0 && { errors: placed }) }),
  };
}

function withFact(to: (fact: unknown) => unknown) {
  return (entity: Entity): Entity =>
    Object.fromEntries(
      Object.entries(entity).map(([key, value]) => [
        key,
        /^(audition|queue|arena)Status$/.test(key) ? to(value) : value,
      ]),
    );
}
