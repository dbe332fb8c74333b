import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { connectRedis, type Redis } from './connectRedis.ts';

/** What each caller may take a minute; 0: any number. */
export interface RateLimits {
  readonly requests: number;
  readonly anonymousRequests: number;
  readonly bytes: number;
  readonly anonymousBytes: number;
}

export interface Rates {
  /** Counts a request with a body of `bytes`. Seconds until the caller may send another when this one is too many, else 0. Never fails. */
  take(key: string, hasToken: boolean, bytes: number): Promise<number>;
  close(): void;
}

/** How long Redis isn't asked after it failed or was slow. */
const restMs = 5_000;

type Rate = (key: string, points: number) => Promise<number>;

/**
 * Counts by the caller, in this process, or in Redis, where processes share what they count. While Redis can't be reached
 * each process counts for itself.
 */
export async function createRates(limits: RateLimits, redisUrl: string | null, log: Logger): Promise<Rates> {
  if (Object.values(limits).every((limit) => limit === 0)) return { take: async () => 0, close: () => {} };
  const redis = redisUrl === null ? null : await connectRedis(redisUrl);
  const shared = { redis, restUntil: 0, warned: false };
  const onAway = (): void => {
    shared.restUntil = performance.now() + restMs;
    if (!shared.warned) log.warn('Redis (REDIS_URL) cannot be reached: each process counts requests for itself until it can');
    shared.warned = true;
  };
  const rate = (name: string, points: number): Rate => {
    if (points === 0) return async () => 0;
    const options = { keyPrefix: `clone-service:${name}`, points, duration: 60 };
    const own = new RateLimiterMemory(options);
    const common = redis && new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
    return async (key, taken) => {
      if (common && performance.now() >= shared.restUntil) {
        const seconds = await secondsToWait(common.consume(key, taken)).catch(() => null);
        if (seconds !== null) {
          shared.warned = false;
          return seconds;
        }
        onAway();
      }
      return secondsToWait(own.consume(key, taken));
    };
  };
  return withRates(
    { requests: rate('requests', limits.requests), bytes: rate('bytes', limits.bytes) },
    { requests: rate('anonymous-requests', limits.anonymousRequests), bytes: rate('anonymous-bytes', limits.anonymousBytes) },
    redis,
  );
}

interface OfCallers {
  readonly requests: Rate;
  readonly bytes: Rate;
}

function withRates(withToken: OfCallers, withoutToken: OfCallers, redis: Redis | null): Rates {
  return {
    take: async (key, hasToken, bytes) => {
      const { requests, bytes: bodies } = hasToken ? withToken : withoutToken;
      // Neither Redis nor whoever reads its keys needs to know who it is.
      const counted = hash('sha256', key, 'base64url');
      return (await requests(counted, 1)) || (bytes > 0 ? bodies(counted, bytes) : 0);
    },
    close: () => redis?.disconnect(),
  };
}

/** The library rejects with the same thing that it resolves with when it is too much, and with an Error when it failed. */
async function secondsToWait(consumed: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consumed;
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}
