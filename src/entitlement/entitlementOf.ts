import type { Catalog } from '../catalog/loadCatalog.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { effectiveEntitlement, type Capacity } from './effectiveEntitlement.ts';
import type { GrantsAtTime } from './store.ts';

/** A clone's effective entitlement at a time, with the grants behind it. */
export interface ClonesEntitlement extends GrantsAtTime {
  readonly clone: CloneRecord;
  readonly capacity: Capacity;
}

export function entitlementOf(clone: CloneRecord, { grants, asOf }: GrantsAtTime, catalog: Catalog): ClonesEntitlement {
  return { clone, grants, asOf, capacity: effectiveEntitlement(catalog.content.baseEntitlement, grants, asOf) };
}
