/** An operation of the page, its variables, and the answer that the page shows, to a token with these scopes. */
export interface Step {
  readonly name: string;
  readonly query: string;
  readonly variables: object;
  readonly answer: object | null;
  readonly scopes: readonly string[];
}

/** Words in capitals stand for what the service gave; below each operation are its variables, below these its answer. */
export function stepsOf(text: string): Step[] {
  const blocks = [...text.matchAll(/^ *```(\w+)(?: (.+))?\n([^]*?)^ *```$/gm)].map(
    ([, language = '', scopes = 'strategy:read clone:read', code = '']) => ({
      language,
      scopes: scopes.split(' '),
      code,
    }),
  );
  return blocks.flatMap(({ language, code: query }, at) => {
    if (language !== 'graphql') return [];
    const [variables, answer] = blocks.slice(at + 1, at + 3);
    const answered = answer?.language === 'json' ? answer : null;
    return [
      {
        name: /query (\w+)/.exec(query)?.[1] ?? '',
        query,
        variables: JSON.parse(variables?.code ?? ''),
        answer: answered && JSON.parse(answered.code),
        scopes: answered?.scopes ?? ['strategy:read'],
      },
    ];
  });
}
