import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNpm } from '../gateway/startNpm.ts';
import { makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';

const issuer = 'https://id.example/';
const audience = 'clones';
const query = '{ publicClones(first: 1) { nodes { id } } myClones(first: 1) { nodes { id } } }';

let keyServer: Server;
let home: ProcessHome;
let service: ServiceProcess;
let sign: (claims?: object, kid?: string) => Promise<string>;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'known', alg: 'ES256' };
  sign = (claims = {}, kid = 'known') =>
    new SignJWT({ sub: 'alice', iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1_000) + 600, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(privateKey);
  keyServer = createServer(
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] })),
  );
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
  home = await makeProcessHome();
  const jwksUrl = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/keys`;
  service = await startProcess({
    ...home.settings,
    AUTH_JWKS_URL: jwksUrl,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
  });
});
afterAll(async () => {
  await service.end('SIGTERM');
  await stopKeyServer();
  await home.remove();
});

function stopKeyServer(): Promise<void> {
  keyServer.closeAllConnections();
  return new Promise((resolve) => keyServer.close(() => resolve()));
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // oxlint-disable-next-line no-explicit-any -- tests read responses by path
  readonly body: any;
}

/** Sends each of `authorization` as a separate header, unchanged: fetch would trim and join them. */
function ask(...authorization: string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = [
      'host',
      'localhost',
      'content-type',
      'application/json',
      ...authorization.flatMap((value) => ['authorization', value]),
    ];
    const request = httpRequest(`${service.url}/graphql`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) }),
      );
    });
    request.on('error', reject).end(JSON.stringify({ query }));
  });
}

const nobodys = {
  data: { publicClones: { nodes: [] }, myClones: null },
  errors: [{ path: ['myClones'], extensions: { code: 'UNAUTHENTICATED' } }],
};
const alices = { data: { publicClones: { nodes: [] }, myClones: { nodes: [] } } };

describe('a real service behind an identity provider', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('accepts a token after %s', async (scheme) => {
    expect(await ask(`${scheme} ${await sign()}`)).toMatchObject({
      status: 200,
      body: alices,
      headers: { 'cache-control': 'no-store' },
    });
  });

  it('returns public fields without a token, and null with an error for private ones', async () => {
    expect(await ask()).toMatchObject({ status: 200, body: nobodys });
  });

  it('rejects the whole request with 401 and no data for any other Authorization header', async () => {
    const good = await sign();
    const headers: readonly (readonly string[])[] = [
      [''],
      ['Bearer'],
      ['Bearer '],
      ['Basic dTpw'],
      ['Bearer a b'],
      [good],
      [`Bearer ${good},${good}`],
      [`Bearer ${good}, Bearer ${good}`],
      [`Bearer ${good} x`],
      [`Bearer ${good}`, `Bearer ${good}`],
      [`Bearer ${good}`, 'Basic dTpw'],
      ['Basic dTpw', `Bearer ${good}`],
      [`Bearer ${good}x`],
      [`Bearer ${await sign({ exp: Math.floor(Date.now() / 1_000) - 60 })}`],
      [`Bearer ${await sign({ aud: 'others' })}`],
      [`Bearer ${await sign({ iss: 'https://other.example/' })}`],
      [`Bearer ${await sign({ sub: '' })}`],
      [`Bearer ${await sign({ filler: 'x'.repeat(8_192) })}`],
      [`Bearer ${await sign({}, 'unknown')}`],
    ];
    for (const values of headers) {
      const { status, headers: got, body } = await ask(...values);
      expect({ values, status, challenge: got['www-authenticate'], cache: got['cache-control'] }).toEqual({
        values,
        status: 401,
        challenge: 'Bearer error="invalid_token"',
        cache: 'no-store',
      });
      expect(body).toEqual({
        errors: [
          { message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } },
        ],
      });
    }
  });

  it('keeps using cached keys while the key server is down, responds with 503 to an unknown key, and still serves requests without a token', async () => {
    const known = await sign({ sub: 'bob' });
    await stopKeyServer();
    expect(await ask(`Bearer ${known}`)).toMatchObject({ status: 200, body: alices });
    expect(await ask()).toMatchObject({ status: 200, body: nobodys });
    // For some seconds after the last successful fetch there is no other: until then the key is invalid.
    const unknown = await sign({}, 'rotated');
    await expect.poll(async () => (await ask(`Bearer ${unknown}`)).status, { timeout: 10_000 }).toBe(503);
    expect(await ask(`Bearer ${unknown}`)).toMatchObject({
      headers: { 'retry-after': '5', 'cache-control': 'no-store' },
      body: { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
    });
    expect((await ask(`Bearer ${unknown}`)).body.data).toBeUndefined();
    expect(await ask(`Bearer ${known}`)).toMatchObject({ status: 200, body: alices });
  });
});

describe('development keys', () => {
  const auth = { AUTH_JWKS_URL: 'https://id.example/keys', AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };
  const starts: readonly (readonly [what: string, settings: Readonly<Record<string, string>>, line: RegExp])[] = [
    [
      'in production',
      { NODE_ENV: 'production' },
      /^NODE_ENV is "production", which needs AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE, DATABASE_URL: not set\.\n$/,
    ],
    [
      'in production with a database',
      { NODE_ENV: 'production', DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/d' },
      /^NODE_ENV is "production", which needs AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE: not set\.\n$/,
    ],
    [
      'in production without a database',
      { NODE_ENV: 'production', ...auth },
      /^NODE_ENV is "production", which needs DATABASE_URL: not set\.\n$/,
    ],
    [
      'on an address that others can reach',
      { HOST: '0.0.0.0' },
      /^HOST is "0\.0\.0\.0"; allowed: .*with development keys only.*\n$/,
    ],
    [
      'with half the settings of an identity provider',
      { AUTH_JWKS_URL: auth.AUTH_JWKS_URL },
      /^AUTH_ISSUER and AUTH_AUDIENCE not set.*\n$/,
    ],
  ];

  it.each(starts)(
    'are not used %s: a real start fails with one line, and creates nothing',
    async (_, settings, line) => {
      const folder = mkdtempSync(join(tmpdir(), 'start-'));
      const { ended, output } = startNpm(['start'], {
        PORT: '0',
        METRICS_PORT: '0',
        DATA_DIR: join(folder, 'data'),
        ...settings,
      });
      expect(await ended).toMatchObject({ code: 1 });
      expect(output.stderr).toMatch(line);
      expect(existsSync(join(folder, 'data'))).toBe(false);
      rmSync(folder, { recursive: true });
    },
  );
});
