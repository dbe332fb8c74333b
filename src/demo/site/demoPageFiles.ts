import { pageFiles } from '../../graphiql/pageFiles.ts';
import { routeOf } from '../page/paths.ts';
import type { Site } from './demoSite.ts';

/** The demo's built page: its address for each of its routes, and its files. It asks its own server and the other gateway, and nobody else. */
export function demoPageFiles(folder: string, otherGateway: string): Site {
  const page = pageFiles(folder, {
    fileAt: (path) => (routeOf(path) === null ? path.slice(1) : 'index.html'),
    policy: `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ${otherGateway}`,
    nothingHere: 'There is nothing here. The demo is at /, GraphiQL at /graphiql, the API at /graphql.',
    notBuilt: "The demo's page was not built: `npm ci --include=dev` builds it; then start again.",
  });
  return async (path) => {
    const isElsewhere = path === '/graphql' || /^\/(?:graphiql|show)(?:\/|$)/.test(path);
    return isElsewhere ? undefined : page.answer(path);
  };
}
