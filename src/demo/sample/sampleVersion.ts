/** A version as the builder saves and publishes it. */
export interface SampleVersion {
  readonly modelId: string;
  readonly note: string;
  readonly graph: object;
  readonly layout: object;
}

/** A save, a version's number to restore, a checkpoint's revision to revert to, or a discard. */
export type SampleStep =
  Pick<SampleVersion, 'graph' | 'layout'> | { readonly restore: number } | { readonly revert: number } | 'discard';
