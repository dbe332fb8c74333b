import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ask } from '../askGraph.ts';
import type { Contributors } from '../contributors/startContributors.ts';
import { createSampleClone } from './createSampleClone.ts';
import { recordSampleFacts } from './recordSampleFacts.ts';
import { sampleClones } from './sampleClones.ts';

export interface SampleTarget {
  /** The demo's folder; a file in it says that the sample data are complete. */
  readonly folder: string;
  readonly askAs: (creator: 'alice' | 'bob') => Ask;
  readonly contributors: Contributors;
}

/**
 * Loads the sample data once: a later start leaves them as they are now, edits included. A first start that was
 * stopped halfway is finished by the next, and data whose database was thrown away are made anew. True when it loaded any.
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
