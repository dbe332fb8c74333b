import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface IdentityServer {
  /** What the service needs to verify the tokens. */
  readonly settings: { readonly AUTH_JWKS_URL: string; readonly AUTH_ISSUER: string; readonly AUTH_AUDIENCE: string };
  sign(sub: string, scope?: string): Promise<string>;
  close(): void;
}

const issuer = 'https://identity.example';
const audience = 'clone-service';

/** A server that publishes an RS256 key, as identity providers do, and signs with it. */
export async function startIdentityServer(): Promise<IdentityServer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }] });
  const server = createServer(
    (_request, response) => void response.setHeader('content-type', 'application/json').end(keys),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    settings: { AUTH_JWKS_URL: `http://127.0.0.1:${port}/jwks`, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience },
    sign: (sub, scope) =>
      new SignJWT({ ...(scope !== undefined && { scope }) })
        .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
        .setSubject(sub)
        .setIssuer(issuer)
        .setAudience(audience)
        .setExpirationTime('8h')
        .sign(privateKey),
    close: () => void server.close(),
  };
}
