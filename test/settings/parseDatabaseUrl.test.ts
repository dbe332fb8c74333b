import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { DatabaseUrlError, parseDatabaseUrl } from '../../src/settings/parseDatabaseUrl.ts';

const base = 'postgresql://user:p%40ss@db.example:6432/clones';

/** How `pg` itself reads the result: only that counts. */
function connect(parameters: string): pg.Client {
  return new pg.Client({ connectionString: parseDatabaseUrl(`${base}?${parameters}`).connectionString });
}

describe('a database URL', () => {
  it('reaches pg with host, port, user, password and database as written', () => {
    expect(connect('schema=x')).toMatchObject({
      host: 'db.example',
      port: 6432,
      user: 'user',
      password: 'p@ss',
      database: 'clones',
    });
  });

  it('has the schema public unless it names one', () => {
    expect(parseDatabaseUrl(base)).toEqual({ connectionString: base, schema: 'public' });
  });

  it.each(['A', '1a', 'a-b', 'a"b', '', 'a'.repeat(64), 'a,b', 'a b'])('refuses the schema %j', (schema) => {
    expect(() => parseDatabaseUrl(`${base}?schema=${encodeURIComponent(schema)}`)).toThrow(/`schema`/);
  });

  it.each([
    'pgbounce',
    'sslaccept',
    'connect_timeout',
    'options',
    'uselibpqcompat',
    'search_path',
    'statement_cache_size',
  ])('refuses the parameter %s by name, since it would be ignored or go around a setting', (name) => {
    expect(() => parseDatabaseUrl(`${base}?${name}=1`)).toThrow(`\`${name}\``);
    expect(() => parseDatabaseUrl(`${base}?${name}=1`)).toThrow(DatabaseUrlError);
  });

  it.each([
    'connection_limit=0',
    'connection_limit=x',
    'connection_limit=',
    'pool_timeout=-1',
    'pool_timeout=1.5',
    'schema=a&schema=b',
    'pgbouncer=1',
  ])('refuses %s', (parameters) => {
    expect(() => parseDatabaseUrl(`${base}?${parameters}`)).toThrow(DatabaseUrlError);
  });

  it('says with pgbouncer=true that sessions are not its own', () => {
    expect(parseDatabaseUrl(`${base}?pgbouncer=true`)).toEqual({
      connectionString: base,
      schema: 'public',
      pooled: true,
    });
    expect(parseDatabaseUrl(`${base}?pgbouncer=false`)).toEqual({ connectionString: base, schema: 'public' });
  });

  it('has the meaning that libpq gives to sslmode', () => {
    expect(connect('sslmode=disable').ssl).toBe(false);
    expect(connect('sslmode=require').ssl).toMatchObject({ rejectUnauthorized: false });
    expect(connect('sslmode=verify-full').ssl).toEqual({});
  });

  it.each([
    'sslmode=prefer',
    'sslmode=allow',
    'sslmode=no-verify',
    'sslmode=verify-ca',
    'sslcert=/x',
    'sslrootcert=/does/not/exist',
  ])('refuses %s, which it could not honour', (parameters) => {
    expect(() => parseDatabaseUrl(`${base}?${parameters}`)).toThrow(/ssl/);
  });

  it('may name a socket', () => {
    expect(connect('host=/var/run/postgresql').host).toBe('/var/run/postgresql');
  });

  it.each(['one:5432,two:5432', 'one,two', 'one,two:5432', 'u:p@one,two', 'u:p@one%2Ctwo:1'])(
    'is refused by name when it has the hosts %s',
    (hosts) => {
      expect(() => parseDatabaseUrl(`postgresql://${hosts}/clones?schema=a`)).toThrow('it names several hosts');
      expect(() => parseDatabaseUrl('postgresql://u@/clones?host=/a,/b')).toThrow('it names several hosts');
    },
  );

  it('may hold commas where no host is', () => {
    expect(parseDatabaseUrl('postgresql://u,v:p,q@one:5432/clones').connectionString).toContain('u,v:p,q@one');
  });

  it.each(['', 'clones', 'mysql://h/d', 'postgres://h', 'postgres://h/', 'postgres://u:p@h:x/d'])(
    'is refused when it is %j',
    (text) => {
      expect(() => parseDatabaseUrl(text)).toThrow(/not a URL/);
    },
  );
});
