/** A version as the builder saves and publishes it. */
export interface SampleVersion {
  readonly modelId: string;
  readonly note: string;
  readonly graph: object;
  readonly layout: object;
}
