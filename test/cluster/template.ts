/**
 * A file of doc/examples/cluster with values for what stands in `${…}`. Throws for a name without a value, and for a value that the
 * file has no place for.
 */
export function fillIn(template: string, values: Readonly<Record<string, string | number>>): string {
  const left = new Set(Object.keys(values));
  const filled = template.replaceAll(/\$\{(\w+)\}/g, (_place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing is given for ${name}`);
    left.delete(name);
    return String(value);
  });
  if (left.size > 0) throw new Error(`the file has no place for ${[...left].join(', ')}`);
  return filled;
}
