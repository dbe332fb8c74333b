import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { canonicalText } from '../text/canonicalText.ts';
import { StartError } from '../errors/startError.ts';
import type { CatalogContent } from './catalog.ts';
import { catalogShape } from './catalogShape.ts';

const shipped = fileURLToPath(new URL('./default.json', import.meta.url));

/**
 * The content of a catalog file (null: the one that is shipped), checked as a whole. Throws StartError with one line that
 * names the JSON path of the first thing that isn't allowed.
 */
export function readCatalogFile(file: string | null): CatalogContent {
  const place = `CATALOG_FILE ${file ?? shipped}`;
  const result = catalogShape.safeParse(parseJson(readFile(file ?? shipped, place), place));
  if (!result.success) throw new StartError(`${place}: ${flawText(result.error.issues)}`);
  return { ...result.data, version: versionOf(result.data) };
}

/**
 * The file's own label and a fingerprint of everything else in it, so that it changes whenever the content does. A file
 * saved from `strategyCatalog`'s answer keeps the version that it was answered with.
 */
function versionOf({ version, ...content }: CatalogContent): string {
  const fingerprint = createHash('sha256').update(canonicalText(content), 'utf8').digest('hex').slice(0, 12);
  return `${version}+${fingerprint}`;
}

function readFile(file: string, place: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'it is no file';
    throw new StartError(
      `${place}: can't be read (${reason}); allowed: a JSON file in the shape of strategyCatalog's answer.`,
    );
  }
}

/** JSON is UTF-8, with or without the mark that some editors put before it. */
function parseJson(bytes: Uint8Array, place: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.replace(/\s+/g, ' ') : 'its text is not UTF-8';
    throw new StartError(`${place}: is not JSON (${reason}).`);
  }
}

function flawText(issues: readonly z.core.$ZodIssue[]): string {
  const [first] = issues;
  if (first === undefined) return 'is not a catalog.';
  const unknown = first.code === 'unrecognized_keys';
  const path = z.core.toDotPath(unknown ? [...first.path, ...first.keys.slice(0, 1)] : first.path);
  const message = unknown ? 'is no member of a catalog' : first.message;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${path === '' ? '' : `${path}: `}${message}${more}.`;
}
