import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ask } from '../askGraph.ts';
import type { Contributors } from '../contributors/startContributors.ts';
import { createSampleClone } from './createSampleClone.ts';
import { recordSampleFacts } from './recordSampleFacts.ts';
import { sampleClones } from './sampleClones.ts';

export interface SampleTarget {
  /** The demo's folder; a marker file in it says that the sample data are complete. */
  readonly folder: string;
  readonly askAs: (creator: 'alice' | 'bob') => Ask;
  readonly contributors: Contributors;
}

/**
 * Loads the sample data once: later starts leave them alone, edits included. If the first start was interrupted, the next
 * one finishes it; if the database was deleted, the data are loaded again. Returns whether it loaded anything.
 */
export async function loadSample(target: SampleTarget): Promise<boolean> {
  const marker = join(target.folder, 'sample.json');
  if (await isLoaded(marker, target.askAs('alice'))) return false;
  const now = new Date();
  const cloneIds: string[] = [];
  for (const sample of sampleClones) {
    const created = await createSampleClone(sample, target.askAs(sample.creator));
    recordSampleFacts(sample, created, target.contributors, now);
    cloneIds.push(created.cloneId);
  }
  writeFileSync(`${marker}.new`, JSON.stringify({ cloneIds }));
  renameSync(`${marker}.new`, marker);
  return true;
}

async function isLoaded(marker: string, ask: Ask): Promise<boolean> {
  if (!existsSync(marker)) return false;
  const { cloneIds } = JSON.parse(readFileSync(marker, 'utf8')) as { readonly cloneIds: readonly string[] };
  const { clones } = await ask<{ clones: readonly (object | null)[] }>(
    'query ($ids: [ID!]!) { clones(ids: $ids) { id } }',
    { ids: cloneIds },
  );
  return clones.every((clone) => clone !== null);
}
