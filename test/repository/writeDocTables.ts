/** `npm run generate` runs this: writes the tables in doc/ and the manifest of persisted operations anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { documents, withTables } from './docTables.ts';
import { manifestFile, manifestText } from './persistedOperations.ts';

for (const { file } of documents) writeFileSync(file, withTables(readFileSync(file, 'utf8')));
writeFileSync(manifestFile, manifestText());
