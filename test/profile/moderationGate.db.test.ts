import { expect, it } from 'vitest';
import { moderationGates, type ModerationGate } from '../../src/profile/moderationGate.ts';
import { startTestService } from '../startTestService.ts';
import { admin, moderator } from './operate.ts';

const policy: { moderationGate: ModerationGate } = { moderationGate: 'none' };
const service = startTestService(policy);

it.each(moderationGates)('operators see which gate is set: %s', async (gate) => {
  policy.moderationGate = gate;
  for (const operator of [admin, moderator]) {
    expect(await service.ask(operator, '{ moderationGate }')).toEqual({
      data: { moderationGate: gate.toUpperCase() },
      errors: [],
    });
  }
});
