import { pageFiles } from '../../graphiql/pageFiles.ts';
import { routeOf } from '../page/paths.ts';
import type { Site } from './demoSite.ts';

export interface PageAllows {
  /** The origin of the gateway that isn't the page's own. */
  readonly otherGateway: string;
  /** Whose pictures it shows: those of IMAGE_HOSTS. Unset, that allows profiles any host, and the page none. */
  readonly imageHosts: readonly string[];
}

/** The demo's built page: its address for each of its routes, and its files. It asks whom it is allowed to, and nobody else. */
export function demoPageFiles(folder: string, { otherGateway, imageHosts }: PageAllows): Site {
  const images = ["'self'", 'data:', ...imageHosts.map((host) => `https://${host}`)].join(' ');
  const page = pageFiles(folder, {
    fileAt: (path) => (routeOf(path) === null ? path.slice(1) : 'index.html'),
    policy: `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src ${images}; connect-src 'self' ${otherGateway}`,
    nothingHere: 'There is nothing here. The demo is at /, GraphiQL at /graphiql, the API at /graphql.',
    notBuilt: "The demo's page was not built: `npm ci --include=dev` builds it; then start again.",
  });
  return async (path) => {
    const isElsewhere = path === '/graphql' || /^\/(?:graphiql|show)(?:\/|$)/.test(path);
    return isElsewhere ? undefined : page.answer(path);
  };
}
