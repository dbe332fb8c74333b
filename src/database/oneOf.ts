/** A stored text as one of `values`: the tables' checks allow nothing else. */
export function oneOf<Value extends string>(values: readonly Value[], text: string): Value {
  const value = values.find((known) => known === text);
  if (value === undefined) throw new Error('a stored enum value is unknown');
  return value;
}
