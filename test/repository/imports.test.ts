import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
  readonly from: string;
  /** A path from the root, or a package's name. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path}`)
  .filter(
    (path) => /\.(ts|mjs)$/.test(path) && !path.includes('/generated/') && !/\/(?:graphiql|demo)\/page\//.test(path),
  );

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  const found = [
    ...text.matchAll(/(?:^|\n)(?:import|export) (type )?(?:[^;'"]*? from )?'([^']+)'/g),
    ...text.matchAll(/(?:\W)import\((?<type>)'([^']+)'\)/g),
  ];
  return found.map(([, type, specifier = '']) => ({
    from,
    to: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier,
    typeOnly: Boolean(type?.trim()),
  }));
});

/** The imports that go from one kind of file to another, as lines to read. */
function forbidden(from: RegExp, to: RegExp, except: (found: Import) => boolean = () => false): string[] {
  return imports
    .filter((found) => from.test(found.from) && to.test(found.to) && !except(found))
    .map((found) => `${found.from} -> ${found.to}`);
}

/** All of src/, lowest first: a file imports from its own layer and from those before it. */
const layers = [
  'errors text settings access database traces',
  'catalog clone profile entitlement strategy activation lifecycle audit events idempotency',
  'actions api resolvers graphql graphiql server startService.ts main.ts',
  'demo contributorKit commands start.mjs',
].flatMap((names) => names.split(' '));
const layerOf = (path: string): number => layers.indexOf(path.split('/')[1] ?? '');
const domainFiles =
  /^src\/(catalog|clone|profile|entitlement|strategy|activation|lifecycle|audit|events|idempotency)\//;

/** Each circle of imports as a line, type imports included. */
function circles(): string[] {
  const importsOf = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const { to } of importsOf.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of files) visit(path, []);
  return found;
}

describe('imports', () => {
  it('are read: most files have some', () => {
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('know the layer of every file', () => {
    expect(files.filter((path) => layerOf(path) < 0)).toEqual([]);
  });

  it('go down the layers, never up', () => {
    const up = imports.filter(({ from, to }) => to.startsWith('src/') && layerOf(to) > layerOf(from));
    expect(up.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('form no circle', () => {
    expect(circles()).toEqual([]);
  });

  it('reach Prisma and the drivers only from the database folder, stores and read models', () => {
    const allowed = ({ from }: Import): boolean => /^src\/database\/|\/(store|read)\.ts$/.test(from);
    expect(
      forbidden(/^src\//, /^(@prisma\/|pg$|@electric-sql\/|pglite-)|^src\/database\/generated\//, allowed),
    ).toEqual([]);
  });

  it('keep GraphQL out of the domains and the actions', () => {
    expect(
      forbidden(new RegExp(`${domainFiles.source}|^src/actions/`), /^graphql$|^src\/errors\/apiError\.ts$/),
    ).toEqual([]);
  });

  it('open write transactions only from actions', () => {
    const allowed = ({ from, typeOnly }: Import): boolean => typeOnly || from.startsWith('src/actions/');
    expect(forbidden(/^src\//, /\/inCloneTransaction\.ts$/, allowed)).toEqual([]);
  });

  it('reach the demo and the kit for contributors only from the commands that are about them', () => {
    expect(forbidden(/^src\/commands\/(?!supergraph\.ts)/, /^src\/demo\//)).toEqual([]);
    expect(forbidden(/^src\/commands\/(?!checkContributor\.ts)/, /^src\/contributorKit\//)).toEqual([]);
    expect(forbidden(/^src\//, /^test\//)).toEqual([]);
  });

  it('of the service need no development dependency', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const installed = ({ to }: Import): boolean =>
      to.startsWith('node:') ||
      to.startsWith('src/') ||
      Object.keys(dependencies).some((name) => to === name || to.startsWith(`${name}/`));
    expect(forbidden(/^src\/(?!demo\/|graphiql\/)/, /./, installed)).toEqual([]);
  });
});

describe('file names', () => {
  it('say what is inside', () => {
    expect(
      files.filter((path) =>
        /\/(utils?|helpers?|common|misc|types|index|manager|service|provider|handler)s?\.ts$/.test(path),
      ),
    ).toEqual([]);
  });
});
