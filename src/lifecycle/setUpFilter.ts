import type { RowBlocker } from '../clone/read.ts';
import { gatesAudition, type ModerationGate } from '../profile/moderationGate.ts';
import { isSetUp, type DoneSteps } from './setup.ts';

/** How far a clone's set-up is, as the sum that `clone_set_up.done` has. */
interface Standing {
  readonly done: DoneSteps;
  readonly paused: boolean;
}

const standings = Array.from({ length: 32 }, (_, sum): Standing => {
  const has = (bit: number): boolean => (sum & bit) > 0;
  return {
    done: { NAME_PROFILE: has(1), SELECT_MODEL: has(2), PUBLISH_STRATEGY: has(4), APPROVE_PROFILE: has(8) },
    paused: has(16),
  };
});

const applies: Readonly<Record<RowBlocker, (standing: Standing, gate: ModerationGate) => boolean>> = {
  CLONE_NOT_ACTIVE: () => true, // up to the row status
  PROFILE_UNNAMED: ({ done }) => !done.NAME_PROFILE,
  MODEL_NOT_SELECTED: ({ done }) => !done.SELECT_MODEL,
  NO_PUBLISHED_STRATEGY: ({ done }) => !done.PUBLISH_STRATEGY,
  PROFILE_NOT_APPROVED: ({ done }, gate) => gatesAudition(gate) && !done.APPROVE_PROFILE,
  PAUSED: ({ paused }) => paused,
};

interface SetUpFilter {
  readonly setUp?: boolean | null | undefined;
  readonly blocker?: RowBlocker | null | undefined;
}

/** The sums in `clone_set_up.done` of the clones that a filter lets through; null: it asks for none in particular. */
export function standingsOf({ setUp = null, blocker = null }: SetUpFilter, gate: ModerationGate): number[] | null {
  if (setUp === null && blocker === null) return null;
  return [...standings.entries()]
    .filter(([, { done }]) => setUp === null || isSetUp(done, gate) === setUp)
    .filter(([, standing]) => blocker === null || applies[blocker](standing, gate))
    .map(([sum]) => sum);
}
