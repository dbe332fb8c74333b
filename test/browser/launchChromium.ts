import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Starts the installed Chromium without a window. Throws when there is none: a test that can't run has not passed. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] || '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}: install it (apt-get install chromium), or name yours in CHROMIUM.`,
    );
  }
  // Its sandbox refuses to run as root, which containers do; it only ever sees this repository's own page.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
