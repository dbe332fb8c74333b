import { fileURLToPath } from 'node:url';
import { startTestDemo } from '../gateway/startTestDemo.ts';
import { launchChromium } from './launchChromium.ts';

// `npm run screenshot`: takes doc/summary-in-graphiql.png anew, of the real demo on free ports.

const picture = fileURLToPath(new URL('../../doc/summary-in-graphiql.png', import.meta.url));

/** The demo's summary query, short enough for every clone's state to be in sight. */
const query = `# Where each of my clones stands:
# one question, four subgraphs
query Summary {
  myClones(first: 20) {
    nodes {
      publicProfile { name }
      lifecycle { state nextAction }
    }
  }
}
`;

const browser = await launchChromium();
const demo = await startTestDemo();
try {
  // 1600 x 1000 pixels in the end: a larger page, drawn smaller, shows more of the answer.
  const page = await browser.newPage({ viewport: { width: 2432, height: 1520 }, deviceScaleFactor: 1 / 1.52 });
  await page.goto(`${demo.gatewayUrl}/graphiql?${new URLSearchParams({ query })}`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.getByLabel('Token').fill(await demo.token('alice'));
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.result-window .view-lines', { hasText: 'RETIRED' }).waitFor();
  await page.screenshot({ path: picture });
  console.log(picture);
} finally {
  await browser.close();
  await demo.close();
}
