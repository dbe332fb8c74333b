import { failureKinds, type Failure } from './failures.ts';
import { gatewayKinds, installedVersion, type GatewayKind } from './gateways/gatewayKinds.ts';
import type { Observation } from './observe.ts';

export interface Result {
  readonly gateway: GatewayKind['gateway'];
  readonly failure: Failure;
  readonly observation: Observation;
}

/** doc/federation-results.md, of all that the suite observed. */
export function resultsPage(results: readonly Result[]): string {
  return `${introduction()}\n${failureKinds.map((kind) => section(kind, results)).join('\n')}`;
}

function introduction(): string {
  const versions = (packages: readonly string[]) => packages.map((name) => `\`${name}\` ${installedVersion(name)}`).join(' with ');
  const gateways = gatewayKinds.map(({ gateway, packages }) => `- ${gateway}: ${versions(packages)}`);
  return `# What clients get when a subgraph fails
TODO
${gateways.join('\n')}
`;
}

function section(kind: Failure['kind'], results: readonly Result[]): string {
  const rows = [...new Set(results.filter(({ failure }) => failure.kind === kind).map(({ failure }) => failure.how))].flatMap((how) =>
    gatewayKinds.flatMap(({ gateway }) => rowsOf(results.filter((result) => result.gateway === gateway && result.failure.kind === kind && result.failure.how === how))),
  );
  const header = ['failure', 'which', 'gateway', '`state`, `nextAction`', '`unavailable`', 'errors', 'errors, only `state` asked', 'lost besides'];
  return `## ${kind}\n\n${[header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function rowsOf(results: readonly Result[]): string[][] {
  return results.map(({ gateway, failure, observation }) => {
    const { state, unavailable, errors, errorsOfState, lost } = observation;
    return [failure.how, Object.keys(failure.failing).join(', '), gateway, state, unavailable, errors, errorsOfState, lost];
  });
}
