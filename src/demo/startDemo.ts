import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { buildGraphiql, graphiqlFolder } from '../graphiql/buildGraphiql.ts';
import { startService, type RunningService } from '../startService.ts';
import { createLog } from '../server/log.ts';
import type { Settings } from '../settings/settings.ts';
import type { Scope } from '../access/caller.ts';
import { forEachSource, sources as sourceNames, type Source } from '../lifecycle/facts.ts';
import { askGraph } from './askGraph.ts';
import { buildDemoPage, demoPageFolder } from './buildDemoPage.ts';
import { checkPorts } from './checkPorts.ts';
import { startContributors, type Contributors } from './contributors/startContributors.ts';
import { examplesFor, type Example } from './examples.ts';
import type { SubgraphAddress } from './gateway/fetchSdl.ts';
import type { GatewayTracing } from './gateway/traceGateway.ts';
import type { Parts } from './parts.ts';
import type { DemoChoices } from './readDemoArguments.ts';
import { people, type Person } from './people.ts';
import { loadSample } from './sample/loadSample.ts';
import { demoPageFiles } from './site/demoPageFiles.ts';
import { joinSites, sourcesSite, tokenSite, type Switchable } from './site/demoSite.ts';

export interface DemoOptions {
  /** Of the Clone subgraph, whose development keys sign the demo's tokens. */
  readonly settings: Settings;
  readonly dataDir: string;
  /** Of the other parts; 0: any free port. */
  readonly ports: { readonly gateway: number; readonly internalGateway: number } & Readonly<Record<Source, number>>;
  readonly choices: DemoChoices;
}

export interface RunningDemo {
  /** For creators, backers and services: without the fields for operators and EconomyService. */
  readonly gatewayUrl: string;
  /** The whole graph; in production it would not be on the internet. */
  readonly internalGatewayUrl: string;
  readonly cloneUrl: string;
  readonly contributors: Contributors;
  readonly choices: DemoChoices;
  /** The subgraph that the gateway asks for each fact. */
  readonly sources: readonly SubgraphAddress[];
  /** The queries behind `/show/<name>`: those with internal fields at the internal gateway, the others at the public one. */
  readonly examples: readonly Example[];
  /** A token that this demo's Clone subgraph accepts for 12 hours. */
  token(sub: string, ...scope: Scope[]): Promise<string>;
}

const nothingToClose = { close: async () => {} };

/**
 * Starts the whole graph in this process, and loads sample data at the first start. The caller closes `parts`, also
 * after a failure. Throws StartError when a port or the data folder is in use.
 */
export async function startDemo(
  { settings, dataDir, ports, choices }: DemoOptions,
  parts: Parts,
): Promise<RunningDemo> {
  const folder = join(dataDir, 'demo');
  const { gateway: publicPort, internalGateway: internalPort, ...contributing } = ports;
  await checkPorts({
    'public gateway': publicPort,
    clone: settings.port,
    'internal gateway': internalPort,
    ...contributing,
  });
  if (!existsSync(join(graphiqlFolder, 'index.html'))) {
    await parts.start('GraphiQL page', () => buildGraphiql().then(() => nothingToClose));
  }
  if (!existsSync(join(demoPageFolder, 'index.html'))) {
    await parts.start("Demo's page", () => buildDemoPage().then(() => nothingToClose));
  }
  const log = createLog(settings.logLevel);
  // The gateway's code takes a second and a half to load, and the embedded database as long to compile on other cores.
  const [service, { startGateway }] = await Promise.all([
    parts.start('Clone subgraph', () => startService(settings, log)),
    import('./gateway/startGateway.ts'),
  ]);
  const contributors = await parts.start('Contributing subgraphs', () =>
    startContributors({ folder, ports: portsBeside(choices.urls, ports) }),
  );
  const sources = sourceNames.map((name) => ({ name, url: choices.urls[name] ?? contributors[name].url }));
  const examples = examplesFor(choices);
  const subgraphs = [{ name: 'clone', url: `${service.url}/graphql` }, ...sources];
  const token = (sub: string, ...scope: Scope[]) => signToken(service, sub, scope);
  const sign = (person: Person) => token(person, ...people[person].scopes);
  const pagesOrigins: string[] = [];
  const internal = await parts.start('Internal gateway', async () =>
    startGateway({
      subgraphs,
      port: ports.internalGateway,
      audience: 'internal',
      examples: examples.filter(({ isInternal = false }) => isInternal),
      site: tokenSite(sign),
      allowedOrigins: pagesOrigins,
      tracing: await traceGateway(settings, log),
    }),
  );
  const gateway = await parts.start('Public gateway', async () =>
    startGateway({
      subgraphs,
      port: ports.gateway,
      audience: 'public',
      examples: examples.filter(({ isInternal = false }) => !isInternal),
      site: joinSites(
        tokenSite(sign, { internal: internal.url }),
        sourcesSite(ownOf(contributors, choices.urls)),
        demoPageFiles(demoPageFolder, { otherGateway: internal.url, imageHosts: settings.imageHosts ?? [] }),
      ),
      tracing: await traceGateway(settings, log),
    }),
  );
  pagesOrigins.push(gateway.url, gateway.url.replace('127.0.0.1', 'localhost'));
  const tokens = { alice: await sign('alice'), bob: await sign('bob'), olga: await sign('olga') };
  await parts.start('Sample data', async () => {
    const askAs = (person: keyof typeof tokens) => askGraph(`${service.url}/graphql`, tokens[person]);
    await loadSample({ folder, askAs, contributors });
    return nothingToClose;
  });
  for (const source of choices.failing) await contributors[source].behave(choices.how);
  return {
    gatewayUrl: gateway.url,
    internalGatewayUrl: internal.url,
    cloneUrl: service.url,
    contributors,
    choices,
    sources,
    examples,
    token,
  };
}

/** The demo's own subgraphs among those that the gateway asks. */
function ownOf(contributors: Contributors, urls: DemoChoices['urls']): Switchable {
  return Object.fromEntries(sourceNames.filter((name) => !urls[name]).map((name) => [name, contributors[name]]));
}

async function traceGateway({ traces }: Settings, log: Logger): Promise<GatewayTracing | undefined> {
  return traces === null ? undefined : (await import('./gateway/traceGateway.ts')).traceGateway(traces, log);
}

/** Another team's subgraph may listen where the demo's own would, which then keeps its sample facts at any free port. */
function portsBeside(urls: DemoChoices['urls'], ports: DemoOptions['ports']): Readonly<Record<Source, number>> {
  return forEachSource((source) => (urls[source] ? 0 : ports[source]));
}

const twelveHours = 12 * 60 * 60;

function signToken(service: RunningService, sub: string, scope: readonly Scope[]): Promise<string> {
  if (service.signToken === undefined) throw new Error('The demo needs development keys: unset AUTH_JWKS_URL.');
  return service.signToken({ sub, scope, lifetimeSeconds: twelveHours });
}
