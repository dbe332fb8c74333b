import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Scope } from './caller.ts';
import { makeDataFolder, unusableFolder } from '../settings/dataFolder.ts';
import { StartError } from '../errors/startError.ts';

export const developmentIssuer = 'clone-service-development';
export const developmentAudience = 'clone-service';

const publicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
});
const fileContent = z.object({ publicKey, privateKey: publicKey.extend({ d: z.string() }) });

/** An ES256 key pair as JWKs. Whoever has it can impersonate anyone, so it is allowed on a loopback address only. */
export type DevelopmentKeys = z.infer<typeof fileContent>;

/**
 * The key pair stored in `dataDir`, generated on first use. The file is written atomically, and processes that start
 * together share one pair. Throws StartError when the file isn't a key pair or the folder can't be used.
 */
export async function openDevelopmentKeys(dataDir: string): Promise<DevelopmentKeys> {
  const file = join(dataDir, 'dev-keys.json');
  const stored = readKeys(dataDir, file);
  if (stored) return stored;
  makeDataFolder(dataDir);
  const unfinished = join(dataDir, `dev-keys.${randomUUID()}.unfinished`);
  writeFileSync(unfinished, JSON.stringify(await makeKeys()), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(unfinished, file); // unlike rename, fails if another process was first
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(unfinished);
  }
  return readKeys(dataDir, file) ?? openDevelopmentKeys(dataDir);
}

/** A token for `sub`, as an identity provider would issue it; valid for 12 hours by default. */
export async function signDevelopmentToken(
  keys: DevelopmentKeys,
  claims: { readonly sub: string; readonly scope?: readonly Scope[]; readonly lifetimeSeconds?: number },
): Promise<string> {
  const { sub, scope = [], lifetimeSeconds = 12 * 3_600 } = claims;
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT(scope.length > 0 ? { scope: scope.join(' ') } : {})
    .setProtectedHeader({ alg: 'ES256', kid: keys.publicKey.kid, typ: 'JWT' })
    .setSubject(sub)
    .setIssuer(developmentIssuer)
    .setAudience(developmentAudience)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .sign(await importJWK(keys.privateKey));
}

async function makeKeys(): Promise<DevelopmentKeys> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const [publicJwk, privateJwk] = [await exportJWK(pair.publicKey), await exportJWK(pair.privateKey)];
  const names = { kid: await calculateJwkThumbprint(publicJwk), alg: 'ES256' };
  return fileContent.parse({ publicKey: { ...publicJwk, ...names }, privateKey: { ...privateJwk, ...names } });
}

function readKeys(dataDir: string, file: string): DevelopmentKeys | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unusableFolder(dataDir, error);
  }
  try {
    return fileContent.parse(JSON.parse(text));
  } catch {
    throw new StartError(`The development keys in ${file} cannot be read: delete the file to generate new ones.`);
  }
}
