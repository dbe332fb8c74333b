import type { ModelTier } from '../catalog/modelTier.ts';
import { capabilityKinds, type CapabilityKind, type CloneRecord } from '../clone/clone.ts';

export interface CapabilitySignal {
  readonly kind: CapabilityKind;
  readonly label: string;
  readonly modelTier: ModelTier | null;
  readonly capacity: number | null;
}

/** The capacities that signals may show. */
export interface ShownCapacity {
  readonly maxDataStreams: number;
  readonly maxAssets: number;
}

/**
 * The capabilities that the creator chose to show, in the enum's order. One without a value (no model yet) is left out;
 * MODEL_TIER shows only the tier.
 */
export function capabilitySignals(
  { shownCapabilities, model }: CloneRecord,
  capacity: ShownCapacity,
): CapabilitySignal[] {
  const signals: Record<CapabilityKind, Omit<CapabilitySignal, 'kind'> | null> = {
    MODEL: model && { label: `Model ${model.name}`, modelTier: model.tier, capacity: null },
    MODEL_TIER: model && { label: `${titleCase(model.tier)} model`, modelTier: model.tier, capacity: null },
    ASSET_CAPACITY: { label: `Up to ${capacity.maxAssets} assets`, modelTier: null, capacity: capacity.maxAssets },
    DATA_STREAM_CAPACITY: {
      label: `Up to ${capacity.maxDataStreams} data streams`,
      modelTier: null,
      capacity: capacity.maxDataStreams,
    },
  };
  return capabilityKinds
    .filter((kind) => shownCapabilities.includes(kind))
    .flatMap((kind) => {
      const signal = signals[kind];
      return signal === null ? [] : [{ kind, ...signal }];
    });
}

function titleCase(tier: ModelTier): string {
  return tier.charAt(0) + tier.slice(1).toLowerCase();
}
