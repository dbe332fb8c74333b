import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { StartError } from '../errors/startError.ts';

export interface ListenAddress {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The setting that the port comes from, for error messages. */
  readonly portSetting: 'PORT' | 'METRICS_PORT';
}

/** Starts listening; returns the base URL. Throws StartError when the address isn't available. */
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
    return new StartError(`${name} ${port} on ${host} is in use: stop what listens there, or set another ${name}.`);
  if (code === 'EACCES')
    return new StartError(`This user may not listen on ${name} ${port} of ${host}: set another ${name}.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartError(`HOST ${host} is not an address of this machine.`);
  return error;
}
