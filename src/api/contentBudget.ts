import { apiError } from '../errors/apiError.ts';

const mebibyte = 1024 * 1024;

/** How many bytes of drafts, versions and audit details one request may read. */
export const mostContentOfRequest = 32 * mebibyte;

/** How many bytes of them all requests in progress may hold together. An answer holds them a second time, as text. */
const mostContentAtOnce = 96 * mebibyte;

/** A request beyond this is large. Large ones leave room for the others. */
const mostOfSmallRequest = 4 * mebibyte;
const mostForLargeRequests = 64 * mebibyte;

/** How much more content of drafts and versions a request may read. */
export interface ContentAllowance {
  /** Reserves these bytes before they are read. Throws LIMIT_EXCEEDED or SERVICE_UNAVAILABLE. */
  take(bytes: number): void;
  /** Once the request is answered. */
  release(): void;
}

/** The memory for content in all requests in progress; each request gets an allowance. */
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
