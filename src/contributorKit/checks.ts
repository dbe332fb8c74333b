import type { Check } from './check.ts';
import { answersBatch } from './checks/answersBatch.ts';
import { answersDetailsAlone } from './checks/answersDetailsAlone.ts';
import { answersGraphQL } from './checks/answersGraphQL.ts';
import { answersInTime } from './checks/answersInTime.ts';
import { composes } from './checks/composes.ts';
import { findsDetails } from './checks/findsDetails.ts';
import { givesNoUnknownDetails } from './checks/givesNoUnknownDetails.ts';
import { ignoresHeaders } from './checks/ignoresHeaders.ts';
import { keepsAliasesApart } from './checks/keepsAliasesApart.ts';
import { keepsConnection } from './checks/keepsConnection.ts';
import { keepsSchema } from './checks/keepsSchema.ts';
import { namesVersions } from './checks/namesVersions.ts';
import { saysNone } from './checks/saysNone.ts';
import { showsKnownClones } from './checks/showsKnownClones.ts';
import { survivesOddKeys } from './checks/survivesOddKeys.ts';

/**
 * The checks, in the order in which they run; if the first fails, the others can't run. The keys are the ids in the JSON
 * report, so they must not change.
 */
export const checks = {
  answersGraphQL,
  keepsConnection,
  composes,
  keepsSchema,
  saysNone,
  answersDetailsAlone,
  answersBatch,
  survivesOddKeys,
  keepsAliasesApart,
  givesNoUnknownDetails,
  findsDetails,
  ignoresHeaders,
  answersInTime,
  showsKnownClones,
  namesVersions,
} as const satisfies Readonly<Record<string, Check>>;
