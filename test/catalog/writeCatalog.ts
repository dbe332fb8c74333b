import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

// oxlint-disable-next-line no-explicit-any -- catalogs are made wrong in every way
type Json = any;

/** The shipped catalog as its file has it. */
export function shippedCatalog(): Json {
  return JSON.parse(readFileSync(new URL('../../src/catalog/default.json', import.meta.url), 'utf8'));
}

/** A file with the shipped catalog as `change` leaves it, or with the text or bytes that it gives; gone after the test. */
export function writeCatalog(change: (catalog: Json) => unknown): string {
  const catalog = shippedCatalog();
  const given = change(catalog);
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalog.json');
  writeFileSync(file, typeof given === 'string' || given instanceof Uint8Array ? given : JSON.stringify(catalog));
  return file;
}
