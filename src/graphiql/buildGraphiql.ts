import { fileURLToPath } from 'node:url';
import { buildPage } from './buildPage.ts';

/** The folder of the built page, which the Clone subgraph and the demo's gateways serve at /graphiql. */
export const graphiqlFolder = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/** Builds the GraphiQL page into `graphiqlFolder`. Throws when vite, a development dependency, isn't installed. */
export function buildGraphiql(): Promise<void> {
  return buildPage({ root: new URL('page', import.meta.url), base: '/graphiql/', folder: graphiqlFolder });
}
