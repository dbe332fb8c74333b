/** mercurius with its federation plug-in and JIT, hand-written SQL with `pg`. */
import { mercuriusFederationPlugin } from '@mercuriusjs/federation';
import { fastify } from 'fastify';
import { peerContext, peerResolvers, peerSdl, type PeerStore } from './peerResolvers.ts';
import {
  openPool,
  readClones,
  readClonesOfOwner,
  readSetups,
  readVersions,
  readVersionWithContent,
  searchDirectory,
} from './rows.ts';
import { publish, saveDraft } from './writes.ts';

const pool = openPool();
const store: PeerStore = {
  clones: (ids) => readClones(pool, ids),
  setups: (ids) => readSetups(pool, ids),
  versions: (ids) => readVersions(pool, ids),
  versionWithContent: (id) => readVersionWithContent(pool, id),
  clonesOfOwner: (ownerId, limit) => readClonesOfOwner(pool, ownerId, limit),
  searchDirectory: (search, limit) => searchDirectory(pool, search, limit),
  saveDraft: (owner, input) => saveDraft(pool, owner, input),
  publish: (owner, input) => publish(pool, owner, input),
};

const app = fastify();
app.register(mercuriusFederationPlugin, {
  schema: peerSdl,
  resolvers: peerResolvers(store) as never,
  jit: 1,
  context: ({ headers }) => ({ ...peerContext(store, headers.authorization) }),
});
app.get('/ready', async () => 'ready');
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
