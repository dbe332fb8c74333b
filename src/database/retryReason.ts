import { NoTransaction } from './runTransaction.ts';
import { sqlState } from './sqlState.ts';

/** Why a transaction is tried again: `stale` is a statement that a changed schema made so. */
export const retryReasons = ['locked', 'serialization', 'deadlock', 'stale', 'not_begun'] as const;
export type RetryReason = (typeof retryReasons)[number];

const reasons: Readonly<Record<string, RetryReason>> = {
  '55P03': 'locked',
  '40001': 'serialization',
  '40P01': 'deadlock',
};

/** The reason of a failure that passes. */
export function retryReason(error: unknown): RetryReason {
  return error instanceof NoTransaction ? 'not_begun' : (reasons[sqlState(error) ?? ''] ?? 'stale');
}
