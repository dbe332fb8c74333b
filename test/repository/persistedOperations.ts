import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Kind, parse, print } from 'graphql';
import { examples } from '../../src/demo/examples.ts';

/** A persisted query manifest in Apollo's format, version 1, which Apollo's and Hive's routers read, and Hive's registry takes. */
export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly {
    /** The SHA-256 of `body`, in hex. */
    readonly id: string;
    readonly name: string;
    readonly type: 'query' | 'mutation' | 'subscription';
    readonly body: string;
  }[];
}

export const manifestFile = new URL('../../doc/examples/persistedOperations.json', import.meta.url);

/** The operations that the docs and the demo show of clients at a public gateway. */
export function persistedOperations(): Manifest {
  const documents = [
    ...['builder', 'runtime']
      .flatMap((page) => [
        ...readFileSync(new URL(`../../doc/${page}.md`, import.meta.url), 'utf8').matchAll(
          /^```graphql\n([^]*?)^```$/gm,
        ),
      ])
      .map(([, text = '']) => text),
    ...examples.filter(({ isInternal }) => isInternal !== true).map(({ query }) => query),
  ];
  const operations = documents.map((text) => {
    const document = parse(text, { noLocation: true });
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.name === undefined)
      throw new Error(`an operation without a name: ${text}`);
    const body = print(document);
    const id = createHash('sha256').update(body).digest('hex');
    return { id, name: operation.name.value, type: operation.operation, body };
  });
  return {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** The text of the file that `npm run generate` writes. */
export const manifestText = (): string => `${JSON.stringify(persistedOperations(), null, 2)}\n`;
