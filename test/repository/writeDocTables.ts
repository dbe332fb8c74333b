/** `npm run generate` runs this: writes the tables in doc/, grants.sql and the manifest of persisted operations anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { documents, grantsFile, grantsText, withTables } from './docTables.ts';
import { manifestFile, manifestText } from './persistedOperations.ts';

for (const { file } of documents) writeFileSync(file, withTables(readFileSync(file, 'utf8')));
writeFileSync(grantsFile, grantsText());
writeFileSync(manifestFile, manifestText());
