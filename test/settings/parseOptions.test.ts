import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/settings/parseOptions.ts';

const options = {
  name: { type: 'string' },
  many: { type: 'string', multiple: true },
  all: { type: 'boolean', short: 'a' },
} as const;
const parse = (...args: string[]) =>
  parseOptions(args, options, { usage: 'npm run it -- [--name NAME]', help: 'It does this.' });

describe('options', () => {
  it('are read by their names', () => {
    expect(parse('--name', 'x', '--many', 'a', '--many=b', '-a')).toEqual({ name: 'x', many: ['a', 'b'], all: true });
    expect(parse()).toEqual({});
  });

  it.each([[['--help']], [['-h']], [['--nome', '-h']]])('that ask for help are answered with it: %j', (args) => {
    const message = 'Usage: npm run it -- [--name NAME]\n\nIt does this.';
    expect(() => parse(...args)).toThrow(expect.objectContaining({ name: 'HelpRequest', message }));
  });

  it.each([
    [['--nome', 'secret'], "Unknown option '--nome'"],
    [['--nome=secret'], "Unknown option '--nome'"],
    [['--no\nme=secret'], "Unknown option '--no"],
    [['-n'], "Unknown option '-n'"],
    [['--name'], "Option '--name <value>' argument missing"],
    [['--name', '--all'], "Option '--name' argument is ambiguous"],
    [['--all=secret'], "Option '-a, --all' does not take an argument"],
    [['secret'], 'An argument belongs to no option'],
    [['--', 'secret'], 'An argument belongs to no option'],
  ])('that do not fit are refused in one line and the usage, without a value: %j', (args, says) => {
    expect(() => parse(...args)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: `${says}.\nUsage: npm run it -- [--name NAME]` }),
    );
  });
});
