import { upstreamTimeout } from './gateway/startGateway.ts';
import type { DemoChoices } from './readDemoArguments.ts';
import type { RunningDemo } from './startDemo.ts';

/** What the terminal shows once everything runs: URLs, ready tokens, and what to try. */
export async function welcome({
  gatewayUrl,
  internalGatewayUrl,
  cloneUrl,
  sources,
  choices,
  examples,
  token,
}: RunningDemo): Promise<string> {
  const lines = [
    '',
    `Public gateway      ${gatewayUrl}/graphql     GraphiQL: ${gatewayUrl}/graphiql`,
    `Internal gateway    ${internalGatewayUrl}/graphql     GraphiQL: ${internalGatewayUrl}/graphiql`,
    `Clone subgraph      ${cloneUrl}/graphql     GraphiQL: ${cloneUrl}/graphiql`,
    `Contributing        ${sources.map(({ name, url }) => `${name} ${url}`).join('   ')}`,
    ...failingLines(choices),
    '',
    'Tokens, valid for 12 hours; paste one into the field above GraphiQL (bob is a creator too: npm run token -- --sub bob).',
    'Only the internal gateway and the Clone subgraph have the fields for operators and events.',
    '',
    `creator alice       ${await token('alice')}`,
    '',
    `service contest     ${await token('contest', 'clone:read', 'strategy:read')}`,
    '',
    `operator olga       ${await token('olga', 'clone:admin', 'clone:moderate')}`,
    '',
    'Try (each link opens GraphiQL with the query)',
    '',
    ...examples.flatMap(({ name, asks, isInternal, shows, query }) => [
      `${isInternal ? internalGatewayUrl : gatewayUrl}/show/${name}`,
      `  ${shows}. ${asks === null ? 'Needs no token.' : `With the ${asks}'s token.`}`,
      `  ${query.replace(/\s+/g, ' ').trim()}`,
      '',
    ]),
    'Ctrl-C stops everything. The data are kept: the next start continues with them.',
  ];
  return lines.join('\n');
}

function failingLines({ failing, how }: DemoChoices): string[] {
  if (failing.length === 0) return [];
  const what =
    how === 'refuses'
      ? 'refuses every connection'
      : `accepts requests and never answers; the gateway gives up after ${upstreamTimeout / 1_000} s`;
  return [`Failing             ${failing.join(', ')}: ${what}. Start without --fail to have everything again.`];
}
