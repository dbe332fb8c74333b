// Plain JavaScript, because npm's prepare step may run on an older Node. That, and missing development dependencies, must
// not fail an installation.
import { createRequire } from 'node:module';

/** Builds a page, or says why it can't. `build` imports its TypeScript by itself. */
export async function buildWhenPossible(name, build) {
  const started = Date.now();
  const missing = whatIsMissing();
  if (missing !== null) return console.log(`${name}: not built, ${missing}`);
  await build();
  console.log(`${name}: built in ${Date.now() - started} ms`);
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
