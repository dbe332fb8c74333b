import { scopes, type Scope } from '../access/caller.ts';
import { openDevelopmentKeys, signDevelopmentToken } from '../access/developmentKeys.ts';
import { isSubject } from '../access/verifyToken.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import { readTokenSettings } from '../settings/settings.ts';
import { StartError } from '../errors/startError.ts';
import { UsageError } from '../errors/usageError.ts';

const usage = `npm run --silent token -- --sub USER [--scope "${scopes.join(' ')}"]`;

const help = `Prints a token that is valid for 12 hours, signed with the development keys in DATA_DIR.

  --sub USER      whose token it is: 1 to 128 characters
  --scope "A B"   its scopes, separated by spaces; with at least one, the caller is a service`;

/**
 * `npm run token`: a token signed with the development keys. Throws UsageError for other arguments, and StartError where
 * an identity provider issues the tokens.
 */
export async function token(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const options = { sub: { type: 'string' }, scope: { type: 'string' } } as const;
  const { sub, scope = '' } = parseOptions(args, options, { usage, help });
  if (!isSubject(sub)) throw new UsageError('--sub must be 1 to 128 characters without control characters.', usage);
  const wanted = scope.split(/\s+/).filter((one) => one !== '');
  if (!wanted.every(isScope)) throw new UsageError(`--scope takes ${scopes.join(', ')}; several in quotes.`, usage);
  const settings = readTokenSettings(env);
  if (settings.auth) {
    throw new StartError(
      'AUTH_JWKS_URL is set, so tokens come from that identity provider; unset AUTH_* to use the development keys.',
    );
  }
  return signDevelopmentToken(await openDevelopmentKeys(settings.dataDir), { sub, scope: wanted });
}

function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}
