import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundsText, formFields, valueText, withParameter } from '../../../../src/demo/page/builder/formFields.ts';

interface Catalog {
  readonly streams: readonly {
    readonly key: string;
    readonly parametersSchema: Readonly<Record<string, unknown>> | null;
  }[];
}

const catalog = JSON.parse(
  readFileSync(new URL('../../../../src/catalog/default.json', import.meta.url), 'utf8'),
) as Catalog;

describe('the form of a data stream', () => {
  it('has a control of its own for every parameter of the catalog', () => {
    const fields = catalog.streams.flatMap(({ parametersSchema }) => formFields(parametersSchema));
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.filter(({ control }) => control.type === 'json')).toEqual([]);
    expect(fields.filter(({ description }) => description === null)).toEqual([]);
  });

  it('asks for what the schema says, in its words', () => {
    const lookback = {
      type: 'integer',
      title: 'Look-back',
      description: 'How many.',
      minimum: 1,
      maximum: 500,
      default: 100,
    };
    const schema = { properties: { lookback, side: { enum: ['both', 'buyers'] } }, required: ['side'] };
    expect(formFields(schema)).toEqual([
      {
        name: 'lookback',
        label: 'Look-back',
        description: 'How many.',
        control: { type: 'number', whole: true, minimum: 1, maximum: 500 },
        defaultText: '100',
        required: false,
      },
      {
        name: 'side',
        label: 'side',
        description: null,
        control: { type: 'choice', options: ['both', 'buyers'] },
        defaultText: null,
        required: true,
      },
    ]);
  });

  it.each([
    [{ type: 'boolean' }, 'yesOrNo'],
    [{ type: 'string' }, 'text'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'array', items: { type: 'number' } }, 'json'],
    [{ enum: [1, 2] }, 'json'],
    [{}, 'json'],
    [null, 'json'],
  ])('knows how to ask for %j', (property, type) => {
    expect(formFields({ properties: { one: property } })[0]?.control.type).toBe(type);
  });

  it('is empty for a stream that takes no parameters', () => {
    expect([formFields(null), formFields({}), formFields({ properties: [] })]).toEqual([[], [], []]);
  });
});

describe('a parameter', () => {
  it('that is not set is left out, also when it was the only one', () => {
    expect(withParameter({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
    expect(withParameter({ a: 1 }, 'a', undefined)).toBeNull();
    expect(withParameter(null, 'a', false)).toEqual({ a: false });
  });

  it('is read as one says it', () => {
    expect([true, 10_000, ['7d', '30d'], 'usd', { a: 1 }].map(valueText)).toEqual([
      'yes',
      '10,000',
      '7d, 30d',
      'usd',
      '{"a":1}',
    ]);
  });

  it('has bounds to read', () => {
    const bounds = [
      [1, 500],
      [0, null],
      [null, 9],
      [null, null],
    ] as const;
    expect(bounds.map(([minimum, maximum]) => boundsText({ minimum, maximum }))).toEqual([
      '1 to 500',
      'at least 0',
      'at most 9',
      '',
    ]);
  });
});
