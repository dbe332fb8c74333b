import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimits } from '../../settings/settings.ts';
import { connectRedis, type Redis } from './connectRedis.ts';

export interface Rates {
  /** Counts a request with a body of `bytes`. Seconds until the caller may send another when this one is too many, else 0. Never fails. */
  take(key: string, hasToken: boolean, bytes: number): Promise<number> | number;
  /** What counts what an operation of the caller costs: gives seconds as `take` does. Undefined: nothing limits it. */
  chargeCost(key: string, hasToken: boolean): ((cost: number) => Promise<number>) | undefined;
  close(): void;
}

/** How long Redis isn't asked after it failed or was slow. */
const restMs = 5_000;

type Rate = (key: string, points: number) => Promise<number>;

const noRates: Rates = { take: () => 0, chargeCost: () => undefined, close: () => {} };

/**
 * Counts by the caller, in this process, or in Redis, where processes share what they count. While Redis can't be reached
 * each process counts for itself.
 */
export async function createRates(limits: RateLimits, redisUrl: string | null, log: Logger): Promise<Rates> {
  if (Object.values(limits).every((limit) => limit === 0)) return noRates;
  const redis = redisUrl === null ? null : await connectRedis(redisUrl);
  const shared = { redis, restUntil: 0, warned: false };
  const onAway = (): void => {
    shared.restUntil = performance.now() + restMs;
    if (!shared.warned)
      log.warn('Redis (REDIS_URL) cannot be reached: each process counts requests for itself until it can');
    shared.warned = true;
  };
  const rate = (name: string, points: number): Rate | null => {
    if (points === 0) return null;
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
    {
      requests: rate('requests', limits.requests),
      bytes: rate('bytes', limits.bytes),
      cost: rate('cost', limits.cost),
    },
    {
      requests: rate('anonymous-requests', limits.anonymousRequests),
      bytes: rate('anonymous-bytes', limits.anonymousBytes),
      cost: rate('anonymous-cost', limits.anonymousCost),
    },
    redis,
  );
}

interface OfCallers {
  readonly requests: Rate | null;
  readonly bytes: Rate | null;
  readonly cost: Rate | null;
}

function withRates(withToken: OfCallers, withoutToken: OfCallers, redis: Redis | null): Rates {
  return {
    take: async (key, hasToken, bytes) => {
      const { requests, bytes: bodies } = hasToken ? withToken : withoutToken;
      const counted = nameless(key);
      return ((await requests?.(counted, 1)) ?? 0) || (bytes > 0 && (await bodies?.(counted, bytes))) || 0;
    },
    chargeCost: (key, hasToken) => {
      const { cost: rate } = hasToken ? withToken : withoutToken;
      return rate === null ? undefined : (cost) => (cost > 0 ? rate(nameless(key), cost) : Promise.resolve(0));
    },
    close: () => redis?.disconnect(),
  };
}

/** Neither Redis nor whoever reads its keys needs to know who it is. */
function nameless(key: string): string {
  return hash('sha256', key, 'base64url');
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
