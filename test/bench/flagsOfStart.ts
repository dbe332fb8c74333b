import { readFileSync } from 'node:fs';

/** What `npm start` of a checkout gives Node. */
export function flagsOfStart(checkout: URL): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', checkout), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').filter((part) => part.startsWith('--'));
}
