import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { commandOf, readIgnored, readStages, type Stage } from './readDeployExamples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the last stage of the Dockerfile leaves behind, as a folder. */
export interface BuiltImage {
  /** The working directory. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

/**
 * Does what the Dockerfile says without a container: each stage is a folder, its COPYs and RUNs are carried out there, with `node`
 * and `npm` from `path`. npm takes packages from its cache where it has them. An installation with the development dependencies
 * takes a minute and a half of CPU: only `isFull` does it, else this repository's own is copied.
 */
export async function buildOutside(folder: string, path: string, isFull: boolean): Promise<BuiltImage> {
  const stages = readStages();
  for (const stage of stages) await buildStage(stage, folder, path, isFull);
  const image = stages.at(-1);
  const last = (keyword: string) => image?.instructions.findLast((one) => one.getKeyword() === keyword);
  const env = last('ENV')?.getRawArgumentsContent() ?? '';
  return {
    folder: join(folder, image?.name ?? '', workdirOf(image)),
    environment: Object.fromEntries(env.split(' ').map((one) => one.split('='))),
    entrypoint: commandOf(last('ENTRYPOINT')) ?? [],
    command: commandOf(last('CMD')) ?? [],
    healthcheck: commandOf(last('HEALTHCHECK')) ?? [],
  };
}

async function buildStage(stage: Stage, folder: string, path: string, isFull: boolean): Promise<void> {
  const workdir = join(folder, stage.name, workdirOf(stage));
  await mkdir(workdir, { recursive: true });
  for (const instruction of stage.instructions) {
    const text = instruction.getRawArgumentsContent() ?? '';
    if (instruction.getKeyword() === 'COPY') await copy(text, instruction.toString(), workdir, folder);
    if (instruction.getKeyword() !== 'RUN') continue;
    if (!isFull && /^npm ci (?!.*--omit=dev)/.test(text)) {
      await symlink(join(root, 'node_modules'), join(workdir, 'node_modules'));
      continue;
    }
    const env = { ...process.env, PATH: path, npm_config_prefer_offline: 'true' };
    await promisify(execFile)('sh', ['-c', text], { cwd: workdir, env });
  }
  // What mkdtemp made for its owner alone is for the image's user as well.
  await chmod(folder, 0o755);
}

async function copy(text: string, whole: string, workdir: string, folder: string): Promise<void> {
  const parts = text.split(' ').filter((part) => !part.startsWith('--'));
  const from = /--from=(\S+)/.exec(whole)?.[1];
  const to = join(workdir, parts.at(-1) ?? '');
  const leftOut = new Set(readIgnored().leftOut);
  for (const source of parts.slice(0, -1)) {
    const origin = from === undefined ? join(root, source) : join(folder, from, source);
    // Into a folder if that is said, else under the new name; a folder's content either way.
    const isFolder = to.endsWith('/');
    await cp(origin, isFolder ? join(to, source) : to, {
      recursive: true,
      filter: (file) => !leftOut.has(relative(root, file)),
    });
  }
}

function workdirOf(stage: Stage | undefined): string {
  return stage?.instructions.find((one) => one.getKeyword() === 'WORKDIR')?.getRawArgumentsContent() ?? '/';
}
