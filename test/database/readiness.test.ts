import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { neededPrivileges } from '../../src/database/privileges.ts';
import { judgeReadiness, todoFor, unusable, type ServerFacts } from '../../src/database/readiness.ts';

const noon = Date.parse('2026-01-01T12:00:00Z');
const good: ServerFacts = {
  version: 150_004,
  encoding: 'UTF8',
  session: true,
  readOnly: false,
  now: noon,
  missing: null,
  applied: 4,
  missingColumns: 0,
  feedIsAhead: false,
};
const judge = (facts: Partial<ServerFacts>) =>
  judgeReadiness({ ...good, ...facts }, 4, { from: noon - 5, to: noon + 5 });

describe('a database', () => {
  it('is ready if nothing is missing', () => {
    expect(judge({})).toEqual({ ok: true });
  });

  it('is too old before PostgreSQL 15', () => {
    expect([140_022, 149_999, 150_000, 180_001].map((version) => unusable({ ...good, version }))).toEqual([
      'version too old',
      'version too old',
      null,
      null,
    ]);
    expect(judge({ version: 140_022 })).toEqual({ ok: false, reason: 'version too old' });
  });

  it('must be in UTF8', () => {
    expect(['UTF8', 'SQL_ASCII', 'LATIN1'].map((encoding) => unusable({ ...good, encoding }))).toEqual([
      null,
      'wrong encoding',
      'wrong encoding',
    ]);
    expect(judge({ encoding: 'SQL_ASCII' })).toEqual({ ok: false, reason: 'wrong encoding' });
  });

  it('must have every column, even after it was migrated', () => {
    expect(judge({ missingColumns: 1 })).toEqual({ ok: false, reason: 'columns are missing' });
    expect(judge({ missingColumns: 1, applied: 3 })).toEqual({ ok: false, reason: 'not migrated' });
  });

  it('must have had as many transactions as its events have positions', () => {
    expect(judge({ feedIsAhead: true })).toEqual({ ok: false, reason: 'feed ahead of this cluster' });
  });

  it('names each missing privilege, to the operator too', () => {
    const state = judge({ missing: 'SELECT on _prisma_migrations, INSERT on clones', applied: null });
    expect(state).toEqual({
      ok: false,
      reason: 'missing privileges',
      missing: ['SELECT on _prisma_migrations', 'INSERT on clones'],
    });
    expect(state.ok || todoFor(state)).toBe('grant its role SELECT on _prisma_migrations, INSERT on clones');
  });

  it('is not migrated without the table of migrations, or without one of them', () => {
    for (const applied of [null, 0, 3]) expect(judge({ applied })).toEqual({ ok: false, reason: 'not migrated' });
  });

  it('is ready, with a warning, when its clock is more than a minute from ours, either way', () => {
    expect([60_004, -60_004].map((off) => judge({ now: noon + off }))).toEqual([{ ok: true }, { ok: true }]);
    expect([60_006, -60_006].map((off) => judge({ now: noon + off }))).toEqual([
      { ok: true, warning: 'clocks differ' },
      { ok: true, warning: 'clocks differ' },
    ]);
  });
});

describe('the page on roles', () => {
  it('grants what readiness asks for, no more and no less', () => {
    const page = readFileSync(new URL('../../doc/operations/roles.md', import.meta.url), 'utf8');
    const grants = [...page.matchAll(/^GRANT ([A-Z, ]+) ON ((?:public\.\w+[,\s]+)+)TO clone_service;/gm)];
    const granted = grants.flatMap(([, privileges = '', tables = '']) =>
      [...tables.matchAll(/public\.(\w+)/g)].map(([, table]) => [table, privileges.split(', ')]),
    );
    expect(Object.fromEntries(granted)).toEqual(neededPrivileges);
  });
});
