import { limitError } from '../errors/apiError.ts';

const mebibyte = 1024 * 1024;

/** How many bytes of drafts, versions and audit details one request may read. */
export const mostContentOfRequest = 32 * mebibyte;

/** How many of these bytes all requests in flight may hold together. Each response holds its own again, as text. */
const mostContentAtOnce = 96 * mebibyte;

/** A request that reads more than this is large. Large ones leave room for the others. */
const mostOfSmallRequest = 4 * mebibyte;
const mostForLargeRequests = 64 * mebibyte;

/** One request's share of the budget. */
export interface ContentAllowance {
  /** Reserves bytes before they are read. Throws LIMIT_EXCEEDED or SERVICE_UNAVAILABLE. */
  take(bytes: number): void;
  /** Returns everything once the response is complete. */
  release(): void;
}

/** Bounds the memory for content over all requests in flight; each call gives a request its allowance. */
export function createContentBudget(): () => ContentAllowance {
  let inUse = 0;
  return () => {
    let taken = 0;
    return {
      take: (bytes) => {
        const total = taken + bytes;
        if (total > mostContentOfRequest) {
          throw limitError(
            'content_of_request',
            `The operation reads more than ${mostContentOfRequest} bytes of strategies or audit details: ask for fewer drafts, versions or events at once.`,
          );
        }
        const room = total > mostOfSmallRequest ? mostForLargeRequests : mostContentAtOnce;
        if (inUse + bytes > room)
          throw limitError('content_of_all', 'Too much is being read at the moment; try again.', 'SERVICE_UNAVAILABLE');
        taken = total;
        inUse += bytes;
      },
      release: () => {
        inUse -= taken;
        taken = 0;
      },
    };
  };
}
