import { expect } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import type { Answer, Asked } from '../startTestService.ts';

export interface Event {
  readonly id: string;
  readonly cloneId: string;
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
}

export interface EventPage {
  readonly nodes: readonly Event[];
  readonly continueFrom: string;
  readonly hasMore: boolean;
  readonly pending: boolean;
}

export interface EventArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly kinds?: readonly string[] | null;
}

export const eventFields = 'nodes { id cloneId sequence kind at } continueFrom hasMore pending';
export const eventsQuery = `query ($first: Int, $after: String, $kinds: [CloneEventKind!]) {
  cloneEvents(first: $first, after: $after, kinds: $kinds) { ${eventFields} } }`;

/** One page. */
export async function readEvents(service: Asked, caller: Caller, args: EventArguments = {}): Promise<EventPage> {
  return pageOf(await service.ask(caller, eventsQuery, { ...args }));
}

export function pageOf({ data, errors }: Answer): EventPage {
  expect(errors).toEqual([]);
  return data.cloneEvents;
}

/** All events behind a cursor until nothing is left or waits, and where the reader then stands. */
export async function readToEnd(
  read: (args: EventArguments) => Promise<EventPage>,
  { after = null, ...args }: EventArguments = {},
): Promise<{ readonly events: Event[]; readonly after: string }> {
  const events: Event[] = [];
  let at: string | null = after;
  for (;;) {
    const page: EventPage = await read({ ...args, after: at });
    events.push(...page.nodes);
    at = page.continueFrom;
    if (!page.hasMore && !page.pending) return { events, after: at };
  }
}
