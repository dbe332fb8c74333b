import type { Caller } from '../../src/access/caller.ts';
import type { Asked } from '../startTestService.ts';

export interface Shown {
  readonly sequence: number;
  readonly paused: boolean;
  readonly cause: string;
  readonly actorKind: string;
  readonly reason: string | null;
  readonly at: string;
  readonly until: string | null;
  readonly version: { readonly id: string };
}

export interface Moved {
  readonly changed: boolean;
  readonly activation: Shown | null;
  readonly clone: { readonly activeStrategyVersionId: string | null } | null;
  /** Code and path of each. */
  readonly errors: readonly string[];
}

export const shownFields = 'sequence paused cause actorKind reason at until version { id }';

/** Calls activateStrategyVersion or setPaused; the payload. */
export async function move(
  service: Asked,
  caller: Caller,
  mutation: 'activateStrategyVersion' | 'setPaused',
  input: Record<string, unknown>,
): Promise<Moved> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await service.ask(
    caller,
    `mutation($input: ${type}!) { ${mutation}(input: $input) {
      changed activation { ${shownFields} } clone { activeStrategyVersionId } errors { code path } } }`,
    { input },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const payload = data[mutation];
  const told = payload.errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`);
  return { ...payload, errors: told };
}

/** Every activation of a clone, oldest first, page by page. */
export async function wholeHistory(service: Asked, caller: Caller, cloneId: string, first = 100): Promise<Shown[]> {
  const found: Shown[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await service.ask(
      caller,
      `query($id: ID!, $first: Int, $after: String) { clone(id: $id) { activations(first: $first, after: $after) {
        nodes { ${shownFields} } pageInfo { hasNextPage endCursor } } } }`,
      { id: cloneId, first, after },
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    const { nodes, pageInfo } = data.clone.activations;
    found.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found.toReversed();
}
