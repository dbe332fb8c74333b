import type { Caller } from '../../src/access/caller.ts';
import { nobody, service, user } from '../startTestService.ts';
import type { CallerName } from './expectedAccess.ts';

export const callers: Readonly<Record<CallerName, Caller>> = {
  nobody,
  owner: user('alice'),
  stranger: user('mallory'),
  cloneReader: service('clone:read'),
  strategyReader: service('strategy:read'),
  economy: service('entitlement:write'),
  moderator: user('mod', 'clone:moderate'),
  admin: user('root', 'clone:admin'),
};

const connection = 'pageInfo { hasNextPage }';

/** What is asked for below a field that has fields; the others stand for themselves. */
const below: Readonly<Record<string, string>> = {
  publicProfileDraft: '{ name }',
  auditTrail: `{ ${connection} }`,
  strategyDraft: '{ revision graph { tradingPrompts { prompt } } }',
  model: '{ id }',
  activeStrategyVersion: '{ id }',
  strategyVersions: `{ ${connection} nodes { id } }`,
  readiness: '{ ready }',
  entitlement: '{ maxAssets }',
  graph: '{ tradingPrompts { prompt } }',
  changesSince: '{ id after }',
  entitlementViolations: '{ limit }',
};

/** A field with what must be selected below it. */
export function selectionOf(field: string): string {
  return `${field} ${below[field] ?? ''}`;
}
