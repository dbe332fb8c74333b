import { notFound, pageFiles, type BuiltPage } from './pageFiles.ts';

/** Loads nothing from other origins: the page must work without the internet, and users paste tokens into it. */
const policy =
  "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; " +
  "img-src 'self' data:; connect-src 'self'";

/** The built GraphiQL page in `folder`, for `/graphiql` and below it; null switches it off. */
export function graphiqlFiles(folder: string | null): BuiltPage {
  if (folder === null)
    return { isThere: false, answer: async () => notFound('GraphiQL is switched off here (GRAPHIQL).') };
  return pageFiles(folder, {
    fileAt: (path) => (/^\/graphiql\/?$/.test(path) ? 'index.html' : path.replace(/^\/graphiql\//, '')),
    policy,
    nothingHere: 'There is nothing here. GraphiQL is at /graphiql, the API at /graphql.',
    notBuilt: 'The GraphiQL page was not built: `npm ci --include=dev` and `npm run build` make it; then start again.',
  });
}
