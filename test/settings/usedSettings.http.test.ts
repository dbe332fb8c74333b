import { pino } from 'pino';
import { expect, it } from 'vitest';
import { readSettings } from '../../src/settings/settings.ts';
import { startService } from '../../src/startService.ts';
import { makeProcessHome } from '../startProcess.ts';

/** `value`, of which `read` notes the path of every member that somebody reads. */
function watched<Value>(value: Value, read: Set<string>, path = ''): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return new Proxy(value, {
    get: (members, name) => {
      const place = `${path}${String(name)}`;
      read.add(place);
      return watched(Reflect.get(members, name) as unknown, read, `${place}.`);
    },
  });
}

function pathsIn(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? pathsIn(member, `${path}${name}.`)
      : [path + name],
  );
}

/** Read by src/main.ts, which makes the log. */
const readBefore = ['logLevel'];

it('every setting is used by the service that runs', async () => {
  const home = await makeProcessHome();
  const settings = readSettings({ ...home.settings, PORT: '0', METRICS_PORT: '0' });
  const read = new Set(readBefore);
  const service = await startService(watched(settings, read), pino({ level: 'silent' }));
  const answer = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await home.token('alice')}` },
    body: JSON.stringify({ query: 'mutation { createClone(input: { name: "Used" }) { created } }' }),
  });
  expect(await answer.json()).toEqual({ data: { createClone: { created: true } } });
  await service.close();
  await home.remove();
  expect(pathsIn(settings).filter((path) => !read.has(path))).toEqual([]);
});
