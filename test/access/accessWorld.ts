import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import type { Caller } from '../../src/access/caller.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { move } from '../activation/callActivation.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, publish } from '../makers.ts';
import { moderate } from '../profile/operate.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { nobody, service as serviceCaller, user, type Asked } from '../startTestService.ts';
import type { Road } from './accessRoads.ts';
import type { CallerName } from './expectedAccess.ts';

export const callers: Readonly<Record<CallerName, Caller>> = {
  nobody,
  owner: user('alice'),
  stranger: user('mallory'),
  cloneReader: serviceCaller('clone:read'),
  strategyReader: serviceCaller('strategy:read'),
  economy: serviceCaller('entitlement:write'),
  moderator: user('mod', 'clone:moderate'),
  admin: user('root', 'clone:admin'),
};

/** A clone with a value in every private field, and the values of a road's placeholders. */
export interface World {
  readonly cloneId: string;
  readonly versionId: string;
  readonly revision: number;
}

/** alice's only clone; its draft is published, and an edited profile waits for review after an approved one. */
export async function makeWorld(service: Asked): Promise<World> {
  const { owner } = callers;
  const cloneId = await createClone(service, owner, { idempotencyKey: 'guarded', name: 'Guarded', modelId: 'swift-1' });
  const draft = { cloneId, expectedRevision: 0, graph: sampleGraph(), layout: { x: 1 } };
  await service.ask(
    owner,
    'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }',
    { input: draft },
  );
  const versionId = await publish(service, owner, cloneId, 1, { note: 'Noted.' });
  await move(service, owner, 'setPaused', { cloneId, paused: true, expectedActivation: 1 });
  await move(service, owner, 'setPaused', { cloneId, paused: false, expectedActivation: 2, reason: 'Rested.' });
  await moderate(service, cloneId, 1, 'APPROVE', 'Fine.');
  await service.ask(
    owner,
    'mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id, description: "Edited." }) { errors { code } } }',
    { id: cloneId },
  );
  await applyFacts(service, { grantId: cloneId, cloneId, assets: 1 });
  return { cloneId, versionId, revision: 1 };
}

export interface Reached {
  /** The object at the end of the road; undefined or null when the caller didn't reach it. */
  readonly end: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly code: string; readonly path: string; readonly message: string }[];
  readonly text: string;
}

/** Takes a road as `caller` and selects `fields` at its end under aliases: access rules go by field, not by response name. */
export async function walk(
  service: Asked,
  caller: Caller,
  road: Road,
  type: string,
  fields: readonly string[],
  world: World,
): Promise<Reached> {
  const query = road.query(
    `${fields.map((field) => `as_${field}: ${called(type, field)} ${selectionBelow(type, field)}`).join(' ')} kind: __typename`,
  );
  const filled = query
    .replaceAll('CLONE', JSON.stringify(world.cloneId))
    .replaceAll('VERSION', JSON.stringify(world.versionId))
    .replaceAll('INSTANT', new Date().toISOString())
    .replaceAll('REVISION', String(world.revision));
  const { data, errors } = await service.ask(caller, filled, { graph: sampleGraph(), yes: true });
  return { end: road.at.split('.').reduce((value, step) => value?.[step], data), errors, text: JSON.stringify(data) };
}

const schema = assembleSchema();
/** Types that have roads of their own: selections don't descend into them. */
const ends = new Set(['Clone', 'User', 'StrategyVersion', 'PublicProfile', 'StrategyActivation']);

/** A field with the arguments that it needs. */
export function called(type: string, field: string): string {
  return `${type}.${field}` === 'Clone.strategyVersionAt' ? `${field}(at: "${new Date().toISOString()}")` : field;
}

/** Everything below a field. */
export function selectionBelow(type: string, field: string): string {
  const parent = schema.getType(type);
  const output = isObjectType(parent) ? parent.getFields()[field]?.type : undefined;
  const below = output && getNamedType(output);
  return isObjectType(below) ? everythingOf(below) : '';
}

function everythingOf(type: GraphQLObjectType): string {
  if (ends.has(type.name)) return '{ __typename }';
  return `{ ${Object.keys(type.getFields())
    .map((field) => `${called(type.name, field)} ${selectionBelow(type.name, field)}`)
    .join(' ')} }`;
}
