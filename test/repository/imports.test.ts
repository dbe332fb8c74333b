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
  .filter((path) => /\.(ts|mjs)$/.test(path) && !path.includes('/generated/') && !path.includes('/graphiql/page/'));

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

const domains = ['catalog', 'clone', 'profile', 'entitlement', 'strategy', 'creation'];
const domainFiles = new RegExp(`^src/(${[...domains, 'lifecycle'].join('|')})/`);
const isResolvers = ({ from }: Import): boolean => from.endsWith('/resolvers.ts');

describe('imports', () => {
  it('are read: most files have some', () => {
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it.each(domains.map((domain, index) => ({ domain, later: [...domains.slice(index + 1), 'lifecycle'] })))(
    'of $domain go only leftwards, resolvers apart',
    ({ domain, later }) => {
      expect(forbidden(new RegExp(`^src/${domain}/`), new RegExp(`^src/(${later.join('|')})/`), isResolvers)).toEqual(
        [],
      );
    },
  );

  it('reach Prisma and the drivers only from the database folder, stores and read models', () => {
    const allowed = ({ from }: Import): boolean => /^src\/database\/|\/(store|read)\.ts$/.test(from);
    expect(
      forbidden(/^src\//, /^(@prisma\/|pg$|@electric-sql\/|pglite-)|^src\/database\/generated\//, allowed),
    ).toEqual([]);
  });

  it('reach GraphQL only from resolvers and the edge', () => {
    expect(forbidden(domainFiles, /^graphql$|^src\/graphql\/|^src\/errors\.ts$/, isResolvers)).toEqual([]);
  });

  it('let stores and read models know no actions', () => {
    expect(forbidden(/\/(store|read)\.ts$/, /\/actions\/|^src\/action\.ts$|\/inCloneTransaction\.ts$/)).toEqual([]);
  });

  it('open write transactions only from actions', () => {
    const allowed = ({ from, typeOnly }: Import): boolean => typeOnly || /\/actions\/|^src\/action\.ts$/.test(from);
    expect(forbidden(/^src\//, /\/inCloneTransaction\.ts$/, allowed)).toEqual([]);
  });

  it('keep access free of domains', () => {
    expect(forbidden(/^src\/access\//, new RegExp(`${domainFiles.source}|^src/(database|graphql|audit)/`))).toEqual([]);
  });

  it('never reach the demo or a test, the kit for contributors and the supergraph apart', () => {
    expect(forbidden(/^src\/(?!demo\/|contributorKit\/|commands\/supergraph\.ts|start\.mjs)/, /^src\/demo\//)).toEqual(
      [],
    );
    expect(forbidden(/^src\/(?!contributorKit\/|commands\/checkContributor\.ts)/, /^src\/contributorKit\//)).toEqual(
      [],
    );
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
