import { buildWhenPossible } from './buildWhenPossible.mjs';

await buildWhenPossible('GraphiQL page', async () => (await import('./buildGraphiql.ts')).buildGraphiql());
