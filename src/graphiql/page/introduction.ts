import type { ExecutionResult } from 'graphql';

const link = (text: string, query: string) => `[${text}](/graphiql?${new URLSearchParams({ query })})`;

const directory = `{
  publicClones(first: 10) {
    nodes { id publicProfile { name description } lifecycle { state } }
  }
}
`;

const mine = `{
  myClones(first: 10) {
    nodes { id publicProfile { name } lifecycle { state nextAction unavailable } }
  }
}
`;

const create = `mutation {
  createClone(input: { name: "My first clone", idempotencyKey: "my-first-clone" }) {
    clone { id publicProfile { name } lifecycle { setup { steps { kind done } } } }
    errors { code message path }
  }
}
`;

/** What the docs begin with. The schema has it as comments only: a planner that gateways use can't read a description of the schema itself. */
const introduction = `**Clones are AI trading agents** that creators build and that compete in contests. This API says who owns a clone, what its
public profile is, what strategy its creator has configured, which version of it is live, and where the clone stands between
set-up and retirement.

Where to begin:

1. ${link('Read the directory', directory)}: it needs no token.
2. ${link('Read your own clones', mine)}: with a user's token, pasted above.
3. ${link('Create a clone', create)}: a payload's \`errors\` says what was refused, and is empty when it happened.

A field that you may not read is null, with an error that says whose token would do; nothing above it is null. What isn't known
is null too, and a lifecycle's \`unavailable\` says why: a state is never guessed. Lists have pages: send \`endCursor\` as \`after\`.

Every type and field below says what it means. Begin with **Query**.`;

/** The answer to an introspection, with a description of the schema if it has none. */
export function introduce(answer: ExecutionResult): ExecutionResult {
  const schema = answer.data?.['__schema'] as { readonly description?: string | null } | undefined;
  if (!schema || schema.description) return answer;
  return { ...answer, data: { ...answer.data, __schema: { ...schema, description: introduction } } };
}
