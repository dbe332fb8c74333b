import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { settingsTable } from '../../src/settings/settingsTable.ts';
import { flagsOfStart } from '../bench/flagsOfStart.ts';
import { grantsText } from '../repository/docTables.ts';
import {
  commandOf,
  deployFolder,
  readCompose,
  readExample,
  readIgnored,
  readManifests,
  readStages,
  type Manifest,
} from './readDeployExamples.ts';

const root = new URL('../../', import.meta.url);
const pathOf = (path: string): string => fileURLToPath(new URL(path, root));
const stages = readStages();
const image = stages.at(-1)?.instructions ?? [];
const ofImage = (keyword: string) => image.filter((one) => one.getKeyword() === keyword);
const variables = Object.fromEntries(
  [...readExample('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => [name, 'x'] as const),
);
const compose = readCompose(variables);
const manifests = readManifests();
const known = new Set(settingsTable.map(({ name }) => name as string));

const manifest = (kind: string): Manifest => {
  const found = manifests.get(kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found;
};

/** What doesn't fit the types of Kubernetes: fields that don't exist, and values of another kind. */
function typeErrors(all: Iterable<Manifest>): string[] {
  const file = pathOf('test/doc/manifests.virtual.ts');
  const text = [...all]
    .map(
      (one, index) =>
        `import type { I${one.kind} as Type${index} } from 'kubernetes-models/${one.apiVersion}';\n` +
        `export const manifest${index}: Type${index} = ${JSON.stringify(one)};\n`,
    )
    .join('');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, language, ...others) =>
    path === file ? ts.createSourceFile(path, text, language) : getSourceFile(path, language, ...others);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** What Kubernetes' own schema says against a manifest: what is missing, and formats. Throws for a kind that it doesn't have. */
async function schemaError({ apiVersion, kind, ...others }: Manifest): Promise<string | null> {
  const models = (await import(`kubernetes-models/${apiVersion}`)) as Readonly<
    Record<string, new (data: object) => { validate(): void }>
  >;
  const Model = models[kind];
  if (Model === undefined) throw new Error(`${apiVersion} has no ${kind}`);
  try {
    new Model(others).validate();
    return null;
  } catch (error) {
    return String(error);
  }
}

describe('the Dockerfile', () => {
  it('has nothing that a builder would refuse or warn of', () => {
    expect(validate(readExample('Dockerfile')).map(({ message }) => message)).toEqual([]);
    expect(validate('FROM node:24\nRUNN npm ci\n')).toHaveLength(1);
  });

  it('builds in stages on one version of Node, and installs exactly what package-lock.json names, without install scripts', () => {
    expect(stages.map(({ name }) => name)).toEqual(['production', 'page', '2']);
    const bases = new Set(stages.map(({ instructions: [from] }) => /^FROM (\S+)/.exec(from?.toString() ?? '')?.[1]));
    const { least } = /const least = (?<least>\d+);/.exec(readFileSync(pathOf('src/start.mjs'), 'utf8'))?.groups ?? {};
    expect([...bases]).toEqual([`node:${least}-bookworm-slim`]);
    const runs = stages.flatMap(({ instructions }) => instructions.filter((one) => one.getKeyword() === 'RUN'));
    const installs = runs.map(String).filter((line) => /\bnpm (?!run )/.test(line));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toMatch(/^RUN npm ci .*--ignore-scripts$/);
  });

  it('ends as a user without rights, with node itself as process 1 and the flags of npm start', () => {
    expect(ofImage('USER').map(String)).toEqual(['USER node']);
    expect(ofImage('ENTRYPOINT').map(commandOf)).toEqual([['node', ...flagsOfStart(root), 'src/start.mjs']]);
    expect(ofImage('CMD').map(commandOf)).toEqual([['start']]);
    expect(ofImage('HEALTHCHECK').map((one) => commandOf(one)?.[0])).toEqual(['node']);
    // Whatever is copied stays root's, so the service can't change itself.
    expect(image.map(String).filter((line) => /--chown|--chmod|^ADD|^RUN|^ARG|^VOLUME/.test(line))).toEqual([]);
  });

  it('copies nothing that its .dockerignore leaves out', () => {
    const { first, kept } = readIgnored();
    expect(first).toBe('*');
    const copied = stages.flatMap(({ instructions }) =>
      instructions
        .map(String)
        .filter((line) => line.startsWith('COPY') && !line.includes('--from'))
        .flatMap((line) => line.split(' ').slice(1, -1)),
    );
    expect([...new Set(copied)].toSorted()).toEqual(kept.toSorted());
  });
});

describe('compose.yaml', () => {
  it('fits the schema of Compose and the rules of its linter', async () => {
    const file = fileURLToPath(new URL('compose.yaml', deployFolder));
    // They want another order, either an image's name or a build, and quotes where there are some.
    const skipped = [
      'service-keys-order',
      'services-alphabetical-order',
      'no-build-and-image',
      'require-quotes-in-ports',
    ];
    const args = [file, '--max-warnings=0', ...skipped.map((rule) => `--disable-rule=${rule}`)];
    const { stdout } = await promisify(execFile)(pathOf('node_modules/.bin/dclint'), args, { cwd: pathOf('.') });
    expect(stdout.trim()).toBe('');
  });

  it('gives all but the database a root that is read-only and no rights, and opens ports on this machine alone', () => {
    for (const [name, service] of Object.entries(compose)) {
      if (name !== 'database')
        expect(service, name).toMatchObject({
          read_only: true,
          cap_drop: ['ALL'],
          security_opt: ['no-new-privileges:true'],
        });
      for (const port of service.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    }
    expect(compose['database']?.ports).toBeUndefined();
  });

  it('sets only settings that there are', () => {
    const names = ['migrate', 'service'].flatMap((name) => Object.keys(compose[name]?.environment ?? {}));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the manifests for Kubernetes', () => {
  it('fit its schemas and its types', async () => {
    expect([...manifests.keys()]).toEqual(['Job', 'ConfigMap', 'Deployment', 'Service', 'PodDisruptionBudget']);
    expect(await Promise.all([...manifests.values()].map(schemaError))).toEqual([null, null, null, null, null]);
    expect(typeErrors(manifests.values())).toEqual([]);
  });

  it('wouldn’t with a misspelt field, with a value of another kind, or without what is needed', async () => {
    const deployment = manifest('Deployment');
    const { template, ...rest } = deployment.spec;
    const [container] = template.spec.containers;
    const misspelt = { ...container, livenesProbe: container.livenessProbe };
    const changed = (spec: object): Manifest => ({ ...deployment, spec: spec as Manifest['spec'] });
    const withContainer = (one: object): Manifest =>
      changed({ ...rest, template: { ...template, spec: { ...template.spec, containers: [one] } } });
    expect(typeErrors([withContainer(misspelt)])).toEqual([expect.stringContaining('livenesProbe')]);
    expect(await schemaError(withContainer({ ...container, image: 5 }))).toMatch(/image must be string/);
    expect(await schemaError(changed(rest))).toMatch(/template/);
  });

  it.each(['Job', 'Deployment'])(
    'run the %s as a user without rights, on a root that is read-only, within measured memory',
    (kind) => {
      const { containers, securityContext, automountServiceAccountToken } = manifest(kind).spec.template.spec;
      const [container] = containers;
      expect({ automountServiceAccountToken, securityContext }).toEqual({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources).toEqual({
        requests: { cpu: expect.stringMatching(/^\d+m$/), memory: expect.stringMatching(/^\d+Mi$/) },
        limits: { memory: expect.stringMatching(/^\d+Mi$/) },
      });
      const heap = Number(
        flagsOfStart(root)
          .find((flag) => flag.startsWith('--max-old-space-size'))
          ?.split('=')[1],
      );
      expect(Number.parseInt(container.resources.limits['memory'] ?? '', 10)).toBeGreaterThanOrEqual(1.5 * heap);
    },
  );

  it('probe ports that there are, for longer than readiness waits for the database', () => {
    const [container] = manifest('Deployment').spec.template.spec.containers;
    const { startupProbe, livenessProbe, readinessProbe, ports = [] } = container;
    for (const probe of [startupProbe, livenessProbe, readinessProbe]) {
      expect(ports.map(({ name }) => name)).toContain(probe?.httpGet.port);
      expect(probe?.timeoutSeconds).toBeGreaterThan(1.5);
    }
    expect(Object.fromEntries(ports.map(({ name, containerPort }) => [name, String(containerPort)]))).toEqual({
      http: settingsTable.find(({ name }) => name === 'PORT')?.default,
      metrics: settingsTable.find(({ name }) => name === 'METRICS_PORT')?.default,
    });
    expect(manifest('Service').spec.ports.map(({ targetPort }) => targetPort)).toEqual(['http']);
  });

  it('give a stopping process the time that it may take, and keep one while others are moved', () => {
    const { spec } = manifest('Deployment');
    const seconds = (data: Readonly<Record<string, string>> = {}): number => {
      const [drain, timeout] = ['STOP_DRAIN_MS', 'REQUEST_TIMEOUT_MS'].map((name) =>
        Number(data[name] ?? settingsTable.find((one) => one.name === name)?.default),
      ) as [number, number];
      return (drain + timeout) / 1_000 + 3;
    };
    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(seconds(manifest('ConfigMap').data));
    const { stop_grace_period: ofCompose = '', environment } = compose['service'] ?? {};
    expect(Number.parseInt(ofCompose, 10)).toBeGreaterThan(seconds(environment));
    expect(spec.replicas).toBeGreaterThan(manifest('PodDisruptionBudget').spec.minAvailable);
    const { labels } = spec.template.metadata;
    expect(manifest('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels);
    expect(spec.selector.matchLabels).toEqual(labels);
    expect(manifest('Service').spec.selector).toEqual(labels);
  });

  it('set only settings that there are', () => {
    expect(Object.keys(manifest('ConfigMap').data ?? {}).filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('roles.sql and grants.sql', () => {
  it('have the statements of doc/operations/roles.md', () => {
    const page = readFileSync(pathOf('doc/operations/roles.md'), 'utf8');
    const statements = readExample('roles.sql')
      .split('\n')
      .filter((line) => /^(CREATE|GRANT) /.test(line))
      .map((line) => line.replace(/:'\w+'/, "'"));
    expect(statements).toHaveLength(4);
    for (const statement of statements) expect(page.replaceAll(/'choose-\w+'/g, "'")).toContain(`${statement}\n`);
    // npm run generate writes it.
    expect(readExample('grants.sql')).toBe(grantsText());
  });
});
