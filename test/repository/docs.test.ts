import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documents, withTables } from './docTables.ts';

const root = new URL('../../', import.meta.url);
const markdown = [
  'README.md',
  ...readdirSync(new URL('doc', root), { recursive: true, encoding: 'utf8' }).map((path) => `doc/${path}`),
].filter((path) => path.endsWith('.md'));

/** What a link may name of a page: the whole of it, or a heading as GitHub spells it. Nothing of a page that isn't there. */
function sectionsOf(path: string): Set<string> {
  const file = new URL(path, root);
  if (!existsSync(file)) return new Set();
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(['', ...headings]);
}

describe('the docs', () => {
  it.each(documents)('$path has the tables that the code has (npm run generate writes them)', ({ file }) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(withTables(text));
  });

  it.each(markdown)('%s names only files that are there', (path) => {
    const text = readFileSync(new URL(path, root), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      ([, link]) => new URL(link ?? '', new URL(path, root)),
    );
    const named = [...text.matchAll(/`((?:src|test|prisma|doc)\/[\w./-]+)`/g)].map(
      ([, file]) => new URL(file ?? '', root),
    );
    expect([...links, ...named].filter((url) => !existsSync(url)).map(({ pathname }) => pathname)).toEqual([]);
  });

  it('links to a section lead to a heading, and comments name only pages that are there', () => {
    const sources = ['src', 'test', 'prisma']
      .flatMap((folder) =>
        readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
      )
      .filter((path) => /\.(ts|mjs|prisma)$/.test(path) && !path.includes('/generated/'));
    const linksOf = (path: string): (readonly [page: string, section: string])[] => {
      const text = readFileSync(new URL(path, root), 'utf8');
      if (!path.endsWith('.md'))
        return [...text.matchAll(/\b(doc\/[\w./-]+\.md)(?:#([\w-]+))?/g)].map(([, page = '', section = '']) => [
          page,
          section,
        ]);
      return [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)].map(([, page = '', section = '']) => [
        page === '' ? path : new URL(page, new URL(path, root)).pathname.slice(root.pathname.length),
        section,
      ]);
    };
    const links = [...markdown, ...sources].flatMap((path) => linksOf(path).map((link) => [path, ...link] as const));
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(([, page, section]) => !sectionsOf(page).has(section))).toEqual([]);
  });

  it('the threat model names a test for everything that it says is stopped', () => {
    const [, table = ''] =
      /\n## Who could try.*\n([^]*?)\n## /.exec(readFileSync(new URL('doc/threat-model.md', root), 'utf8')) ?? [];
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !/`test\/[^`]+\.test\.ts`/.test(row))).toEqual([]);
  });

  it('the README names only commands that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const text = markdown.map((path) => readFileSync(new URL(path, root), 'utf8')).join('\n');
    const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});
