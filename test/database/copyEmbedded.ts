import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Spares a start on the embedded database in `dataDir` the making and migrating of it, which has tests of its own. */
export function copyEmbedded(dataDir: string): void {
  const template = inject('template');
  if (template.kind === 'embedded') cpSync(template.dataDir, join(dataDir, 'database'), { recursive: true });
}
