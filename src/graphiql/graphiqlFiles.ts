import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';

export interface PageFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
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

/** Loads nothing from other origins: the page must work without the internet, and users paste tokens into it. */
const security = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; " +
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export interface GraphiqlPage {
  /** Whether the page is switched on and was built. */
  readonly isThere: boolean;
  /** The response for a path, `/graphiql` or below it; 404 with a line that says why, if there is nothing. */
  answer(path: string): Promise<PageFile>;
}

/**
 * The built GraphiQL page in `folder`; null switches it off. Only files that existed at the start are served, so no path
 * leads out of the folder.
 */
export function graphiqlFiles(folder: string | null): GraphiqlPage {
  if (folder === null) return absent('GraphiQL is switched off here (GRAPHIQL).');
  const names = namesIn(folder);
  if (!names.has('index.html')) {
    return absent(
      'The GraphiQL page was not built: `npm ci --include=dev` and `npm run build` make it; then start again.',
    );
  }
  const answer = async (path: string): Promise<PageFile> => {
    const name = path === '/graphiql' || path === '/graphiql/' ? 'index.html' : path.replace(/^\/graphiql\//, '');
    if (!names.has(name)) return notFound('There is nothing here. GraphiQL is at /graphiql, the API at /graphql.');
    const headers = {
      ...security,
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      // Assets have a content hash in their names; index.html refers to the current ones.
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    return { status: 200, headers, body: await readFile(join(folder, name)) };
  };
  return { isThere: true, answer };
}

function absent(reason: string): GraphiqlPage {
  return { isThere: false, answer: async () => notFound(reason) };
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Set(entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')));
  } catch {
    return new Set();
  }
}

function notFound(line: string): PageFile {
  return { status: 404, headers: { ...security, 'content-type': 'text/plain; charset=utf-8' }, body: `${line}\n` };
}
