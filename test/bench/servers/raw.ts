/** The minimum: node:http, `pg` with an ordinary pool, hand-written SQL, JSON.stringify. No GraphQL, no access rules. */
import { createServer, type IncomingMessage } from 'node:http';
import { rawReads, type Variables } from './rawReads.ts';
import { rawWrites } from './rawWrites.ts';
import { openPool } from './rows.ts';
import { subjectOf } from './views.ts';

const pool = openPool();
const answers = { ...rawReads(pool), ...rawWrites(pool) };

async function read(incoming: IncomingMessage): Promise<{ operationName: string; variables: Variables }> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

createServer(async (incoming, response) => {
  if (incoming.method === 'GET') return void response.end('ready');
  try {
    const { operationName, variables } = await read(incoming);
    const data = await answers[operationName]?.(variables, subjectOf(incoming.headers.authorization));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data }));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env['PORT']), '127.0.0.1');
