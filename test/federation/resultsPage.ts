import { failureKinds, type Failure } from './failures.ts';
import { composers } from './gateways/composers.ts';
import { gatewayKinds, installedVersion, type GatewayKind } from './gateways/gatewayKinds.ts';
import type { Observation } from './observe.ts';
import { allFacts, trueLifecycle, type Source } from './trueLifecycle.ts';

export interface Result {
  readonly gateway: GatewayKind['gateway'];
  readonly failure: Failure;
  readonly observation: Observation;
}

/** The text of doc/federation-results.md, from everything that the suite observed. */
export function resultsPage(results: readonly Result[]): string {
  return [
    introduction(),
    ...failureKinds.map((kind) => section(results.filter(({ failure }) => failure.kind === kind))),
    alsoObserved,
  ].join('\n');
}

function introduction(): string {
  const versions = (packages: readonly string[]) =>
    packages.map((name) => `\`${name}\` ${installedVersion(name)}`).join(', ');
  return `# What clients get when a subgraph fails

For owners of gateways and writers of clients: what \`test/federation\` observed. \`npx vitest run test/federation -u\` rewrites this page and
the recorded query plans (\`test/federation/plans\`); without \`-u\` a difference fails the run. What the states mean:
[lifecycle.md](lifecycle.md).

| gateway | versions |
| --- | --- |
${gatewayKinds.map(({ gateway, packages }) => `| ${gateway} | ${versions(packages)} |`).join('\n')}
| composition, without an error or a hint | ${versions(Object.keys(composers))} |

Each row is one failure of each subgraph that can fail in this way, queried for all ${2 * allFacts.length} combinations of the three facts and a
complete or incomplete set-up. In every row, for every clone:

- \`state\` and \`nextAction\` are right or null: right where the known facts decide them and the gateway asks for them, otherwise null
- \`unavailable\` names exactly the sources that failed, or is null together with \`state\`
- \`setup\`, \`readiness\` and the details of the other sources arrive, and other clones lose nothing
- the HTTP status is 200 unless the row says otherwise; even with 504 the body has the data, and clients must read it

How many of the ${2 * allFacts.length} still have a state without the facts of:

| ${unknownSets.map((set) => set.join(' and ')).join(' | ')} |
| ${unknownSets.map(() => '---').join(' | ')} |
| ${unknownSets.map(countDecided).join(' | ')} |

Errors are those in the answer, with the code that the client sees. *One per clone*: at each clone's \`lifecycle\`; *one per field*: at
each selected field of the failed subgraph, for each clone. The second-to-last column shows the errors if no field of the failed subgraph is
selected but \`state\` needs it; with *none*, \`unavailable\` is the only sign. *Its details*: \`latestAudition\`, \`queueEntry\`, or
\`arenaSlot\` and \`retirement\`.
`;
}

const alsoObserved = `## Also observed

- By default, Hive Gateway sends identical requests only once while they are in flight. If \`propagateHeaders\` sets the token, it tells
  callers apart; setting the token in \`onFetch\` is too late, and one caller gets another's answer. Apollo Gateway sends every
  request. (\`test/federation/callers.gateway.test.ts\`)
- Hive's default engine puts the whole error of a failed source into each clone's representation, with the body of the
  failed request: with a hundred clones, each source that answers HTTP 500 makes the request to Clone about 1 MB longer
  (with the query of \`test/federation/references.gateway.test.ts\`).
- Hive's router engine refuses a supergraph whose schema itself has a description, which \`@apollo/composition\` copies and
  \`@theguild/federation-composition\` leaves out. This subgraph has none. (\`test/federation/supergraph.gateway.test.ts\`)
`;

const unknownSets: readonly (readonly Source[])[] = [
  ['audition'],
  ['queue'],
  ['arena'],
  ['audition', 'queue'],
  ['queue', 'arena'],
  ['arena', 'audition'],
];

function countDecided(unknown: readonly Source[]): number {
  return [true, false].flatMap((complete) =>
    allFacts.filter((facts) => trueLifecycle(facts, complete, unknown).state !== null),
  ).length;
}

const columns = [
  'failure',
  'gateway',
  '`state`, `nextAction`',
  '`unavailable`',
  'errors',
  'errors if only `state` is selected',
  'also lost',
];

function section(results: readonly Result[]): string {
  const ways = [...new Set(results.map(({ failure }) => failure.how))];
  const rows = ways.flatMap((how) =>
    gatewayKinds.flatMap(({ gateway }) =>
      rowsOf(results.filter((each) => each.gateway === gateway && each.failure.how === how)),
    ),
  );
  const table = [columns, columns.map(() => '---'), ...rows];
  return `## ${results[0]?.failure.kind}\n\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** One row if the results of all subgraphs are the same; otherwise a row each. */
function rowsOf(results: readonly Result[]): string[][] {
  const rows = results.map(({ gateway, failure, observation }) => {
    const { state, unavailable, errors, errorsOfState, lost } = observation;
    return {
      failing: Object.keys(failure.failing).join(', '),
      how: failure.how,
      cells: [gateway, state, unavailable, errors, errorsOfState, lost],
    };
  });
  const alike = new Set(rows.map(({ cells }) => cells.join('|'))).size === 1;
  return (alike ? rows.slice(0, 1) : rows).map(({ failing, how, cells }) => [
    alike ? how : `${how} (${failing})`,
    ...cells,
  ]);
}
