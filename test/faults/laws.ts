import type { Load } from './load.ts';

/** Queries the database directly, not through the service. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** What must be true of the tables whatever failed. Each query finds the clones that break the law. */
const tableLaws: Readonly<Record<string, string>> = {
  'version numbers have no gap':
    'SELECT clone_id FROM clone_strategy_versions GROUP BY clone_id HAVING min(number) <> 1 OR count(*) <> max(number)',
  'audit sequences have no gap':
    'SELECT clone_id FROM clone_audit_events GROUP BY clone_id HAVING min(sequence) <> 1 OR count(*) <> max(sequence)',
  'a clone points to its last version': `
    SELECT c.id FROM clones c LEFT JOIN clone_strategy_versions v ON v.id = c.active_version_id
    WHERE coalesce(v.number, 0) <> (SELECT coalesce(max(number), 0) FROM clone_strategy_versions WHERE clone_id = c.id)`,
  'every version has its audit row and its idempotency key': `
    SELECT c.id FROM clones c
    WHERE (SELECT count(*) FROM clone_strategy_versions WHERE clone_id = c.id) <> (SELECT count(*) FROM clone_audit_events WHERE clone_id = c.id AND action = 'strategy.published')
       OR (SELECT count(*) FROM clone_strategy_versions WHERE clone_id = c.id) <> (SELECT count(*) FROM idempotency_keys WHERE scope = 'publish:' || c.id)`,
  'a publishing that was repeated is stored once':
    'SELECT clone_id FROM clone_strategy_versions GROUP BY clone_id, note HAVING count(*) > 1',
  'every clone has a draft, an audit row of its creation and an idempotency key': `
    SELECT c.id FROM clones c
    WHERE NOT EXISTS (SELECT FROM clone_strategy_drafts WHERE clone_id = c.id)
       OR (SELECT count(*) FROM clone_audit_events WHERE clone_id = c.id AND action = 'clone.created') <> 1
       OR (SELECT count(*) FROM idempotency_keys WHERE result_id = c.id) <> 1`,
  'a draft that was saved has an audit row of that': `
    SELECT clone_id FROM clone_strategy_drafts d
    WHERE revision > 0 AND NOT EXISTS (SELECT FROM clone_audit_events WHERE clone_id = d.clone_id AND action = 'draft.edited')`,
};

/** What is broken, in words; nothing when all laws hold. */
export async function brokenLaws(query: Query): Promise<string[]> {
  const broken: string[] = [];
  for (const [law, sql] of Object.entries(tableLaws)) {
    const { length } = await query(sql);
    if (length > 0) broken.push(`${law}: broken for ${length} clones`);
  }
  return broken;
}

/** The acknowledged writes that are missing, in words. */
export async function lostWrites(query: Query, { creators }: Pick<Load, 'creators'>): Promise<string[]> {
  const versions = new Map(
    (await query('SELECT id::text, note FROM clone_strategy_versions')).map(({ id, note }) => [id, note]),
  );
  const drafts = new Map(
    (await query('SELECT clone_id::text AS id, revision, graph FROM clone_strategy_drafts')).map((draft) => [
      draft['id'],
      draft,
    ]),
  );
  return creators.flatMap(({ cloneId, revision, prompt, versions: published }) => {
    if (cloneId === null) return [];
    const lost = [...published].filter(([id, note]) => versions.get(id) !== note).map(([id]) => `version ${id}`);
    const draft = drafts.get(cloneId);
    if (draft === undefined) return [...lost, `clone ${cloneId}`];
    const stored = Number(draft['revision']);
    const isThere =
      stored > revision || (stored === revision && (revision === 0 || String(draft['graph']).includes(`"${prompt}"`)));
    return isThere ? lost : [...lost, `revision ${revision} of the draft of ${cloneId}`];
  });
}
