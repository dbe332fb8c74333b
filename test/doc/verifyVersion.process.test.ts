import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalContent, canonicalJson, type Version } from '../../doc/examples/verifyVersion.ts';
import { canonicalText } from '../../src/text/canonicalText.ts';
import { canonicalContent as servedContent } from '../../src/strategy/canonicalContent.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { arbitraryGraph } from '../strategy/arbitraryGraph.ts';

const examples = new URL('../../doc/examples/', import.meta.url);
const answer = readFileSync(new URL('strategyVersion.json', examples), 'utf8');
const vector: Version = JSON.parse(answer).data.strategyVersion;
const vectorContent = readFileSync(new URL('strategyVersion.canonical.json', examples), 'utf8');

const hasPython = spawnSync('python3', ['--version']).status === 0;
const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };

/** What a function of the Python example makes of each of these. */
function python(name: string, values: readonly unknown[]): string[] {
  const program = `import json, sys; sys.path.insert(0, ${JSON.stringify(fileURLToPath(examples))}); import verify_version\njson.dump([verify_version.${name}(one) for one in json.load(sys.stdin.buffer)], sys.stdout)`;
  return JSON.parse(
    execFileSync('python3', ['-c', program], {
      input: JSON.stringify(values),
      encoding: 'utf8',
      env,
      maxBuffer: 2 ** 28,
    }),
  );
}

const programs = [
  {
    language: 'TypeScript',
    command: [process.execPath, '--disable-warning=ExperimentalWarning'],
    file: 'verifyVersion.ts',
    run: true,
  },
  { language: 'Python', command: ['python3'], file: 'verify_version.py', run: hasPython },
] as const;

const version = (graph: StrategyGraph): Version => ({
  contentHash: '',
  contentSchema: 1,
  model: { modelId: 'swift-1' },
  graph,
});

/** Where numbers change their form in ECMAScript, and the ends of what there is. */
const edges = [
  0,
  -0,
  1,
  -1,
  0.1,
  1e-6,
  1.5e-6,
  1e-7,
  1.5e-7,
  1e20,
  123456789012345680000,
  1e21,
  1.5e21,
  -1e21,
  1e22,
  1e23,
  2 ** 53,
  -(2 ** 53) - 2,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  333333333.3333333,
  100,
  1e16,
];
const texts = [
  '',
  '1',
  '10',
  '9',
  '\r',
  '\u0080',
  'ö',
  '€',
  '\u{1F600}',
  '\uFB33',
  '\uFFFF',
  '\u0000\u0007\b\f\n\t\u001f\u007f',
  '"\\/',
  '\u2028',
  'é',
  'e\u0301',
  '__proto__',
  'toJSON',
];

describe('the version that the guide gives', () => {
  it('has the canonical content and the hash that the guide says, for this service too', () => {
    expect(servedContent(vector.graph, vector.model.modelId)).toBe(vectorContent);
    expect(createHash('sha256').update(vectorContent, 'utf8').digest('hex')).toBe(vector.contentHash);
    expect(readFileSync(new URL('../runtime.md', examples), 'utf8')).toContain(`\`${vector.contentHash}\``);
  });

  it('would be found out if it were sorted in any easier way', () => {
    const { assets, dataStreams } = JSON.parse(vectorContent).graph as StrategyGraph;
    const byCodePoint = (texts: readonly string[]) =>
      texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const keys = dataStreams.flatMap(({ parameters }) =>
      [...JSON.stringify(parameters ?? {}).matchAll(/[{,]"((?:\\.|[^"\\])*)":/g)].map(([, key]) => key ?? ''),
    );
    expect(assets.some(({ symbols }) => byCodePoint(symbols).join() !== symbols.join())).toBe(true);
    expect(keys).toEqual(expect.arrayContaining(['9', '10', '\u{1F600}', '\uFB33']));
    expect(vector.graph.dataStreams.map(({ blockId }) => blockId)).not.toEqual(
      vector.graph.dataStreams.map(({ blockId }) => blockId).toSorted(),
    );
  });
});

describe.each(programs.filter(({ run }) => run))(
  'the program in $language',
  ({ command: [program, ...flags], file }) => {
    const run = (input: string) =>
      spawnSync(program, [...flags, fileURLToPath(new URL(file, examples))], { input, encoding: 'utf8', env });

    it('prints the hash of a version, and ends well', () => {
      expect(run(answer)).toMatchObject({ stdout: `${vector.contentHash}\n`, stderr: '', status: 0 });
    });

    it.each([
      ['another number', answer.replace('1e-7', '2e-7')],
      ['another model', answer.replace('swift-1', 'swift-2')],
      ['a block less', answer.replace(/\{\s*"from": "News",\s*"to": "majors"\s*\},/, '')],
    ])('finds out a version with %s', (_, changed) => {
      expect(changed).not.toBe(answer);
      const { stdout, stderr, status } = run(changed);
      expect({ same: stdout.trim() === vector.contentHash, stderr: stderr.trim(), status }).toEqual({
        same: false,
        stderr: 'contentHash is another',
        status: 1,
      });
    });

    it('refuses a canonical content of another shape', () => {
      expect(run(answer.replace('"contentSchema": 1', '"contentSchema": 2'))).toMatchObject({ stdout: '', status: 1 });
    });
  },
);

describe('the canonical content', () => {
  it('is in both languages what this service makes of any graph', () => {
    const graphs = fc.sample(arbitraryGraph(), 100);
    const served = graphs.map((graph) => servedContent(graph, 'swift-1'));
    expect(graphs.map(version).map(canonicalContent)).toEqual(served);
    if (hasPython) expect(python('canonical_content', graphs.map(version))).toEqual(served);
  });

  it('has numbers and texts in TypeScript as in this service', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 3 }),
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
        (value, numbers) => {
          expect(canonicalJson({ value, numbers })).toBe(canonicalText({ value, numbers }));
        },
      ),
    );
    const all = { edges, texts, keys: Object.fromEntries(texts.map((text) => [text, text])) };
    expect(canonicalJson(all)).toBe(canonicalText(all));
  });

  it.skipIf(!hasPython)('has numbers and texts in Python as in this service', () => {
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 3_000);
    const decimals = fc
      .sample(fc.tuple(fc.integer(), fc.integer({ min: -30, max: 30 })), 1_000)
      .map(([digits, power]) => Number(`${digits}e${power}`));
    const keyed = fc.sample(
      fc.dictionary(
        fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
        fc.string({ unit: 'binary' }),
        { noNullPrototype: true },
      ),
      300,
    );
    const values = [{ edges, texts, numbers, decimals, none: null, yes: true, no: false, empty: [{}, []] }, ...keyed];
    expect(python('canonical_json', values)).toEqual(values.map((value) => canonicalText(value)));
  });
});
