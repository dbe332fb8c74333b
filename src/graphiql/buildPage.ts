import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectLicences } from './bundledLicences.ts';

export interface PageSource {
  /** The folder with the page's index.html. */
  readonly root: URL;
  /** The path below which the page is served. */
  readonly base: string;
  /** Where the built page goes; what is there is deleted. */
  readonly folder: string;
}

/**
 * Builds a page. Scripts, styles, fonts and workers are all local files, because internal networks may not reach the
 * internet; beside them `licences.md` has the licences of what they contain. Throws when vite, a development dependency, isn't installed.
 */
export async function buildPage({ root, base, folder }: PageSource): Promise<void> {
  const { build } = await import('vite');
  const licences = collectLicences();
  await build({
    configFile: false,
    root: fileURLToPath(root),
    base,
    logLevel: 'error',
    plugins: [licences.plugin],
    worker: { format: 'es', plugins: () => [licences.plugin] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      modulePreload: { polyfill: false },
    },
  });
  await writeFile(join(folder, 'licences.md'), licences.asMarkdown());
}
