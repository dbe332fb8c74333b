import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import { stateWords } from '../home/words.ts';
import { cloneName } from '../parts/cloneName.ts';
import { Card } from '../parts/Card.tsx';
import { Picture } from '../parts/Picture.tsx';
import { unreachable } from '../parts/sourceNames.ts';
import { StateBadge } from '../parts/StateBadge.tsx';

const DirectoryCardDocument = graphql(`
  fragment DirectoryCard on Clone {
    id
    owner {
      id
    }
    publicProfile {
      name
      description
      imageUrl
      shownAssets
      shownDataSources
      capabilitySignals {
        kind
        label
      }
    }
    lifecycle {
      cloneId
      state
      unavailable
    }
  }
`);

/** What a backer sees of a clone: what its creator shows, and where it stands. */
export function DirectoryCard({ clone }: { readonly clone: FragmentType<typeof DirectoryCardDocument> }) {
  const { owner, publicProfile, lifecycle } = readFragment(DirectoryCardDocument, clone);
  const { name = null, description = null, imageUrl } = publicProfile ?? {};
  const state = lifecycle?.state ?? null;
  const unavailable = lifecycle?.unavailable ?? null;
  return (
    <Card
      title={
        <span className="face">
          <Picture name={name ?? '?'} url={imageUrl} />
          <span>
            {cloneName(publicProfile)}
            {owner && <span className="by"> by {owner.id}</span>}
          </span>
        </span>
      }
      badge={state !== null && <StateBadge {...stateWords(state)} />}
      isUnknown={state === null}
    >
      {state === null && (
        <p>
          <strong>
            State unknown: {unavailable === null ? "the gateway couldn't ask for it" : unreachable(unavailable)}
          </strong>
        </p>
      )}
      {description !== null && <p className="description">{description}</p>}
      <Shown title="Assets" values={publicProfile?.shownAssets} />
      <Shown title="Data" values={publicProfile?.shownDataSources} />
      <Shown title="Capabilities" values={publicProfile?.capabilitySignals.map(({ label }) => label)} />
    </Card>
  );
}

function Shown({ title, values = [] }: { readonly title: string; readonly values?: readonly string[] | undefined }) {
  if (values.length === 0) return null;
  return (
    <p className="shown">
      <span className="quiet">{title}:</span> {values.join(', ')}
    </p>
  );
}
