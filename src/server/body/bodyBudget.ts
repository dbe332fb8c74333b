/** What the bodies under way may take together. */
export interface BodyBudget {
  /** The share of one body, empty at first. A caller without a token has half of the budget at most, with all others of these. */
  share(hasToken: boolean): BodyShare;
}

export interface BodyShare {
  /** Makes the share what a body of this size takes, or leaves it and says false when that isn't left. Small bodies take nothing. */
  resize(bytes: number, values: number): boolean;
  giveBack(): void;
}

/** Bodies of this size or less always pass. */
export const smallBodyBytes = 16_384;

/** What a value takes once it is parsed, besides its text: 64 bytes for an empty object in a list, the most of 13 shapes measured with Node 24. */
const bytesOfValue = 64;

export function createBodyBudget(limit: number): BodyBudget {
  let taken = 0;
  let takenWithoutToken = 0;
  return {
    share: (hasToken) => {
      let mine = 0;
      const change = (by: number): void => {
        mine += by;
        taken += by;
        if (!hasToken) takenWithoutToken += by;
      };
      return {
        resize: (bytes, values) => {
          const by = (bytes <= smallBodyBytes ? 0 : bytes + values * bytesOfValue) - mine;
          if (by > 0 && (taken + by > limit || (!hasToken && takenWithoutToken + by > limit / 2))) return false;
          change(by);
          return true;
        },
        giveBack: () => change(-mine),
      };
    },
  };
}
