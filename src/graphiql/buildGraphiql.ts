import { fileURLToPath } from 'node:url';

/** Where the built page lies; both the Clone subgraph and the demo's gateway serve it at /graphiql. */
export const graphiqlFolder = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/**
 * Builds the GraphiQL page into `graphiqlFolder`: scripts, styles, fonts and the editors' workers are files of this
 * service's own, since internal networks load nothing from elsewhere. Throws when vite, a development dependency, is absent.
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
