import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { contractOf } from '../../../src/demo/contributors/startContributor.ts';
import { composeSupergraph } from '../../../src/demo/gateway/composeSupergraph.ts';

const cloneSdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
const contributing = ['audition', 'queue', 'arena'].map((name) => ({
  name,
  url: `http://${name}`,
  sdl: contractOf(name),
}));

describe('composition', () => {
  it('composes schema.graphql and the three contracts without an error', () => {
    const supergraph = buildSchema(
      composeSupergraph([{ name: 'clone', url: 'http://clone', sdl: cloneSdl }, ...contributing]),
    );
    const summary = supergraph.getType('LifecycleSummary')?.toConfig();
    expect(summary && 'fields' in summary ? Object.keys(summary.fields).toSorted() : []).toEqual([
      'arenaSlot',
      'arenaStatus',
      'auditionStatus',
      'clone',
      'cloneId',
      'latestAudition',
      'nextAction',
      'queueEntry',
      'queueStatus',
      'retirement',
      'setup',
      'state',
      'unavailable',
    ]);
  });

  it('names a fact that no subgraph has', () => {
    const withoutArena = contributing.filter(({ name }) => name !== 'arena');
    expect(() => composeSupergraph([{ name: 'clone', url: 'http://clone', sdl: cloneSdl }, ...withoutArena])).toThrow(
      /LifecycleSummary\.arenaStatus/,
    );
  });
});
