import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../src/access/verifyToken.ts';
import { buildHttpServer } from '../../src/server/httpServer.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { ask, json, keys, release, serve, untilReached } from './startHttpServer.ts';

describe('connections', () => {
  it('stay open between requests, for the announced time, even after a rejected request', async () => {
    const { url } = await serve({ limits: { keepAliveTimeoutMs: 75_000, maxBodyBytes: 1_024 } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = await ask(url, json, '{"query":"{me}"}', agent);
    const tooLarge = await ask(url, json, 'x'.repeat(1_048_576), agent);
    const chunked = await ask(url, { ...json, 'transfer-encoding': 'chunked' }, 'x'.repeat(1_048_576), agent);
    const last = await ask(url, json, '{"query":"{me}"}', agent);
    agent.destroy();
    expect(first.headers['keep-alive']).toBe('timeout=75');
    expect([tooLarge, chunked, last].map(({ status, reused }) => ({ status, reused }))).toEqual([
      { status: 413, reused: true },
      { status: 413, reused: true },
      { status: 200, reused: true },
    ]);
  });

  it('are impossible on a port in use: starting fails with one line', async () => {
    const { url } = await serve();
    const settings = { ...readSettings({}), port: Number(new URL(url).port), gatewaySecrets: [] };
    const second = buildHttpServer({
      settings,
      log: createLog('silent'),
      verify: createVerifier(keys),
      metrics: createMetrics(),
      rates: { take: () => null, chargeCost: () => undefined, close: () => {} },
      isReady: async () => ({ ok: true }),
      graphiqlDir: null,
      execute: () => Promise.reject(new Error('not called')),
    });
    await expect(second.listen()).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^PORT \d+ on 127\.0\.0\.1 is in use/),
    });
    await second.close();
  });
});

describe('shutdown', () => {
  it('lets a running request finish, closes idle connections at once, and accepts no new ones', async () => {
    const { url, server } = await serve();
    const idle = new Agent({ keepAlive: true });
    await ask(url, json, '{"query":"{me}"}', idle);
    const [idleSocket] = Object.values(idle.freeSockets).flatMap((sockets) => sockets ?? []);
    const idleEnded = new Promise((resolve) => idleSocket?.once('close', resolve));

    const started = untilReached();
    const running = ask(url, json, '{"query":"{wait}"}', new Agent({ keepAlive: true }));
    await started;
    const stopped = server.close();
    await idleEnded;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    release();
    const response = await running;
    expect({
      status: response.status,
      connection: response.headers.connection,
      body: JSON.parse(response.body),
    }).toEqual({
      status: 200,
      connection: 'close',
      body: { data: { wait: 'done' } },
    });
    await stopped;
  });

  it('makes readiness fail on connections that are still open', async () => {
    const { url, server } = await serve();
    const { hostname, port } = new URL(url);
    let text = '';
    const probe = connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text += chunk));
    const ended = new Promise((resolve) => probe.once('close', resolve));
    const started = untilReached();
    const running = ask(url, json, '{"query":"{wait}"}');
    await started; // connections are accepted in order, so the probe's is too
    const stopped = server.close();
    probe.write('GET /health/ready HTTP/1.1\r\nhost: x\r\n\r\n');
    await ended;
    release();
    await Promise.all([running, stopped]);
    expect(text).toMatch(/^HTTP\/1\.1 503[^]*connection: close[^]*"reason":"stopping"/i);
  });

  it('closes connections that never sent a complete request', async () => {
    const { url, server } = await serve();
    const { hostname, port } = new URL(url);
    const sockets = ['', 'POST /graphql HT', 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\nGET /hea'].map((sent) => {
      const socket = connect(Number(port), hostname).resume();
      socket.write(sent);
      return once(socket, 'close');
    });
    await expect.poll(async () => (await fetch(`${url}/health/live`)).status).toBe(200);
    await server.close();
    await Promise.all(sockets);
  });

  it('keeps responding for a while, so that no request on an idle connection is lost', async () => {
    const { url, server } = await serve({ limits: { stopDrainMs: 60_000 } });
    const agent = new Agent({ keepAlive: true });
    await ask(url, json, '{"query":"{me}"}', agent);
    const stopped = server.close();
    const response = await ask(url, json, '{"query":"{me}"}', agent);
    expect({ reused: response.reused, status: response.status, connection: response.headers.connection }).toEqual({
      reused: true,
      status: 200,
      connection: 'close',
    });
    await stopped; // at once: all connections are closed
  });

  it('accepts clients that reconnect after the last response, so that none is reset when listening ends', async () => {
    const { url, server } = await serve({ limits: { stopDrainMs: 500 } });
    const stopped = server.close(); // with no connection open
    for (let turns = 0; turns < 10; turns += 1) await nextTurn();
    const response = await ask(url, json, '{"query":"{me}"}');
    expect({ status: response.status, connection: response.headers.connection }).toEqual({
      status: 200,
      connection: 'close',
    });
    await stopped;
  });

  it('responds on connections made before it, after it has stopped accepting new ones', async () => {
    const { url, server } = await serve();
    const { hostname, port } = new URL(url);
    let text = '';
    const early = connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text += chunk));
    const ended = once(early, 'close');
    await expect.poll(async () => (await fetch(`${url}/health/live`)).status).toBe(200);
    const stopped = server.close();
    await expect
      .poll(
        () =>
          fetch(`${url}/health/live`).then(
            () => 'taken',
            () => 'refused',
          ),
        { interval: 1 },
      )
      .toBe('refused');
    early.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    await Promise.all([ended, stopped]);
    expect(text).toMatch(/^HTTP\/1\.1 200[^]*connection: close/i);
  });

  it('does not wait for a request that never ends', async () => {
    const { url, server } = await serve({ limits: { requestTimeoutMs: 100 } });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
    await expect.poll(async () => (await fetch(`${url}/health/live`)).status).toBe(200);
    await server.close();
    await new Promise((resolve) => (socket.closed ? resolve(null) : socket.once('close', resolve)));
  });
});
