/** The memory that all bodies in flight share. */
export interface BodyBudget {
  /** The share of one body, empty at first. All callers without a token together get at most half of the budget. */
  share(hasToken: boolean): BodyShare;
  /** How many bodies have a share that isn't empty, and what all of them take. */
  taken(): { readonly bodies: number; readonly bytes: number };
}

export interface BodyShare {
  /** Resizes the share for a body of this size; false, without a change, if the budget can't cover it. Small bodies are free. */
  resize(bytes: number, values: number): boolean;
  release(): void;
}

/** Bodies up to this size are always accepted. */
export const smallBodyBytes = 16_384;

/** Memory per parsed value, on top of its text: 64 bytes for an empty object in a list, the largest of 13 shapes measured with Node 24. */
const bytesOfValue = 64;

export function createBodyBudget(limit: number): BodyBudget {
  let taken = 0;
  let takenWithoutToken = 0;
  let bodies = 0;
  return {
    taken: () => ({ bodies, bytes: taken }),
    share: (hasToken) => {
      let held = 0;
      const change = (by: number): void => {
        const had = held > 0;
        held += by;
        bodies += Number(held > 0) - Number(had);
        taken += by;
        if (!hasToken) takenWithoutToken += by;
      };
      return {
        resize: (bytes, values) => {
          const by = (bytes <= smallBodyBytes ? 0 : bytes + values * bytesOfValue) - held;
          if (by > 0 && (taken + by > limit || (!hasToken && takenWithoutToken + by > limit / 2))) return false;
          change(by);
          return true;
        },
        release: () => change(-held),
      };
    },
  };
}
