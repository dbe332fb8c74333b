import { useApolloClient } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ModelTier } from '../generated/graphql.ts';
import type { Catalog, OpenedClone } from './Editor.tsx';
import { Field } from './Field.tsx';
import type { Issue } from './issues.ts';
import type { Notice } from './notice.ts';
import { failureOf, mutateUntilAnswered } from './outcome.ts';

const SelectModelMutation = graphql(`
  mutation SelectModel($input: SelectModelInput!) {
    selectModel(input: $input) {
      clone {
        id
        model {
          modelId
          displayName
          tier
          available
        }
        strategyDraft {
          cloneId
          ...DraftParts
        }
        ...Live
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** Weakest first. A tier that isn't here came later, and isn't offered. */
const tiers: readonly ModelTier[] = ['STANDARD', 'ADVANCED', 'FRONTIER'];

interface Shown {
  readonly clone: OpenedClone;
  readonly models: Catalog['models'];
  readonly issues: readonly Issue[];
  readonly isOpen: boolean;
  onNotice(notice: Notice): void;
}

/** Which model trades: those that the catalog offers and the clone may use, and the one that is selected. */
export function ModelPicker({ clone, models, issues, isOpen, onNotice }: Shown) {
  const client = useApolloClient();
  const { model, entitlement } = clone;
  const offered = models.filter(
    ({ available, tier }) =>
      available && tiers.includes(tier) && tiers.indexOf(tier) <= tiers.indexOf(entitlement.modelTier),
  );
  const select = async (modelId: string) => {
    const options = { mutation: SelectModelMutation, variables: { input: { cloneId: clone.id, modelId } } };
    const failure = failureOf(await mutateUntilAnswered(client, options, (data) => data.selectModel));
    if (failure !== null) onNotice({ text: failure, tone: 'bad' });
  };
  return (
    <div id="model" tabIndex={-1}>
      <Field label="Model" issues={issues.filter(({ path }) => path[0] === 'model')}>
        {(attributes) => (
          <select
            {...attributes}
            disabled={!isOpen}
            value={model?.modelId ?? ''}
            onChange={({ target }) => void select(target.value)}
          >
            {!model && <option value="">Choose one</option>}
            {model && offered.every(({ id }) => id !== model.modelId) && (
              <option value={model.modelId}>{model.displayName}</option>
            )}
            {offered.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
