/** Settings that the demo has by default, and the service not: with a gate, a moderator's decision is something to see. */
export const demoDefaults = { MODERATION_GATE: 'audition' } as const;
