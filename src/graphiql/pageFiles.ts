import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';

export interface PageFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

export interface BuiltPage {
  /** Whether the page is switched on and was built. */
  readonly isThere: boolean;
  /** The response for a path; 404 with a line that says why, if there is nothing. */
  answer(path: string): Promise<PageFile>;
}

export interface PageRules {
  /** The file for a path, by its name in the folder. */
  fileAt(path: string): string;
  /** The Content-Security-Policy of the page. */
  readonly policy: string;
  /** The line about a path with nothing behind it. */
  readonly nothingHere: string;
  /** The line about every path, as long as the page wasn't built. */
  readonly notBuilt: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.md': 'text/plain; charset=utf-8',
};

/** The built page in `folder`. Only files that existed at the start are served, so no path leads out of the folder. */
export function pageFiles(folder: string, { fileAt, policy, nothingHere, notBuilt }: PageRules): BuiltPage {
  const names = namesIn(folder);
  if (!names.has('index.html')) return { isThere: false, answer: async () => notFound(notBuilt) };
  const answer = async (path: string): Promise<PageFile> => {
    const name = fileAt(path);
    if (!names.has(name)) return notFound(nothingHere);
    const headers = {
      ...securedBy(policy),
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      // Assets have a content hash in their names; index.html refers to the current ones.
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    return { status: 200, headers, body: await readFile(join(folder, name)) };
  };
  return { isThere: true, answer };
}

/** 404, with one line to read. */
export function notFound(line: string): PageFile {
  const headers = { ...securedBy("default-src 'none'"), 'content-type': 'text/plain; charset=utf-8' };
  return { status: 404, headers, body: `${line}\n` };
}

const securedBy = (policy: string) => ({
  'content-security-policy': `${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

function namesIn(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Set(entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')));
  } catch {
    return new Set();
  }
}
