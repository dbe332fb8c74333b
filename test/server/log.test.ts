import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';

describe('the log', () => {
  it('hides private fields, even of objects that are logged whole', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    log.info({
      request: { headers: { authorization: 'canary' }, variables: 'canary' },
      prompt: 'canary',
      graph: { a: 'canary' },
    });
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('canary');
  });

  it('logs everything else unchanged', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    const at = new Date(0);
    log.info(
      { status: 200, fault: { stack: ['a', 'b'], at }, none: null, list: [{ a: 1 }], err: new TypeError('of its own') },
      'text',
    );
    expect(JSON.parse(lines.join())).toMatchObject({
      status: 200,
      fault: { stack: ['a', 'b'], at: at.toISOString() },
      none: null,
      list: [{ a: 1 }],
      err: { type: 'TypeError' },
      msg: 'text',
    });
  });
});
