import { scopes, type Scope } from '../access/caller.ts';
import { openDevelopmentKeys, signDevelopmentToken } from '../access/developmentKeys.ts';
import { isSubject } from '../access/verifyToken.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import type { Settings } from '../settings/settings.ts';
import { StartError } from '../errors/startError.ts';
import { UsageError } from '../errors/usageError.ts';

const usage = `npm run token -- --sub USER [--scope "${scopes.join(' ')}"]`;

/**
 * A token for 12 hours, signed with the development keys in DATA_DIR, from `--sub USER` and `--scope "A B"`.
 * Throws UsageError for other arguments, StartError where an identity provider issues the tokens.
 */
export async function token(args: readonly string[], settings: Pick<Settings, 'auth' | 'dataDir'>): Promise<string> {
  const { sub, scope } = parseOptions(args, { sub: { type: 'string' }, scope: { type: 'string' } }, usage);
  if (!isSubject(sub)) throw new UsageError(`--sub must be 1 to 128 characters without control characters: ${usage}`);
  const wanted = (scope ?? '').split(/\s+/).filter((one) => one !== '');
  if (!wanted.every(isScope)) throw new UsageError(`--scope knows ${scopes.join(', ')}; several in quotes: ${usage}`);
  if (settings.auth) {
    throw new StartError(
      'AUTH_JWKS_URL is set, so tokens come from that identity provider; unset AUTH_* to use development keys.',
    );
  }
  return signDevelopmentToken(await openDevelopmentKeys(settings.dataDir), { sub, scope: wanted });
}

function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}
