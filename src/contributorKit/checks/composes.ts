import { readFileSync } from 'node:fs';
import { contractOf } from '../../demo/contributors/startContributor.ts';
import { sources } from '../../lifecycle/facts.ts';
import { StartError } from '../../errors/startError.ts';
import type { Check } from '../check.ts';
import { fetchSubgraphSdl } from '../fetchSubgraphSdl.ts';

const cloneSdl = new URL('../../../schema.graphql', import.meta.url);

/** A gateway composes all subgraphs or none. */
export const composes: Check = {
  name: 'composes with the Clone subgraph and the other two contracts',
  asksPlainly: true,
  async run({ subgraph, contract }) {
    const { sdl, sent } = await fetchSubgraphSdl(subgraph);
    const compose = await loadComposition();
    const others = sources
      .filter((source) => source !== contract.source)
      .map((name) => ({ name, url: '', sdl: contractOf(name) }));
    try {
      compose([
        { name: 'clone', url: '', sdl: readFileSync(cloneSdl, 'utf8') },
        ...others,
        { name: contract.source, url: '', sdl },
      ]);
      return [];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const todo = `Make your schema fit src/demo/contract/${contract.source}.graphql; more types and fields of your own are fine.`;
      return [{ sent, expected: 'an SDL that composes', came: error.message.replaceAll('\n', ' · '), todo }];
    }
  },
};

/** The composition library is a development dependency, so only this check loads it. */
async function loadComposition() {
  try {
    const { composeSupergraph } = await import('../../demo/gateway/composeSupergraph.ts');
    return composeSupergraph;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new StartError(
        'The composition library is missing: run this in a checkout with development dependencies (npm ci).',
      );
    }
    throw error;
  }
}
