import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectLicences } from './bundledLicences.ts';

/** The folder of the built page, which the Clone subgraph and the demo's gateways serve at /graphiql. */
export const graphiqlFolder = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/**
 * Builds the GraphiQL page into `graphiqlFolder`. Scripts, styles, fonts and the editors' workers are all local files,
 * because internal networks may not reach the internet; beside them `licences.md` has the licences of what they contain. Throws when vite, a development dependency, isn't installed.
 */
export async function buildGraphiql(): Promise<void> {
  const { build } = await import('vite');
  const licences = collectLicences();
  await build({
    configFile: false,
    root: fileURLToPath(new URL('page', import.meta.url)),
    base: '/graphiql/',
    logLevel: 'error',
    plugins: [licences.plugin],
    worker: { format: 'es', plugins: () => [licences.plugin] },
    build: {
      outDir: graphiqlFolder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      modulePreload: { polyfill: false },
    },
  });
  await writeFile(join(graphiqlFolder, 'licences.md'), licences.asMarkdown());
}
