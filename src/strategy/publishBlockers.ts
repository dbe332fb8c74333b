import type { UserErrorCode } from '../errors/userError.ts';
import type { Judgement } from './judgePublishing.ts';
import type { IssueCode } from './validation/issue.ts';

/** Why publishing would be refused, without anything from the draft. */
export interface PublishBlocker {
  readonly code: UserErrorCode;
  readonly issueCodes: readonly IssueCode[];
}

/** A judgement for those who may not read the draft: only codes, each once. */
export function publishBlockers(judgement: Judgement): PublishBlocker[] {
  if (judgement.kind !== 'refused') return [];
  const stopping = (judgement.issues ?? []).filter(({ severity }) => severity === 'ERROR');
  const issueCodes = [...new Set(stopping.map(({ code }) => code))];
  return [...new Set(judgement.errors.map(({ code }) => code))].map((code) => ({ code, issueCodes }));
}
