import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimits } from '../../settings/settings.ts';
import { connectRedis, type Redis } from './connectRedis.ts';

export interface Rates {
  /** Counts a request with a body of `bytes`: null, or which limit it exceeds. Never fails. */
  take(key: string, hasToken: boolean, bytes: number): Promise<Exceeded | null> | null;
  /** A function that charges an operation's cost to the caller: 0, or the seconds to wait. Undefined: not limited. */
  chargeCost(key: string, hasToken: boolean): ((cost: number) => Promise<number>) | undefined;
  close(): void;
}

/** A rate that is used up, and for how many seconds. */
export interface Exceeded {
  readonly limit: 'RATE_REQUESTS' | 'RATE_BODY_BYTES';
  readonly seconds: number;
}

/** How long to leave Redis alone after it failed or was slow. */
const redisPauseMs = 5_000;

type Rate = (key: string, points: number) => Promise<number>;

const noRates: Rates = { take: () => null, chargeCost: () => undefined, close: () => {} };

/**
 * Rate limits by caller, counted in this process or, shared between processes, in Redis. While Redis is unreachable, each
 * process counts on its own.
 */
export async function createRates(limits: RateLimits, redisUrl: string | null, log: Logger): Promise<Rates> {
  if (Object.values(limits).every((limit) => limit === 0)) return noRates;
  const redis = redisUrl === null ? null : await connectRedis(redisUrl);
  let pausedUntil = 0;
  let warned = false;
  const onUnreachable = (): void => {
    pausedUntil = performance.now() + redisPauseMs;
    if (!warned) log.warn('Redis (REDIS_URL) cannot be reached: until it can, each process counts requests on its own');
    warned = true;
  };
  const rate = (name: string, points: number): Rate | null => {
    if (points === 0) return null;
    const options = { keyPrefix: `clone-service:${name}`, points, duration: 60 };
    const local = new RateLimiterMemory(options);
    const shared = redis && new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
    return async (key, taken) => {
      if (shared && performance.now() >= pausedUntil) {
        const seconds = await secondsToWait(shared.consume(key, taken)).catch(() => null);
        if (seconds !== null) {
          warned = false;
          return seconds;
        }
        onUnreachable();
      }
      return secondsToWait(local.consume(key, taken));
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

interface CallerRates {
  readonly requests: Rate | null;
  readonly bytes: Rate | null;
  readonly cost: Rate | null;
}

function withRates(withToken: CallerRates, withoutToken: CallerRates, redis: Redis | null): Rates {
  return {
    take: async (key, hasToken, bytes) => {
      const { requests, bytes: bodies } = hasToken ? withToken : withoutToken;
      const hashed = hashKey(key);
      const forRequests = (await requests?.(hashed, 1)) ?? 0;
      if (forRequests > 0) return { limit: 'RATE_REQUESTS', seconds: forRequests };
      const forBytes = bytes > 0 ? ((await bodies?.(hashed, bytes)) ?? 0) : 0;
      return forBytes > 0 ? { limit: 'RATE_BODY_BYTES', seconds: forBytes } : null;
    },
    chargeCost: (key, hasToken) => {
      const { cost: rate } = hasToken ? withToken : withoutToken;
      return rate === null ? undefined : (cost) => (cost > 0 ? rate(hashKey(key), cost) : Promise.resolve(0));
    },
    close: () => redis?.disconnect(),
  };
}

/** Keeps subjects and addresses out of Redis. */
function hashKey(key: string): string {
  return hash('sha256', key, 'base64url');
}

/** Over the limit the library rejects with a RateLimiterRes, on failure with an Error. */
async function secondsToWait(consumed: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consumed;
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}
