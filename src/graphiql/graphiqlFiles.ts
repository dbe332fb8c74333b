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

/**
 * Answers for the built GraphiQL page in `folder`, by a request's path below `/graphiql`. Only files that were there at
 * the start are served, so no path leads out of the folder. 404 for any other path, 503 when the page was never built.
 */
export function graphiqlFiles(folder: string): (path: string) => Promise<PageFile> {
  const names = namesIn(folder);
  return async (path) => {
    if (names.size === 0) return text(503, 'The GraphiQL page is not built: run `npm run build`, then start again.\n');
    const name = path === '/graphiql' || path === '/graphiql/' ? 'index.html' : path.replace(/^\/graphiql\//, '');
    if (!names.has(name)) return text(404, 'There is nothing here. GraphiQL is at /graphiql, the API at /graphql.\n');
    const headers = {
      ...security,
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      // The names of assets hold a hash of their content; the page itself names the current ones.
      'cache-control': name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
    };
    return { status: 200, headers, body: await readFile(join(folder, name)) };
  };
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Set(entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')));
  } catch {
    return new Set();
  }
}

function text(status: number, body: string): PageFile {
  return { status, headers: { ...security, 'content-type': 'text/plain; charset=utf-8' }, body };
}
