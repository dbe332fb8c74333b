import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/loadCatalog.ts';
import { parseGraph } from '../../../src/strategy/parseGraph.ts';
import { validateGraph } from '../../../src/strategy/validation/validateGraph.ts';
import { arbitraryGraph, arbitraryModelId, shipped } from '../arbitraryGraph.ts';
import { codesOf, selected, waysToBreak } from './brokenGraph.ts';

const catalog = loadCatalog();
const capacity = shipped.baseEntitlement;

describe('any valid graph', () => {
  it('can be stored and frozen', () => {
    fc.assert(
      fc.property(arbitraryGraph(), arbitraryModelId, (graph, modelId) => {
        expect(parseGraph(graph)).toEqual({ graph });
        expect(validateGraph(graph, selected(modelId), catalog, capacity)).toEqual({
          issues: [],
          strategy: { graph, model: selected(modelId) },
        });
      }),
    );
  });

  it('without a model, with a model that is gone, or with one beyond the entitlement has just that issue', () => {
    const beyond = { ...selected(shipped.models[0]?.id ?? ''), tier: 'FRONTIER' as const };
    fc.assert(
      fc.property(arbitraryGraph(), (graph) => {
        const codes = [null, { ...beyond, id: 'gone', tier: 'STANDARD' as const }, beyond].map((model) =>
          validateGraph(graph, model, catalog, capacity).issues.map(({ code }) => code),
        );
        expect(codes).toEqual([['MISSING_MODEL'], ['UNKNOWN_MODEL'], ['ENTITLEMENT_EXCEEDED']]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(waysToBreak)('has only the issues of what was broken: %s', (_, graphs) => {
    fc.assert(
      fc.property(graphs, arbitraryModelId, ({ graph, codes }, modelId) => {
        const before = JSON.stringify(graph);
        const { issues, strategy } = validateGraph(graph, selected(modelId), catalog, capacity);
        expect(codesOf(issues)).toEqual(codes);
        expect(strategy).toBeNull();
        expect(JSON.stringify(graph)).toBe(before);
      }),
      { numRuns: 25 },
    );
  });
});
