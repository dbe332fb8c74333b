import { CombinedGraphQLErrors } from '@apollo/client';
import { describe, expect, it } from 'vitest';
import { askUntilAnswered, failureOf, outcomeOf, type Outcome } from '../../../../src/demo/page/builder/outcome.ts';

const failed = (code: string) => new CombinedGraphQLErrors({ errors: [{ message: 'No.', extensions: { code } }] });

describe('an answer', () => {
  it('with a payload is that, whatever else failed', () => {
    expect(outcomeOf({ errors: [] }, failed('LIMIT_EXCEEDED'))).toEqual({ kind: 'payload', payload: { errors: [] } });
  });

  it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'LIMIT_EXCEEDED'])(
    'without one and with %s says that nothing happened',
    (code) => {
      expect(outcomeOf(null, failed(code))).toMatchObject({ kind: 'refused', errors: [{ code }] });
    },
  );

  it.each(['TIMEOUT', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'])(
    'without one and with %s is lost, so it is asked for again',
    (code) => {
      expect(outcomeOf(null, failed(code))).toEqual({ kind: 'lost' });
    },
  );

  it('that never came is lost', () => {
    expect(outcomeOf(undefined, new TypeError('Failed to fetch'))).toEqual({ kind: 'lost' });
  });
});

describe('asking until there is an answer', () => {
  const asking = async (...outcomes: readonly Outcome<string>[]) => {
    const left = [...outcomes];
    const outcome = await askUntilAnswered(async () => left.shift() ?? { kind: 'lost' }, [0, 0]);
    return { outcome, asked: outcomes.length - left.length };
  };

  it('repeats what was lost, and ends with the first answer', async () => {
    const payload = { kind: 'payload', payload: 'done' } as const;
    expect(await asking({ kind: 'lost' }, payload, payload)).toEqual({ outcome: payload, asked: 2 });
    const refused = { kind: 'refused', errors: [] } as const;
    expect(await asking(refused, payload)).toEqual({ outcome: refused, asked: 1 });
  });

  it('gives up in the end', async () => {
    expect((await asking()).outcome).toEqual({ kind: 'lost' });
  });
});

describe('what a creator is told', () => {
  const answered = (...codes: readonly string[]) =>
    ({ kind: 'payload', payload: { errors: codes.map((code) => ({ code, message: `${code}.`, path: [] })) } }) as const;

  it('is nothing when it worked', () => {
    expect(failureOf(answered(), 'Too late.')).toBe(null);
  });

  it('is why not, in the words of the service', () => {
    expect(failureOf(answered('FORBIDDEN', 'BAD_USER_INPUT'), 'Too late.')).toBe('FORBIDDEN. BAD_USER_INPUT.');
    expect(failureOf({ kind: 'refused', errors: [{ code: 'FORBIDDEN', message: 'No.', path: [] }] })).toBe('No.');
    expect(failureOf({ kind: 'lost' })).toBe("The service doesn't answer. Try again.");
  });

  it('is what to look at when another change came first', () => {
    expect(failureOf(answered('REVISION_CONFLICT'), 'Too late.')).toBe('Too late.');
    expect(failureOf(answered('REVISION_CONFLICT'))).toBe('REVISION_CONFLICT.');
  });
});
