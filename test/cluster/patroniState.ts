/** What Patroni tells of one member. */
export interface MemberState {
  readonly name: string;
  readonly role: string;
  readonly state: string;
  readonly timeline?: number;
}

const patienceMs = 2_000;

/** The members as this one's Patroni knows them; empty if it doesn't answer. */
export async function readMembers(restPort: number): Promise<readonly MemberState[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${restPort}/cluster`, { signal: AbortSignal.timeout(patienceMs) });
    const { members } = (await answer.json()) as { readonly members?: readonly MemberState[] };
    return members ?? [];
  } catch {
    return [];
  }
}

/** Whether there is a leader, every other member streams on its timeline, and one of them synchronously. */
export function isWhole(states: readonly MemberState[], members: number): boolean {
  const timeline = states.find(({ role }) => role === 'leader')?.timeline;
  return (
    states.length === members &&
    timeline !== undefined &&
    states.every((one) => one.timeline === timeline && (one.state === 'running' || one.state === 'streaming')) &&
    states.filter(({ role }) => role === 'sync_standby').length === 1
  );
}

/** Hands the lead to any synchronous standby. Throws if Patroni refuses. */
export async function switchOver(restPort: number, leader: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${restPort}/switchover`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ leader }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`the switchover was refused: ${await answer.text()}`);
}
