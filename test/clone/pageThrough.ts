import { expect } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import type { TestService } from '../startTestService.ts';

export interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const selection =
  '{ nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

/** Reads a page of a clone connection: a root field, or `User.clones` of the user `of`. */
export function pageReader(service: TestService, caller: Caller, connection: string, of?: string) {
  return async (args: Record<string, unknown>): Promise<Page> => {
    const inner = `${connection}(first: $first, after: $after) ${selection}`;
    const query =
      of === undefined
        ? inner
        : `_entities(representations: [{ __typename: "User", id: ${JSON.stringify(of)} }]) { ... on User { ${inner} } }`;
    const { data, errors } = await service.ask(caller, `query($first: Int, $after: String) { ${query} }`, args);
    expect(errors).toEqual([]);
    return of === undefined ? data[connection] : data._entities[0][connection];
  };
}

/** Reads all ids of a connection, page by page; `between` runs after each page. */
export async function pageThrough(
  read: (args: Record<string, unknown>) => Promise<Page>,
  first: number,
  between?: (round: number) => Promise<unknown>,
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let round = 1; ; round += 1) {
    const page: Page = await read({ first, after });
    expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
    expect(page.pageInfo).toMatchObject({
      hasPreviousPage: round > 1,
      startCursor: page.edges[0]?.cursor ?? null,
      endCursor: page.edges.at(-1)?.cursor ?? null,
    });
    ids.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
    await between?.(round);
  }
}
