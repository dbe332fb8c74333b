import { fileURLToPath } from 'node:url';

/** The folder of the built page, which the Clone subgraph and the demo's gateways serve at /graphiql. */
export const graphiqlFolder = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/**
 * Builds the GraphiQL page into `graphiqlFolder`. Scripts, styles, fonts and the editors' workers are all local files,
 * because internal networks may not reach the internet. Throws when vite, a development dependency, isn't installed.
 */
export async function buildGraphiql(): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    base: '/graphiql/',
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: graphiqlFolder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      modulePreload: { polyfill: false },
    },
  });
}
