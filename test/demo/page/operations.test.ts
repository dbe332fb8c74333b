import { buildSchema, parse, validate, type DocumentNode } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { supergraph } from '../../../src/commands/supergraph.ts';
import * as generated from '../../../src/demo/page/generated/graphql.ts';

const folder = new URL('../../../src/demo/page/', import.meta.url);
const schemas = {
  public: buildSchema(await supergraph(['--public', '--api'])),
  internal: buildSchema(await supergraph(['--api'])),
};

/** What only people of the internal gateway open. */
const internalFiles = /^(?:moderation|support)\/|^home\/(?:OperatorHome|ServiceHome)\./;

const documents = Object.values(generated as Readonly<Record<string, unknown>>) as readonly DocumentNode[];

/** Every operation of the page, with the file that sends it. */
const operations = globSync('**/*.tsx', { cwd: folder }).flatMap((file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return [...text.matchAll(/^ {2}(?:query|mutation) (\w+)/gm)].map(([, name]) => ({
    name: String(name),
    audience: internalFiles.test(file) ? ('internal' as const) : ('public' as const),
    document: documents.find(({ definitions }) =>
      definitions.some((one) => one.kind === 'OperationDefinition' && one.name?.value === name),
    ),
  }));
});

describe("the page's operations", () => {
  it('are those of creators and backers, and those of operators and services', () => {
    expect(operations.length).toBeGreaterThan(6);
    expect(new Set(operations.map(({ audience }) => audience))).toEqual(new Set(['public', 'internal']));
  });

  it.each(operations)('have $name, which the $audience gateway accepts', ({ audience, document }) => {
    expect(validate(schemas[audience], document ?? parse('{ notGenerated }'))).toEqual([]);
  });

  it.each(operations)('have $name with the key of whatever the cache identifies by its clone', ({ document }) => {
    const keyed = new Set(['lifecycle', 'strategyDraft', 'entitlement']);
    const missing: string[] = [];
    JSON.stringify(
      document,
      (_key, node: { kind?: string; name?: { value: string }; selectionSet?: object } | null) => {
        if (node?.kind === 'Field' && keyed.has(node.name?.value ?? '')) {
          const { selections } = node.selectionSet as {
            selections: readonly { kind: string; name?: { value: string } }[];
          };
          const hasKey = selections.some(({ kind, name }) => kind === 'FragmentSpread' || name?.value === 'cloneId');
          if (!hasKey) missing.push(String(node.name?.value));
        }
        return node;
      },
    );
    expect(missing).toEqual([]);
  });
});
