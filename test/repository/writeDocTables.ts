/** `npm run generate` runs this: writes the tables in doc/ anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { documents, withTables } from './docTables.ts';

for (const { file } of documents) writeFileSync(file, withTables(readFileSync(file, 'utf8')));
