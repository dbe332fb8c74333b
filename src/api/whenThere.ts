/** What `derive` makes of a value: at once where the value is there, for which a promise would be garbage. */
export function whenThere<Value, Result>(
  value: Promise<Value> | Value,
  derive: (there: Value) => Promise<Result> | Result,
): Promise<Result> | Result {
  return value instanceof Promise ? value.then(derive) : derive(value);
}

/** The same of two values: if both fail, neither rejection is left unhandled, which would end the process. */
export function whenBoth<One, Other, Result>(
  one: Promise<One> | One,
  other: Promise<Other> | Other,
  derive: (one: One, other: Other) => Result,
): Promise<Result> | Result {
  if (one instanceof Promise || other instanceof Promise)
    return Promise.all([one, other]).then(([first, second]) => derive(first, second));
  return derive(one, other);
}
