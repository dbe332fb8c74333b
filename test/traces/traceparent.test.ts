import { describe, expect, it } from 'vitest';
import { readTraceparent, writeTraceparent } from '../../src/traces/traceparent.ts';

const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];

describe('a traceparent', () => {
  it('says the trace, the span of the caller, and whether it is recorded', () => {
    expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, sampled: true });
    expect(readTraceparent(`00-${traceId}-${spanId}-00`)).toEqual({ traceId, spanId, sampled: false });
    expect(readTraceparent(`00-${traceId}-${spanId}-fe`)).toMatchObject({ sampled: false });
  });

  it('of a later version may say more', () => {
    expect(readTraceparent(`01-${traceId}-${spanId}-01-what-else`)).toEqual({ traceId, spanId, sampled: true });
  });

  it.each([
    undefined,
    '',
    'canary',
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId}-${spanId}-01 `,
    `01-${traceId}-${spanId}-01x`,
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`,
    [`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-01`],
  ])('that is not valid counts as none: %j', (header) => {
    expect(readTraceparent(header)).toBeNull();
  });

  it('is written as it is read', () => {
    for (const sampled of [true, false]) {
      const parent = { traceId, spanId, sampled };
      expect(readTraceparent(writeTraceparent(parent))).toEqual(parent);
    }
  });
});
