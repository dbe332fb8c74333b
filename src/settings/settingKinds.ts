import { z } from 'zod';

/** One environment variable. `schema` turns its text into a value, or fails; `allowed` says in words what it takes. */
export interface Setting {
  readonly meaning: string;
  /** What an unset or empty variable means; null = nothing. */
  readonly default: string | null;
  readonly allowed: string;
  /** A secret's value is in no message. */
  readonly secret: boolean;
  readonly schema: z.ZodType<unknown, string>;
}

/** A whole number within bounds. */
export function whole(meaning: string, byDefault: number, least: number, most: number) {
  return {
    meaning,
    default: String(byDefault),
    allowed: `a whole number from ${least} to ${most}`,
    secret: false,
    schema: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .pipe(z.number().min(least).max(most)),
  };
}

/** One of some words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  meaning: string,
  byDefault: Words[number],
  words: Words,
) {
  return { meaning, default: byDefault, allowed: `one of ${words.join(', ')}`, secret: false, schema: z.enum(words) };
}

/** Comma-separated text, each part trimmed, then checked by `parts`. */
export function list<T>(parts: z.ZodType<T, string[]>) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(parts);
}
