/** How long a subgraph may take, in milliseconds, before the gateway answers without it. */
export const upstreamTimeout = 3_000;
