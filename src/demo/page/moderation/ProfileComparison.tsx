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
  isWaiting,
}: {
  readonly now: Content | null;
  readonly draft: Content;
  readonly isWaiting: boolean;
}) {
  const before = readFragment(ProfileContentDocument, now);
  const after = readFragment(ProfileContentDocument, draft);
  return (
    <table className="comparison">
      <thead>
        <tr>
          <td />
          {before && <th scope="col">Public now</th>}
          <th scope="col">{before || isWaiting ? 'Waits for you' : 'Public now'}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ title, of }) => {
          const [old, fresh] = [before && of(before), of(after)];
          if (!old && fresh === '') return null;
          const isChanged = old !== null && old !== fresh;
          return (
            <tr key={title} className={isChanged ? 'changed' : ''}>
              <th scope="row">
                {title}
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
