/** What a creator calls the sources of LifecycleSource. One that isn't here is called as in the API. */
export const sourceNames: Readonly<Record<string, string>> = { AUDITION: 'Audition', QUEUE: 'Queue', ARENA: 'Arena' };

/** "Audition and Arena can't be reached", in English. */
export function unreachable(sources: readonly string[]): string {
  const names = new Intl.ListFormat('en').format(sources.map((source) => sourceNames[source] ?? source));
  return `${names} can't be reached`;
}
