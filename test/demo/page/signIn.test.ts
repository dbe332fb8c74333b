import { describe, expect, it } from 'vitest';
import { startSession } from '../../../src/demo/page/api/signIn.ts';

/** A session whose tokens are numbered from 1, at a server that answers by the token. */
async function session(answerTo: (authorization: string) => Response) {
  let tokens = 0;
  const sent: string[] = [];
  const getToken = async () => ({ token: String(++tokens), gateway: 'http://gateway' });
  const started = await startSession('alice', getToken, async (_url, init) => {
    const authorization = new Headers(init?.headers).get('authorization') ?? '';
    sent.push(authorization);
    return answerTo(authorization);
  });
  return { ...started, sent };
}

const fine = () => Response.json({ data: { a: 1 } });
const refusedByGateway = () => Response.json({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });

describe('a session', () => {
  it('sends its token, and leaves the answer to be read', async () => {
    const { fetch, sent } = await session(fine);
    expect(await (await fetch('http://gateway/graphql')).json()).toEqual({ data: { a: 1 } });
    expect(sent).toEqual(['Bearer 1']);
  });

  it.each([
    ['as an error in the answer', refusedByGateway],
    ['with 401', () => new Response('', { status: 401 })],
  ])('whose token is refused %s gets another one and sends the request again', async (_how, refusal) => {
    const { fetch, sent } = await session((token) => (token === 'Bearer 1' ? refusal() : fine()));
    expect(await (await fetch('http://gateway/graphql')).json()).toEqual({ data: { a: 1 } });
    await fetch('http://gateway/graphql');
    expect(sent).toEqual(['Bearer 1', 'Bearer 2', 'Bearer 2']);
  });

  it('does so only once for a request: the second refusal is the answer', async () => {
    const { fetch, sent } = await session(refusedByGateway);
    expect(await (await fetch('http://gateway/graphql')).json()).toHaveProperty('errors');
    expect(sent).toEqual(['Bearer 1', 'Bearer 2']);
  });

  it('takes no other error for a refusal', async () => {
    const { fetch, sent } = await session(() => Response.json({ errors: [{ extensions: { code: 'FORBIDDEN' } }, {}] }));
    await fetch('http://gateway/graphql');
    expect(sent).toEqual(['Bearer 1']);
  });
});
