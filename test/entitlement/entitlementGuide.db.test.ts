import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storeClones } from '../makers.ts';
import { startTestService } from '../startTestService.ts';
import { economy } from './applyFacts.ts';

const service = startTestService();
const guide = readFileSync(new URL('../../doc/entitlement.md', import.meta.url), 'utf8');

const blocks = (kind: string): string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

describe('the guide for the EconomyService', () => {
  it('shows requests with the answers that they get, one after the other', async () => {
    await storeClones(service.database.client, [{ id: '01900000-0000-7000-8000-000000000001' }]);
    const [mutation = ''] = blocks('graphql');
    const [requests, answers] = [blocks('json send'), blocks('json answer')];
    expect(requests.length).toBe(3);
    for (const [index, request] of requests.entries()) {
      const { data, errors } = await service.ask(economy, mutation, JSON.parse(request));
      expect(errors).toEqual([]);
      expect(data.applyEntitlementFacts).toEqual(JSON.parse(answers[index] ?? ''));
    }
  });
});
