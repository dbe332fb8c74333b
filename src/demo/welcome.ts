import { upstreamTimeout } from './gateway/startGateway.ts';
import type { DemoChoices } from './readDemoArguments.ts';
import type { RunningDemo } from './startDemo.ts';

/** What the terminal shows once everything runs: addresses, ready tokens, and what to try. */
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
    'Tokens, good for 12 hours; paste one into the field above GraphiQL (bob is a creator too: npm run token -- --sub bob).',
    'Only the internal gateway and the Clone subgraph know the fields for operators.',
    '',
    `creator alice       ${await token('alice')}`,
    '',
    `service contest     ${await token('contest', 'clone:read', 'strategy:read')}`,
    '',
    `operator olga       ${await token('olga', 'clone:admin', 'clone:moderate')}`,
    '',
    'Try (each link opens GraphiQL with the query)',
    '',
    ...examples.flatMap(({ name, asks, shows, query }) => [
      `${asks === 'operator' ? internalGatewayUrl : gatewayUrl}/show/${name}`,
      `  ${shows}. ${asks === null ? 'Needs no token.' : `With the ${asks}'s token.`}`,
      `  ${query.replace(/\s+/g, ' ').trim()}`,
      '',
    ]),
    'Ctrl-C ends all of it. The data stay: the next start shows them as you left them.',
  ];
  return lines.join('\n');
}

function failingLines({ failing, how }: DemoChoices): string[] {
  if (failing.length === 0) return [];
  const what =
    how === 'refuses'
      ? 'refuses every connection'
      : `takes requests and never answers; the gateway gives it ${upstreamTimeout / 1_000} s`;
  return [`Failing             ${failing.join(', ')}: ${what}. A start without --fail shows everything again.`];
}
