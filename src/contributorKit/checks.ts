import type { Check } from './check.ts';
import { answersBatch } from './checks/answersBatch.ts';
import { answersDetailsAlone } from './checks/answersDetailsAlone.ts';
import { answersGraphQL } from './checks/answersGraphQL.ts';
import { answersInTime } from './checks/answersInTime.ts';
import { composes } from './checks/composes.ts';
import { findsDetails } from './checks/findsDetails.ts';
import { ignoresHeaders } from './checks/ignoresHeaders.ts';
import { keepsAliasesApart } from './checks/keepsAliasesApart.ts';
import { keepsConnection } from './checks/keepsConnection.ts';
import { keepsSchema } from './checks/keepsSchema.ts';
import { namesVersions } from './checks/namesVersions.ts';
import { saysNone } from './checks/saysNone.ts';
import { showsKnownClones } from './checks/showsKnownClones.ts';
import { survivesOddKeys } from './checks/survivesOddKeys.ts';

/** What a contributor is checked for, in this order. Without the first there is nothing to check. */
export const checks: readonly [Check, ...Check[]] = [
  answersGraphQL,
  keepsConnection,
  composes,
  keepsSchema,
  saysNone,
  answersDetailsAlone,
  answersBatch,
  survivesOddKeys,
  keepsAliasesApart,
  findsDetails,
  ignoresHeaders,
  answersInTime,
  showsKnownClones,
  namesVersions,
];
