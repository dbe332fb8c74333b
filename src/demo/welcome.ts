import { upstreamTimeout } from './gateway/upstreamTimeout.ts';
import type { DemoChoices } from './readDemoArguments.ts';
import type { RunningDemo } from './startDemo.ts';

/** What the terminal shows once everything runs: where to look first, then what else there is. */
export function welcome({ gatewayUrl, internalGatewayUrl, cloneUrl, sources, choices, examples }: RunningDemo): string {
  const names = (wanted: boolean) =>
    examples.flatMap(({ name, isInternal = false }) => (isInternal === wanted ? [name] : [])).join(', ');
  return [
    '',
    `Open ${gatewayUrl}/`,
    '',
    `GraphiQL         ${gatewayUrl}/graphiql?as=alice     for operators and services: ${internalGatewayUrl}/graphiql?as=olga`,
    `Queries          ${gatewayUrl}/show/NAME: ${names(false)}`,
    `                 ${internalGatewayUrl}/show/NAME: ${names(true)}`,
    `Clone subgraph   ${cloneUrl}/graphql`,
    `Contributing     ${sources.map(({ name, url }) => `${name} ${url}`).join('   ')}`,
    ...failingLines(choices),
    'Tokens           npm run --silent token -- --sub alice     (who is called what: src/demo/people.ts)',
    '',
    'Ctrl-C stops everything. The data are kept: the next start continues with them.',
  ].join('\n');
}

function failingLines({ failing, how }: DemoChoices): string[] {
  if (failing.length === 0) return [];
  const what =
    how === 'refuses'
      ? 'refuses every connection'
      : `accepts requests and never answers; the gateway gives up after ${upstreamTimeout / 1_000} s`;
  return [`Failing          ${failing.join(', ')}: ${what}, until you switch it on the page.`];
}
