import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import type { ProfileContentFragment } from '../generated/graphql.ts';

export const ProfileContentDocument = graphql(`
  fragment ProfileContent on PublicProfile {
    name
    description
    imageUrl
    shownAssets
    shownDataSources
  }
`);

type Content = FragmentType<typeof ProfileContentDocument>;

const rows: readonly { readonly title: string; readonly of: (content: ProfileContentFragment) => string }[] = [
  { title: 'Name', of: ({ name }) => name ?? '' },
  { title: 'Description', of: ({ description }) => description ?? '' },
  { title: 'Image', of: ({ imageUrl }) => imageUrl ?? '' },
  { title: 'Assets', of: ({ shownAssets }) => shownAssets.join(', ') },
  { title: 'Data', of: ({ shownDataSources }) => shownDataSources.join(', ') },
];

/** A profile's content beside what the public has now. `now` is null if that is the same revision. */
export function ProfileComparison({
  now,
  draft,
  title,
}: {
  readonly now: Content | null;
  readonly draft: Content;
  /** Of the draft's column. */
  readonly title: string;
}) {
  const before = readFragment(ProfileContentDocument, now);
  const after = readFragment(ProfileContentDocument, draft);
  return (
    <table className="comparison">
      <thead>
        <tr>
          <td />
          {before && <th scope="col">Public now</th>}
          <th scope="col">{title}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ title: row, of }) => {
          const [old, fresh] = [before && of(before), of(after)];
          if (!old && fresh === '') return null;
          const isChanged = old !== null && old !== fresh;
          return (
            <tr key={row} className={isChanged ? 'changed' : ''}>
              <th scope="row">
                {row}
                {isChanged && <span className="mark">changed</span>}
              </th>
              {before && <td>{old || <span className="quiet">nothing</span>}</td>}
              <td>{fresh || <span className="quiet">nothing</span>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
