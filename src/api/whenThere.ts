/** What `derive` makes of a value: at once where the value is there, for which a promise would be garbage. */
export function whenThere<Value, Result>(
  value: Promise<Value> | Value,
  derive: (there: Value) => Promise<Result> | Result,
): Promise<Result> | Result {
  return value instanceof Promise ? value.then(derive) : derive(value);
}
