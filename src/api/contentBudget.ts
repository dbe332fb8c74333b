import { apiError } from '../errors/apiError.ts';

const mebibyte = 1024 * 1024;

/** How many bytes of drafts, versions and audit details one request may have read. */
export const mostContentOfRequest = 32 * mebibyte;

/** How many bytes of them the requests under way may hold together. An answer made of them has them again, as text. */
const mostContentAtOnce = 96 * mebibyte;

/** A request beyond this is a large one. Large ones leave room for the others. */
const mostOfSmallRequest = 4 * mebibyte;
const mostForLargeRequests = 64 * mebibyte;

/** What a request may still have read of the content of drafts and versions. */
export interface ContentAllowance {
  /** Takes these bytes before they are read, or throws LIMIT_EXCEEDED or SERVICE_UNAVAILABLE. */
  take(bytes: number): void;
  /** Once the request is answered. */
  release(): void;
}

/** The memory that the content in all requests under way may have: each gets an allowance of it. */
export function createContentBudget(): () => ContentAllowance {
  let inUse = 0;
  return () => {
    let taken = 0;
    return {
      take: (bytes) => {
        const ofRequest = taken + bytes;
        if (ofRequest > mostContentOfRequest) {
          throw apiError(
            'LIMIT_EXCEEDED',
            `The operation reads more than ${mostContentOfRequest} bytes of strategies or audit details: ask for fewer drafts, versions or events at once.`,
          );
        }
        const room = ofRequest > mostOfSmallRequest ? mostForLargeRequests : mostContentAtOnce;
        if (inUse + bytes > room)
          throw apiError('SERVICE_UNAVAILABLE', 'Too much is being read at the moment; try again.');
        taken = ofRequest;
        inUse += bytes;
      },
      release: () => {
        inUse -= taken;
        taken = 0;
      },
    };
  };
}
