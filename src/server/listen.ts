import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { StartError } from '../errors/startError.ts';

export interface ListenAddress {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The setting that the port comes from, for the message when it can't be had. */
  readonly portSetting: 'PORT' | 'METRICS_PORT';
}

/** Lets a server listen; the URL to reach it by, without a path. Throws StartError when the address can't be had. */
export async function listen(app: FastifyInstance, address: ListenAddress): Promise<string> {
  const { host, port } = address;
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw listenProblem(error, address);
  }
  const [bound] = app.addresses() as AddressInfo[];
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound?.port ?? port}`;
}

function listenProblem(error: unknown, { host, port, portSetting: name }: ListenAddress): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new StartError(`${name} ${port} on ${host} is in use: stop what listens there, or set ${name} to another.`);
  if (code === 'EACCES')
    return new StartError(`${name} ${port} on ${host} is not allowed to this user: set ${name} to another.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartError(`HOST ${host} is no address of this machine.`);
  return error;
}
