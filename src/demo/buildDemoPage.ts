import { fileURLToPath } from 'node:url';
import { buildPage } from '../graphiql/buildPage.ts';

/** The folder of the demo's built page, which its public gateway serves. */
export const demoPageFolder = fileURLToPath(new URL('../../dist/demo', import.meta.url));

/** Builds the demo's page into `demoPageFolder`. Throws when vite, a development dependency, isn't installed. */
export function buildDemoPage(): Promise<void> {
  return buildPage({ root: new URL('page', import.meta.url), base: '/', folder: demoPageFolder });
}
