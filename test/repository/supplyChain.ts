/** What package-lock.json says of a package. */
export interface LockedPackage {
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** What may run, or be passed on in the GraphiQL page: these ask for no more than that their text goes along. */
const allowed: ReadonlySet<string> = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
]);

/** What else a package may have that only development needs, which is never passed on. The reasons are shown by `npm run licences`. */
const allowedInDevelopment: ReadonlyMap<string, string> = new Map([
  ['MPL-2.0', 'its terms concern changes of its own files; lightningcss, which Vite brings'],
  ['Unlicense', 'public domain'],
  ['CC0-1.0', "public domain; a grammar's diagrams, which kubernetes-models brings"],
  ['Python-2.0', 'permissive; argparse'],
  ['PSF-2.0', 'permissive; argparse'],
  ['CC-BY-4.0', 'data about browsers, named by its author; caniuse-lite'],
  ['Elastic-2.0', "no offering it as a service; Apollo's gateway and composition, for tests only"],
]);

/** What its package.json doesn't say, read in the package itself. */
const readInTheFile: ReadonlyMap<string, string> = new Map([['seq-queue', 'MIT']]);

/** The packages of a lock file with their names, the project itself left out. */
export function packagesIn({ packages }: Lock): readonly (LockedPackage & { readonly name: string })[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, one]) => ({ ...one, name: one.name ?? path.replace(/^.*node_modules\//, '') }));
}

/** Its licence, as an expression of SPDX. */
export const licenceOf = ({ name, license }: { readonly name: string; readonly license?: string }): string =>
  license ?? readInTheFile.get(name) ?? 'none';

/**
 * Whether a licence is good for what runs, or only for development. Of alternatives one is enough, of several together each has to
 * be. No package has expressions within expressions; they are refused, for somebody to read.
 */
export function judgeLicence(expression: string): 'runs' | 'development' | 'refused' {
  const alternatives = expression
    .replace(/^\((.*)\)$/, '$1')
    .split(/ or /i)
    .map((one) => one.split(/ and /i));
  if (alternatives.some((parts) => parts.every((part) => allowed.has(part)))) return 'runs';
  const isKnown = (part: string): boolean => allowed.has(part) || allowedInDevelopment.has(part);
  return alternatives.some((parts) => parts.every(isKnown)) ? 'development' : 'refused';
}

/** A line for each package whose licence isn't allowed where it is used. */
export function licenceProblems(lock: Lock): readonly string[] {
  return packagesIn(lock).flatMap((one) => {
    const verdict = judgeLicence(licenceOf(one));
    if (verdict === 'runs' || (verdict === 'development' && one.dev === true)) return [];
    return [`${one.name} ${one.version}: ${licenceOf(one)}, ${one.dev === true ? 'in development' : 'in production'}`];
  });
}

/** A line for each install script that nobody decided about, and for each decision about a package that has none. */
export function scriptProblems(lock: Lock, decided: Readonly<Record<string, boolean>>): readonly string[] {
  const having = new Set(
    packagesIn(lock)
      .filter(({ hasInstallScript }) => hasInstallScript === true)
      .map(({ name }) => name),
  );
  return [
    ...[...having]
      .filter((name) => !Object.hasOwn(decided, name))
      .map((name) => `${name} has an install script: read it, then \`npm install-scripts deny ${name}\`, or approve`),
    ...Object.keys(decided)
      .filter((name) => !having.has(name))
      .map((name) => `${name} has no install script any more: take it out of allowScripts`),
  ];
}

/** A line for each package that isn't a file of the registry with a hash, so that another install could get another one. */
export function sourceProblems(lock: Lock): readonly string[] {
  return packagesIn(lock)
    .filter(
      ({ integrity, resolved = 'https://registry.npmjs.org/' }) =>
        integrity?.startsWith('sha512-') !== true || !resolved.startsWith('https://registry.npmjs.org/'),
    )
    .map(
      ({ name, version, resolved = '' }) => `${name} ${version} ${resolved}: not from the registry, or without a hash`,
    );
}

/** How many packages have which licence, as a table to read. */
export function licenceTable(lock: Lock): string {
  const counted = Map.groupBy(packagesIn(lock), licenceOf);
  const rows = [...counted].map(([licence, packages]) => {
    const inDevelopment = packages.filter(({ dev }) => dev === true).length;
    return [licence, packages.length - inDevelopment, inDevelopment, allowedInDevelopment.get(licence) ?? ''] as const;
  });
  return [['licence', 'runs', 'development', 'why'] as const, ...rows.toSorted((a, b) => b[1] - a[1] || b[2] - a[2])]
    .map(([licence, runs, development, why]) =>
      `${licence.padEnd(24)}${String(runs).padStart(6)}${String(development).padStart(13)}  ${why}`.trimEnd(),
    )
    .join('\n');
}
