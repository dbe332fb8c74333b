import { describe, expect, it } from 'vitest';
import { readMigrateDatabase, readSettings, readTokenSettings, SettingsError } from '../../src/settings/settings.ts';
import { settingsTable } from '../../src/settings/settingsTable.ts';
import { sizeErrors } from '../../src/strategy/draft.ts';
import { graphLimits } from '../../src/strategy/graphLimits.ts';

const auth = { AUTH_JWKS_URL: 'https://id.example/keys', AUTH_ISSUER: 'https://id.example/', AUTH_AUDIENCE: 'clones' };

function refusal(env: Record<string, string>, read: (env: Record<string, string>) => unknown = readSettings): string {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('settings', () => {
  it('have a default each, and unset means the same as empty', () => {
    const empty = Object.fromEntries(settingsTable.map(({ name }) => [name, '']));
    expect(readSettings(empty)).toEqual(readSettings({}));
    expect(readSettings({})).toMatchObject({
      port: 4001,
      host: '127.0.0.1',
      auth: null,
      moderationGate: 'none',
      imageHosts: null,
      database: { kind: 'embedded', dataDir: '.data' },
    });
  });

  it('accept every default that the table documents', () => {
    for (const { name, default: text } of settingsTable) {
      if (text !== null) expect(readSettings({ [name]: text }), name).toEqual(readSettings({}));
    }
  });

  it.each(['漢', '🦊', '\u0001'])(
    'have a default body limit above the largest draft with the largest base that the API allows, written with %j',
    (character) => {
      const { draftCharacters, promptCharacters } = graphLimits;
      const written = [...JSON.stringify(character)].length - 2;
      const prompts = Math.floor(draftCharacters / promptCharacters / written) + 1;
      const each = Math.floor((draftCharacters - 1_000) / prompts / written);
      const graph = {
        dataStreams: [],
        assets: [],
        tradingPrompts: Array.from({ length: prompts }, (_, index) => ({
          blockId: `${index}`,
          prompt: character.repeat(each),
        })),
        connections: [],
      };
      const draft = { graph, layout: null };
      expect(sizeErrors(draft, 'graph')).toEqual([]);
      // The characters that are left in each of the two drafts take four bytes at most.
      const left = 2 * 4 * (draftCharacters - [...JSON.stringify(graph)].length);
      const body = JSON.stringify({ query: 'x'.repeat(100_000), variables: { input: { ...draft, base: draft } } });
      expect(Buffer.byteLength(body) + left).toBeLessThan(readSettings({}).limits.maxBodyBytes);
    },
  );

  it('let the body of the largest draft and its base have all the values that parameters and layouts may have', () => {
    const { maxBodyValues } = readSettings({}).limits;
    // A value in a list takes two characters at least; one with a name counts as three, and takes six.
    const [inParameters, inLayout, inBlocks] = [50 * (4_096 / 2), 65_536 / 2, 50 * (13 + 207 + 7) + 500 * 7];
    expect(2 * (inParameters + inLayout + inBlocks)).toBeLessThan(maxBodyValues);
  });

  it('keep idle connections open for longer than 60 seconds by default', () => {
    expect(readSettings({}).limits.keepAliveTimeoutMs).toBeGreaterThan(60_000);
  });

  it.each([
    ['PORT', 'abc', 'PORT is "abc"; allowed: a whole number from 0 to 65535.'],
    ['PORT', '65536', 'PORT is "65536"'],
    ['PORT', '-1', 'PORT is "-1"'],
    ['PORT', '4001 ', 'PORT is "4001 "'],
    ['PORT', '1e3', 'PORT is "1e3"'],
    ['MODERATION_GATE', 'Publish', 'MODERATION_GATE is "Publish"; allowed: one of none, publish, audition, both.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"'],
    ['IMAGE_HOSTS', 'a.example,,b.example', 'IMAGE_HOSTS is "a.example,,b.example"'],
    ['IMAGE_HOSTS', 'https://a.example', 'IMAGE_HOSTS is "https://a.example"'],
    ['MAX_DEPTH', '0', 'MAX_DEPTH is "0"'],
    ['HOST', 'a b', 'HOST is "a b"'],
    ['HOST', '0.0.0.0', 'HOST is "0.0.0.0"; allowed: an IP address or a host name; with development keys only'],
    ['LOG_LEVEL', 'a\nb', 'LOG_LEVEL is "a\\nb"'],
  ])('%s=%j is refused in one line that says what is allowed', (name, value, message) => {
    expect(refusal({ [name]: value })).toContain(message);
    expect(refusal({ [name]: value })).not.toContain('\n');
  });

  it.each([
    ['GATEWAY_SECRET', 'canary'],
    ['GATEWAY_SECRET', `canary${'x'.repeat(32)},${'y'.repeat(32)},${'z'.repeat(32)}`],
    ['GATEWAY_SECRET', `canary ${'x'.repeat(32)}`],
    ['DATABASE_URL', 'mysql://canary:canary@host/db'],
    ['DATABASE_URL', 'postgres://u:canary?x=y@host/db'],
    ['DATABASE_URL', 'postgres://u:1#canary@host/db'],
    ['MIGRATE_DATABASE_URL', 'canary'],
    ['AUTH_JWKS_URL', 'https://user:canary@id.example/keys'],
  ])('%s shows nothing of its value when refused', (name, value) => {
    expect(refusal({ ...auth, [name]: value })).toMatch(new RegExp(`^${name}`));
    expect(refusal({ ...auth, [name]: value })).not.toContain('canary');
  });

  it('take one gateway secret or two', () => {
    const [old, next] = ['o'.repeat(32), 'n'.repeat(32)];
    expect(readSettings({ GATEWAY_SECRET: old }).gatewaySecrets).toEqual([old]);
    expect(readSettings({ GATEWAY_SECRET: `${old}, ${next}` }).gatewaySecrets).toEqual([old, next]);
  });

  it('take image hosts in any case', () => {
    expect(readSettings({ IMAGE_HOSTS: 'CDN.example, img.example' }).imageHosts).toEqual([
      'cdn.example',
      'img.example',
    ]);
  });

  it('name what is missing when only some of AUTH_* are set', () => {
    expect(refusal({ AUTH_JWKS_URL: auth.AUTH_JWKS_URL })).toMatch(/^AUTH_ISSUER and AUTH_AUDIENCE not set/);
    expect(readSettings(auth).auth).toEqual({
      jwksUrl: auth.AUTH_JWKS_URL,
      issuer: auth.AUTH_ISSUER,
      audience: 'clones',
    });
  });

  it('let the service listen everywhere once an identity provider is set', () => {
    expect(readSettings({ ...auth, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  it('refuse production without an identity provider and a database, naming what is missing', () => {
    expect(refusal({ NODE_ENV: 'production' })).toContain('AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE, DATABASE_URL');
    expect(refusal({ NODE_ENV: 'production', ...auth })).toContain('needs DATABASE_URL: not set');
    expect(readSettings({ NODE_ENV: 'production', ...auth, DATABASE_URL: 'postgres://u@h/d' }).production).toBe(true);
  });

  it('let the database URL win over the pool settings', () => {
    const url = 'postgres://u@h/d?connection_limit=3&pool_timeout=7&schema=clones_x';
    expect(readSettings({ DATABASE_URL: url, DB_CONNECTIONS: '9', DB_LOCK_TIMEOUT_MS: '11' }).database).toEqual({
      kind: 'postgresql',
      connectionString: 'postgres://u@h/d',
      schema: 'clones_x',
      connectionLimit: 3,
      poolTimeoutMs: 7_000,
      lockTimeoutMs: 11,
      statementTimeoutMs: 8_000,
    });
  });

  it('refuse a database to migrate that is not the one queried', () => {
    const DATABASE_URL = 'postgres://app@h/d?schema=x';
    expect(refusal({ DATABASE_URL, MIGRATE_DATABASE_URL: 'postgres://owner@h/d' })).toContain('same `schema`');
    expect(refusal({ MIGRATE_DATABASE_URL: DATABASE_URL })).toContain('both set');
  });
});

describe('a command', () => {
  const others = settingsTable
    .map(({ name }) => name)
    .filter((name) => !/^(NODE_ENV|DATA_DIR|DATABASE_URL|MIGRATE_DATABASE_URL|AUTH_.*)$/.test(name));
  /** Of a service that would not start: no value here is allowed. */
  const unusable = Object.fromEntries([...others, 'AUTH_JWKS_URL'].map((name) => [name, ' ']));
  const DATABASE_URL = 'postgres://app@h/d?schema=x';
  const MIGRATE_DATABASE_URL = 'postgres://owner@h/d?schema=x';

  it('that migrates needs a database and no other setting, in production too', () => {
    for (const NODE_ENV of ['', 'production']) {
      expect(readMigrateDatabase({ ...unusable, NODE_ENV, DATABASE_URL })).toMatchObject({
        connectionString: 'postgres://app@h/d',
        schema: 'x',
      });
      for (const both of [{ MIGRATE_DATABASE_URL }, { MIGRATE_DATABASE_URL, DATABASE_URL }]) {
        expect(readMigrateDatabase({ ...unusable, NODE_ENV, ...both })).toMatchObject({
          connectionString: 'postgres://owner@h/d',
          schema: 'x',
        });
      }
    }
    expect(readMigrateDatabase({ ...unusable, DATA_DIR: 'folder' })).toEqual({ kind: 'embedded', dataDir: 'folder' });
  });

  it('that migrates refuses another schema than the one queried, a URL that is none, and the embedded database in production', () => {
    expect(refusal({ DATABASE_URL, MIGRATE_DATABASE_URL: 'postgres://owner@h/d' }, readMigrateDatabase)).toContain(
      'same `schema`',
    );
    for (const name of ['DATABASE_URL', 'MIGRATE_DATABASE_URL'])
      expect(refusal({ [name]: 'canary' }, readMigrateDatabase)).toMatch(/^\w*DATABASE_URL: not a URL/);
    expect(refusal({ NODE_ENV: 'production' }, readMigrateDatabase)).toBe(
      'NODE_ENV is "production", which needs DATABASE_URL: not set.',
    );
  });

  it('that signs tokens needs the folder of the keys and no other setting', () => {
    expect(readTokenSettings({ ...unusable, AUTH_JWKS_URL: '', DATABASE_URL: 'canary', DATA_DIR: 'folder' })).toEqual({
      auth: null,
      dataDir: 'folder',
    });
    expect(readTokenSettings(auth).auth).toMatchObject({ audience: 'clones' });
    expect(refusal({ NODE_ENV: 'production', DATABASE_URL }, readTokenSettings)).toBe(
      'NODE_ENV is "production", which needs AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE: not set.',
    );
  });
});
