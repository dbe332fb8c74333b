import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../src/settings/settings.ts';
import { startService, type RunningService } from '../src/startService.ts';
import { makeProcessHome, type ProcessHome } from './startProcess.ts';

let home: ProcessHome;
let service: RunningService;
beforeAll(async () => {
  home = await makeProcessHome();
  const settings = readSettings({
    ...home.settings,
    PORT: '0',
    METRICS_PORT: '0',
    GRAPHIQL: 'off',
    INTROSPECTION: 'off',
  });
  service = await startService(settings, pino({ level: 'silent' }));
});
afterAll(async () => {
  await service.close();
  await home.remove();
});

const ask = async (query: string) => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${service.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
};

describe('a service with GRAPHIQL and INTROSPECTION off', () => {
  it('has no page and refuses introspection', async () => {
    const page = await fetch(`${service.url}/graphiql`);
    expect({ status: page.status, line: await page.text() }).toEqual({
      status: 404,
      line: 'GraphiQL is switched off here (GRAPHIQL).\n',
    });
    expect(await ask('{ __schema { queryType { name } } }')).toMatchObject({
      errors: [
        { message: expect.stringContaining('(INTROSPECTION)'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      ],
    });
  });

  it('still gives a gateway the schema to compose', async () => {
    expect(await ask('{ _service { sdl } }')).toMatchObject({
      data: { _service: { sdl: expect.stringContaining('type Clone') } },
    });
  });
});
