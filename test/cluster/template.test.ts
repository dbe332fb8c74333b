import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fillIn } from './template.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../doc/examples/cluster/${name}`, import.meta.url), 'utf8');

describe('a file of doc/examples/cluster', () => {
  it('gets a value for each of its places', () => {
    expect(fillIn('# ${…}\na = ${A}, ${B} ${A}', { A: 1, B: 'b' })).toBe('# ${…}\na = 1, b 1');
  });

  it('is refused with a value too few or too many', () => {
    expect(() => fillIn('${A}', {})).toThrow('nothing is given for A');
    expect(() => fillIn('${A}', { A: 1, B: 2 })).toThrow('the file has no place for B');
  });

  it('patroni.yaml keeps its times in order, so that a leader notices in time that it lost its lock', () => {
    const { dcs } = parse(example('patroni.yaml')).bootstrap;
    expect(dcs.loop_wait + 2 * dcs.retry_timeout).toBeLessThanOrEqual(dcs.ttl);
    expect(dcs.synchronous_mode).toBe(true);
  });
});
