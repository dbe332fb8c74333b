import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { supergraph } from '../../../src/commands/supergraph.ts';
import { actionWords, auditionWords, stateWords, stepWords } from '../../../src/demo/page/home/words.ts';
import { gateWords, moderationWords } from '../../../src/demo/page/moderation/words.ts';
import { blockerWords } from '../../../src/demo/page/parts/apiWords.ts';
import { cloneName } from '../../../src/demo/page/parts/cloneName.ts';
import { unreachable } from '../../../src/demo/page/parts/sourceNames.ts';
import { publishWords } from '../../../src/demo/page/support/words.ts';

const schema = buildSchema(await supergraph(['--api']));
const valuesOf = (name: string): readonly string[] => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

describe('the words of the pages', () => {
  it.each([
    ['LifecycleState', (value: string) => stateWords(value as never).word],
    ['LifecycleAction', (value: string) => actionWords(value as never)],
    ['SetupStepKind', (value: string) => stepWords(value as never)],
    ['AuditionStatus', (value: string) => auditionWords(value as never)],
    ['ReadinessBlocker', (value: string) => blockerWords(value as never)],
    ['ModerationGate', (value: string) => gateWords(value as never)],
    ['ModerationStatus', (value: string) => moderationWords(value as never)],
    ['LifecycleSource', (value: string) => unreachable([value])],
  ])('are there for every value of %s, and never its name in the API', (type, wordsOf) => {
    const words = valuesOf(type).map(wordsOf);
    expect(words.length).toBeGreaterThan(2);
    expect(new Set(words).size).toBe(words.length);
    for (const word of words) expect(word).not.toMatch(/_|[A-Z]{3}/);
  });

  it('call a clone by its name, and say so when there is none to show', () => {
    expect([{ name: 'Fox' }, { name: null }, null].map(cloneName)).toEqual([
      'Fox',
      'Clone without a name',
      'Clone without a name',
    ]);
  });

  it('differ by shape too, so that nobody needs the colours', () => {
    const shapes = valuesOf('LifecycleState').map((state) => stateWords(state as never).shape);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('for a value that came later are its name, readable', () => {
    expect(stateWords('ON_HOLIDAY' as never).word).toBe('on holiday');
    expect(actionWords('CALL_HOME' as never)).toBe('call home');
    expect(blockerWords('SLEEPING_NOW' as never)).toBe('sleeping now');
    expect(unreachable(['ARENA', 'AUDITION', 'WEATHER'])).toBe("Arena, Audition, and WEATHER can't be reached");
  });

  it('tell an operator why publishing would be refused, for each code that the guide for support has', () => {
    const guide = readFileSync(new URL('../../../doc/support.md', import.meta.url), 'utf8');
    const codes = [...guide.matchAll(/^\| `([A-Z_]+)`(?: with `([A-Z_]+)`)?/gm)];
    expect(codes.length).toBeGreaterThan(4);
    const words = codes.map(([, code, issue]) =>
      publishWords({ code: code as never, issueCodes: [(issue ?? 'X') as never] }),
    );
    expect(new Set(words.map(({ why }) => why)).size).toBe(words.length);
    for (const { why, helps } of words) expect(`${why} ${helps}`).toMatch(/^[A-Z][^A-Z_]+\. [A-Z][^A-Z_]+\.$/);
  });
});
