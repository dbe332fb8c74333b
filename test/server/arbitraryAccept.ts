import fc from 'fast-check';

/** One range of an Accept header. */
interface Range {
  readonly range: string;
  readonly charset: string | null;
  readonly q: number | null;
}

/** An Accept header, and the weight that it gives a response type; 0: not accepted. */
export interface Accept {
  readonly header: string;
  wants(type: string): number;
}

const range = fc.record({
  range: fc.constantFrom(
    'application/json',
    'application/graphql-response+json',
    'application/*',
    '*/*',
    'text/html',
    'text/event-stream',
    'multipart/mixed',
    'application/jsonp',
    'text/*',
  ),
  charset: fc.constantFrom(null, null, 'utf-8', 'UTF-8', 'utf-16'),
  q: fc.constantFrom(null, null, 0, 0.001, 0.5, 0.9, 1),
});

/** Headers in upper or lower case, with or without spaces. */
export const arbitraryAccept: fc.Arbitrary<Accept> = fc
  .tuple(
    fc.uniqueArray(range, {
      selector: ({ range: name, charset }) => `${name};${charset?.toLowerCase()}`,
      minLength: 1,
      maxLength: 5,
    }),
    fc.boolean(),
    fc.constantFrom('', ' '),
  )
  .map(([ranges, isUpper, blank]) => {
    const text = ranges.map((one) => print(one, blank)).join(`,${blank}`);
    return { header: isUpper ? text.toUpperCase() : text, wants: (type) => wanted(ranges, type) };
  });

function print({ range: name, charset, q }: Range, blank: string): string {
  return [name, ...(charset === null ? [] : [`charset=${charset}`]), ...(q === null ? [] : [`q=${q}`])].join(
    `;${blank}`,
  );
}

/** RFC 9110, 12.5.1: "The most specific reference has precedence", parameters included. Responses are always UTF-8. */
function wanted(ranges: readonly Range[], type: string): number {
  const matching = ranges
    .filter(
      ({ range: name, charset }) => [type, `${type.split('/')[0]}/*`, '*/*'].includes(name) && charset !== 'utf-16',
    )
    .toSorted((a, b) => precision(b, type) - precision(a, type));
  return matching[0] === undefined ? 0 : (matching[0].q ?? 1);
}

function precision({ range: name, charset }: Range, type: string): number {
  return (name === type ? 4 : name === '*/*' ? 0 : 2) + (charset === null ? 0 : 1);
}
