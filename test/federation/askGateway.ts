import { randomUUID } from 'node:crypto';

export interface GatewayAnswer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

export interface Asking {
  readonly token?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Tells the fronts which test a request belongs to; gateways pass it on. */
  readonly requestId?: string;
}

/** Sends one operation through a gateway; returns all that the client gets, errors included. */
export async function askGateway<Data>(
  url: string,
  query: string,
  { token = null, variables = {}, requestId = randomUUID() }: Asking = {},
): Promise<GatewayAnswer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-request-id': requestId,
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as {
    data?: Data;
    errors?: GatewayAnswer<Data>['errors'];
  };
  return { status: response.status, data, errors };
}
