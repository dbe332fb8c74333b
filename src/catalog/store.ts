import type { Client } from '../database/client.ts';
import { Prisma } from '../database/generated/client.ts';
import type { Database } from '../database/openDatabase.ts';
import { type Sized, sizedRows } from '../database/sized.ts';
import { canonicalText } from '../text/canonicalText.ts';
import type { CatalogContent } from './catalog.ts';

/**
 * Stores the catalog under its version, which names one content for ever: once in each epoch, since what was written in
 * another one may be gone.
 */
export function catalogKeeper(
  { reader, epoch }: Pick<Database, 'reader' | 'epoch'>,
  content: CatalogContent,
): () => Promise<void> {
  let kept: { readonly epoch: number | null; readonly written: Promise<unknown> } | null = null;
  return async () => {
    const now = epoch();
    if (kept === null || kept.epoch !== now) kept = { epoch: now, written: insertCatalog(reader, content) };
    const { written } = kept;
    try {
      await written;
    } catch (error) {
      if (kept?.written === written) kept = null;
      throw error;
    }
  };
}

function insertCatalog(client: Client, content: CatalogContent): Promise<number> {
  return client.$executeRaw(Prisma.sql`
    INSERT INTO strategy_catalogs (version, content) VALUES (${content.version}, ${canonicalText(content)})
    ON CONFLICT (version) DO NOTHING`);
}

/** The catalogs of these versions that were ever served, if they are no larger than `most` bytes together. One statement. */
export async function readCatalogs(
  client: Client,
  versions: readonly string[],
  most: number,
): Promise<Map<string, Sized<CatalogContent>>> {
  const found = Prisma.sql`version = ANY (${[...versions]}::text[])`;
  type Row = { readonly version: string; readonly bytes: number; readonly content: string | null };
  const rows = await client.$queryRaw<Row[]>(
    sizedRows('strategy_catalogs', Prisma.sql`version`, ['content'], found, most),
  );
  return new Map(
    rows.map(({ version, bytes, content }) => [
      version,
      { bytes, value: content === null ? null : (JSON.parse(content) as CatalogContent) },
    ]),
  );
}
