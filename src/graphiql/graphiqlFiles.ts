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
};

/** Nothing from elsewhere: the page has to work in networks without the internet, and a token is typed into it. */
const security = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; " +
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export interface GraphiqlPage {
  /** Whether there is a page: it is switched on and was built. */
  readonly isThere: boolean;
  /** The answer to a request by its path, `/graphiql` or below. 404 for what isn't there, in a line that says why. */
  answer(path: string): Promise<PageFile>;
}

/**
 * The built GraphiQL page in `folder`; null where it is switched off. Only files that were there at the start are
 * served, so no path leads out of the folder.
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
      // The names of assets hold a hash of their content; the page itself names the current ones.
      'cache-control': name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
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
