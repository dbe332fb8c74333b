import type { CodegenConfig } from '@graphql-codegen/cli';
import { supergraph } from './src/commands/supergraph.ts';

/**
 * The service's resolver types from schema.graphql, and the documents of the demo's page, typed by what the internal gateway
 * serves: `npm run generate` writes them, CI checks that they are current.
 */
const config: CodegenConfig = {
  generates: {
    'src/demo/page/generated/': {
      preset: 'client',
      schema: await supergraph(['--api']),
      documents: ['src/demo/page/**/*.tsx', '!src/demo/page/generated/**'],
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
        immutableTypes: true,
        strictScalars: true,
        scalars: { DateTime: 'string', JSONObject: 'Record<string, unknown>', URL: 'string' },
      },
    },
    'src/api/generated/resolvers.ts': {
      schema: ['schema.graphql', 'src/graphql/federation.graphql'],
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
        skipTypename: true,
        immutableTypes: true,
        avoidOptionals: { field: true },
        inputMaybeValue: 'T | null | undefined',
        maybeValue: 'T | null',
        contextType: '../context.ts#RequestContext',
        defaultScalarType: 'unknown',
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: { input: 'Date', output: 'Date' },
          JSONObject: '../../text/jsonObject.ts#JsonObject',
          URL: { input: 'string', output: 'string' },
        },
        mappers: {
          Clone: '../../clone/clone.ts#CloneRecord',
          User: '../../clone/clone.ts#UserReference',
          PublicProfile: '../../profile/publicFace.ts#ProfileView',
          LifecycleSummary: '../../lifecycle/summary.ts#SummarySource',
          AuditEvent: '../../audit/trailView.ts#TrailView',
          CloneEvent: '../eventPage.ts#CloneEventView',
          StrategyDraft: '../../strategy/draft.ts#CloneDraft',
          StrategyCheckpoint: '../../strategy/checkpoint.ts#Checkpoint',
          StrategyMerge: '../../strategy/mergeDrafts.ts#DraftMerge',
          StrategyVersion: '../../strategy/version.ts#VersionRecord',
          StrategyActivation: '../../activation/activation.ts#ActivationRecord',
          Entitlement: '../../entitlement/entitlementOf.ts#ClonesEntitlement',
          CreateClonePayload: '../payload.ts#CreatedPayload',
          UpdatePublicProfilePayload: '../payload.ts#ClonePayload',
          SelectModelPayload: '../payload.ts#ClonePayload',
          StrategyDraftPayload: '../payload.ts#DraftPayload',
          PublishStrategyPayload: '../payload.ts#PublishPayload',
          ActivationPayload: '../payload.ts#MovedPayload',
          ApplyEntitlementFactsPayload: '../payload.ts#FactsPayload',
          ModeratePublicProfilePayload: '../payload.ts#ClonePayload',
          SetCloneStatusPayload: '../payload.ts#ClonePayload',
        },
      },
    },
  },
};

export default config;
