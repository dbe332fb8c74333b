import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import { Time } from '../parts/Time.tsx';

const AuditRowDocument = graphql(`
  fragment AuditRow on AuditEvent {
    id
    at
    action
    actorKind
    actor
    details
  }
`);

/** What happened to a clone, newest first. */
export function AuditTrail({ rows }: { readonly rows: readonly FragmentType<typeof AuditRowDocument>[] }) {
  return (
    <section>
      <h2>What happened</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Audit trail">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Who</th>
              <th scope="col">Details</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { id, at, action, actorKind, actor, details } = readFragment(AuditRowDocument, row);
              return (
                <tr key={id}>
                  <td>
                    <Time at={at} />
                  </td>
                  <td>{action}</td>
                  <td>
                    {actor ?? 'somebody'}, {actorKind.toLowerCase()}
                  </td>
                  <td>
                    <code>{JSON.stringify(details)}</code>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
