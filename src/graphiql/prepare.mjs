// Plain JavaScript, because npm's prepare step may run on an older Node. That, and missing development dependencies, must
// not fail an installation.
import { createRequire } from 'node:module';

const started = Date.now();
const missing = whatIsMissing();
if (missing === null) {
  const { buildGraphiql } = await import('./buildGraphiql.ts');
  await buildGraphiql();
  console.log(`GraphiQL page: built in ${Date.now() - started} ms`);
} else {
  console.log(`GraphiQL page: not built, ${missing}`);
}

function whatIsMissing() {
  if (Number.parseInt(process.versions.node, 10) < 24)
    return `it needs Node 24 or newer and this is ${process.versions.node}`;
  const { resolve } = createRequire(import.meta.url);
  for (const name of ['vite', 'graphiql', 'react-dom']) {
    try {
      resolve(`${name}/package.json`);
    } catch {
      return `${name} is not installed (it is a development dependency)`;
    }
  }
  return null;
}
