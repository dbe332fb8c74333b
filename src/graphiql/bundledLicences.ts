import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The packages whose code a build puts into the page. */
export interface BundledLicences {
  /** Collects them; the workers' builds need it as well. */
  readonly plugin: Plugin;
  /** A page with each package's licence, as its terms demand of whoever passes it on. */
  asMarkdown(): string;
}

/** Vite's own `build.license` leaves out what only the editors' workers have. */
export function collectLicences(): BundledLicences {
  const folders = new Set<string>();
  const plugin: Plugin = {
    name: 'bundled-licences',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        for (const id of file.type === 'chunk' ? file.moduleIds : []) {
          const folder = /^(?<folder>\/.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.groups?.['folder'];
          if (folder !== undefined) folders.add(folder);
        }
      }
    },
  };
  return {
    plugin,
    asMarkdown: () => `# What this page consists of\n\n${[...folders].map(sectionOf).toSorted().join('\n')}`,
  };
}

function sectionOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<
    Record<string, string>
  >;
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
  const text =
    file === undefined ? 'Its package has no text of the licence.' : readFileSync(join(folder, file), 'utf8');
  return `## ${name} ${version} (${license})\n\n${text.replaceAll(/^/gm, '    ').trimEnd()}\n`;
}
