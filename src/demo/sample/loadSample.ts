import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ask } from '../askGraph.ts';
import type { Contributors } from '../contributors/startContributors.ts';
import { createSampleClone } from './createSampleClone.ts';
import { moderateSample } from './moderateSample.ts';
import { recordSampleFacts } from './recordSampleFacts.ts';
import { sampleClones, type SampleClone } from './sampleClones.ts';

export interface SampleTarget {
  /** The demo's folder; a marker file in it says that the sample data are complete. */
  readonly folder: string;
  readonly askAs: (person: 'alice' | 'bob' | 'olga') => Ask;
  readonly contributors: Contributors;
}

/** What the marker file says. */
interface Loaded {
  /** In the order of the sample. */
  readonly cloneIds: readonly string[];
  /** Missing in folders from before profiles were decided on. */
  readonly isModerated?: true;
}

/**
 * Loads the sample data once: later starts leave them alone, edits included. If the first start was interrupted, the next
 * one finishes it; if the database was deleted, the data are loaded again. Returns whether it loaded anything.
 */
export async function loadSample({ folder, askAs, contributors }: SampleTarget): Promise<boolean> {
  const marker = join(folder, 'sample.json');
  const loaded = await readLoaded(marker, askAs('alice'));
  if (loaded?.isModerated) return false;
  const now = new Date();
  const cloneIds: string[] = [];
  for (const [index, sample] of sampleClones.entries()) {
    const created = loaded?.cloneIds[index] ?? (await create(sample));
    await moderateSample(sample, created, askAs);
    cloneIds.push(created);
  }
  writeFileSync(`${marker}.new`, JSON.stringify({ cloneIds, isModerated: true } satisfies Loaded));
  renameSync(`${marker}.new`, marker);
  return true;

  async function create(sample: SampleClone): Promise<string> {
    const created = await createSampleClone(sample, askAs(sample.creator));
    recordSampleFacts(sample, created, contributors, now);
    return created.cloneId;
  }
}

/** What an earlier start loaded; null if it didn't finish, or the database is another one. */
async function readLoaded(marker: string, ask: Ask): Promise<Loaded | null> {
  if (!existsSync(marker)) return null;
  const loaded = JSON.parse(readFileSync(marker, 'utf8')) as Loaded;
  const { clones } = await ask<{ clones: readonly (object | null)[] }>(
    'query ($ids: [ID!]!) { clones(ids: $ids) { id } }',
    { ids: loaded.cloneIds },
  );
  return clones.every((clone) => clone !== null) ? loaded : null;
}
