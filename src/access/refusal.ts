import { type ApiError, apiError, topLevelErrors } from '../errors/apiError.ts';
import type { Caller } from './caller.ts';
import { type Audience, audienceScopes } from './rules.ts';

/**
 * The error for a refused caller, naming the tokens that would do. It depends only on the row of the access table and the
 * kind of the caller's token, so it is the same whether or not the item exists.
 */
export function refusalOf(to: readonly Audience[]): (caller: Caller) => ApiError {
  const text = (code: 'UNAUTHENTICATED' | 'FORBIDDEN'): string =>
    `${topLevelErrors[code].replace('.', ':')} ${tokensOf(to)}.`;
  const [unauthenticated, forbidden] = [text('UNAUTHENTICATED'), text('FORBIDDEN')];
  // A service whose `sub` is the owner's might expect the owner's rights.
  const forbiddenToService =
    to.includes('owner') || to.includes('users') ? `${forbidden} A service's token owns nothing.` : forbidden;
  return ({ kind }) => {
    if (kind === 'anonymous') return apiError('UNAUTHENTICATED', unauthenticated);
    return apiError('FORBIDDEN', kind === 'service' ? forbiddenToService : forbidden);
  };
}

/** "that of the clone's owner, or one with the scope clone:read or strategy:read". */
function tokensOf(to: readonly Audience[]): string {
  const scopes = to.flatMap((audience) => audienceScopes[audience]);
  return [
    ...(to.includes('users') ? ["a user's"] : []),
    ...(to.includes('owner') ? ["that of the clone's owner"] : []),
    ...(scopes.length > 0 ? [`one with the scope ${alternatives.format(scopes)}`] : []),
  ].join(', or ');
}

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });
