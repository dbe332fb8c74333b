import { readFileSync } from 'node:fs';

/** The Node flags of a checkout's `npm start`. */
export function flagsOfStart(checkout: URL): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', checkout), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').filter((part) => part.startsWith('--'));
}
