import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Source } from '../lifecycle/facts.ts';
import type { Finding } from './finding.ts';
import { hideSecrets } from './hideSecrets.ts';
import type { CheckArguments } from './readCheckArguments.ts';
import type { CheckResult, Stop } from './runChecks.ts';
import type { Exchange } from './subgraph.ts';

/** What `--json` prints. Other programs read it: fields may be added, any other change needs a new `formatVersion`. */
export interface ContributorReport {
  readonly formatVersion: 1;
  readonly source: Source;
  /** Without its query string. */
  readonly url: string;
  readonly outcome: 'KEPT' | 'BROKEN' | Stop['outcome'];
  /** What to do, if the run had to stop; else null. */
  readonly message: string | null;
  readonly counts: { readonly passed: number; readonly failed: number; readonly notRun: number };
  readonly checks: readonly CheckReport[];
}

export interface CheckReport {
  readonly id: string;
  readonly name: string;
  readonly status: 'PASSED' | 'FAILED' | 'NOT_RUN';
  /** Why it was not run; null if it was. */
  readonly reason: string | null;
  readonly findings: readonly Finding[];
  /** Only with `--verbose`. */
  readonly requests?: readonly RequestReport[];
}

export interface RequestReport {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly answer: {
    readonly status: number;
    readonly milliseconds: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
  /** Why there is no response; null if there is one. */
  readonly failure: string | null;
}

/** Builds the reports of one run: secrets are hidden, and long responses are cut. */
export function reporter({ url, headers, verbose }: CheckArguments) {
  const hide = hideSecrets({ url, headers });
  const shown = (text: string, length: number): string => clip(hide(text), length);
  const place = `${url.origin}${url.pathname}`;

  const requestOf = ({ headers: sent, body, answer }: Exchange): RequestReport => ({
    method: 'POST',
    url: url.search === '' ? place : `${place}?[hidden]`,
    headers: headersOf(sent, (name, value) => (Object.hasOwn(headers, name) ? '[hidden]' : value)),
    body,
    answer:
      typeof answer === 'string'
        ? null
        : {
            status: answer.status,
            milliseconds: Math.round(answer.milliseconds),
            headers: headersOf(answer.headers, (name, value) =>
              name === 'set-cookie' ? '[hidden]' : shown(value, 300),
            ),
            body: shown(answer.text, 4_000),
          },
    failure: typeof answer === 'string' ? answer : null,
  });

  return {
    place,
    checkOf({ id, name, findings, notRun, exchanges }: CheckResult): CheckReport {
      const status = notRun === null ? (findings.length === 0 ? 'PASSED' : 'FAILED') : 'NOT_RUN';
      const inWords = findings.map(({ sent, expected, came, todo }) => ({
        sent: clip(sent, 300),
        expected: shown(expected, 600),
        came: shown(came, 600),
        todo,
      }));
      return {
        id,
        name,
        status,
        reason: notRun,
        findings: inWords,
        ...(verbose && { requests: exchanges.map(requestOf) }),
      };
    },
    /** What to do when the run has to stop. */
    messageOf({ outcome, came }: Stop): string {
      if (outcome === 'UNREACHABLE')
        return `${place} can't be reached (${came}): is the subgraph running, and is this its address?`;
      const names = Object.keys(headers);
      const what =
        names.length === 0
          ? 'wants a token or another header'
          : `does not accept the ${names.join(', ')} that was sent`;
      const todo =
        names.length === 0
          ? 'Put what a gateway sends into an environment variable, and pass --header-env authorization=VARIABLE.'
          : 'Check that the value is still valid and allows reading lifecycles.';
      return `${place} ${what}: it answers ${shown(came, 300)}. ${todo} If it wants the client's token, this breaks the contract: lifecycles are public.`;
    },
  };
}

/** One line of at most `length` characters, without control characters: a response may be a whole HTML page. */
function clip(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length)}… (${line.length} characters)`;
}

function headersOf(
  headers: IncomingHttpHeaders | OutgoingHttpHeaders,
  shown: (name: string, value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, shown(name, String(value))]));
}
