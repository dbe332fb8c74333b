import type { SupportQuery } from '../generated/graphql.ts';
import { plainWords } from '../parts/apiWords.ts';

type PublishBlocker = NonNullable<NonNullable<SupportQuery['clone']>['publishBlockers']>[number];

interface Why {
  readonly why: string;
  readonly helps: string;
}

const whys: Readonly<Partial<Record<PublishBlocker['code'], Why>>> = {
  CLONE_NOT_ACTIVE: {
    why: "The clone isn't active.",
    helps: 'The newest status.changed below says who changed that, and why.',
  },
  MODERATION_REQUIRED: {
    why: 'No profile was approved.',
    helps: 'A decision in the moderation queue; a rejection has its reason below.',
  },
  ENTITLEMENT_EXCEEDED: {
    why: 'The draft or the model exceeds what the clone may use.',
    helps: 'A smaller draft, another model, or a new grant.',
  },
};

const modelIssues: ReadonlySet<string> = new Set(['MISSING_MODEL', 'UNKNOWN_MODEL']);

/** Why publishing would be refused, and what helps, as in doc/support.md. */
export function publishWords({ code, issueCodes }: Pick<PublishBlocker, 'code' | 'issueCodes'>): Why {
  if (code === 'STRATEGY_INVALID') {
    return issueCodes.every((issue) => modelIssues.has(issue))
      ? { why: 'No model is selected, or it is no longer offered.', helps: 'The creator selects a model.' }
      : { why: 'The draft has issues.', helps: 'The builder shows its creator each of them at its block.' };
  }
  return whys[code] ?? { why: plainWords(code), helps: '' };
}
