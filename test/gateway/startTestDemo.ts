import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../../src/access/caller.ts';
import { askGraph, type Ask } from '../../src/demo/askGraph.ts';
import { demoDefaults } from '../../src/demo/demoDefaults.ts';
import { createParts } from '../../src/demo/parts.ts';
import { readDemoArguments } from '../../src/demo/readDemoArguments.ts';
import { startDemo, type DemoOptions, type RunningDemo } from '../../src/demo/startDemo.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';

export interface TestDemo extends RunningDemo {
  /** Queries the gateway; if `sub` is null, without a token. */
  askAs(sub: string | null, ...scope: Scope[]): Promise<Ask>;
  /** Queries the internal gateway. */
  askInsideAs(sub: string, ...scope: Scope[]): Promise<Ask>;
  /** Stops everything; keeps the data, unless the folder was made for this demo. */
  close(): Promise<void>;
}

/** Starts the real demo on free ports, as `npm run demo -- <args>` does; without `dataDir` in a temporary folder. */
export async function startTestDemo(
  dataDir?: string,
  args: readonly string[] = [],
  ports: Partial<DemoOptions['ports']> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<TestDemo> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'demo-'));
  if (dataDir === undefined) copyEmbedded(folder);
  const settings = {
    ...readSettings({ ...demoDefaults, ...env, DATA_DIR: folder, LOG_LEVEL: 'fatal' }),
    port: 0,
    metricsPort: 0,
  };
  const parts = createParts(() => {});
  const close = async () => {
    await parts.close();
    if (dataDir === undefined) rmSync(folder, { recursive: true });
  };
  try {
    const demo = await startDemo(
      {
        settings,
        dataDir: folder,
        ports: { gateway: 0, internalGateway: 0, audition: 0, queue: 0, arena: 0, ...ports },
        choices: readDemoArguments(args),
      },
      parts,
    );
    const askAs = async (sub: string | null, ...scope: Scope[]) =>
      askGraph(`${demo.gatewayUrl}/graphql`, sub === null ? null : await demo.token(sub, ...scope));
    const askInsideAs = async (sub: string, ...scope: Scope[]) =>
      askGraph(`${demo.internalGatewayUrl}/graphql`, await demo.token(sub, ...scope));
    return { ...demo, askAs, askInsideAs, close };
  } catch (error) {
    await close();
    throw error;
  }
}
