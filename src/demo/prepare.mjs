import { buildWhenPossible } from '../graphiql/buildWhenPossible.mjs';

await buildWhenPossible("Demo's page", async () => (await import('./buildDemoPage.ts')).buildDemoPage());
