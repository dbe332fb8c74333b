import { request, type Agent, type IncomingMessage } from 'node:http';
import { timeouts } from './serviceProcess.ts';

export interface Answer {
  // oxlint-disable-next-line no-explicit-any -- tests read answers by path
  readonly data: any;
  /** The codes of its errors, also those in a mutation's payload. */
  readonly codes: readonly string[];
}

/** How long to wait for an answer: well beyond the request's time-out. */
const patienceMs = timeouts.REQUEST_TIMEOUT_MS + 3_000;

/** Asks the service; rejects with a `code` when the connection is lost, or when there is no answer in time. */
export async function askService(
  agent: Agent,
  url: string,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const { data = null, errors = [] } = JSON.parse(
    await send(agent, url, token, JSON.stringify({ query, variables })),
  ) as {
    data?: Record<string, { errors?: { code: string }[] }>;
    errors?: { extensions: { code: string } }[];
  };
  const codes = [
    ...errors.map(({ extensions }) => extensions.code),
    ...Object.values(data ?? {}).flatMap((payload) => payload?.errors?.map(({ code }) => code) ?? []),
  ];
  return { data, codes };
}

function send(agent: Agent, url: string, token: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const outgoing = request(`${url}/graphql`, { method: 'POST', agent, headers }, (incoming: IncomingMessage) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => void (text += part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        clearTimeout(late);
        resolve(text);
      });
    });
    const late = setTimeout(
      () => outgoing.destroy(Object.assign(new Error('no answer'), { code: `no answer in ${patienceMs} ms` })),
      patienceMs,
    );
    outgoing.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    outgoing.end(body);
  });
}
