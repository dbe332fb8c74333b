import { readFileSync } from 'node:fs';
import { DockerfileParser, JSONInstruction, type Instruction } from 'dockerfile-ast';
import { parse, parseAllDocuments } from 'yaml';

export const deployFolder = new URL('../../doc/examples/deploy/', import.meta.url);
export const readExample = (name: string): string => readFileSync(new URL(name, deployFolder), 'utf8');

/** A stage of the Dockerfile: its name, or its number, and its instructions, FROM first. */
export interface Stage {
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of the Dockerfile in their order; the last one is the image. */
export function readStages(): readonly Stage[] {
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const instruction of DockerfileParser.parse(readExample('Dockerfile')).getInstructions()) {
    if (instruction.getKeyword() === 'FROM')
      stages.push({ name: / AS (\S+)$/i.exec(instruction.toString())?.[1] ?? String(stages.length), instructions: [] });
    stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** What the .dockerignore says: its first rule, what it keeps all the same, and what it leaves out of that. */
export function readIgnored() {
  const [first, ...rules] = readExample('Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return {
    first,
    kept: rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1)),
    leftOut: rules.filter((rule) => !rule.startsWith('!')),
  };
}

/** The command of an instruction in its JSON form; null if it is a line for a shell. */
export function commandOf(instruction: Instruction | undefined): readonly string[] | null {
  const text = instruction?.getRawArgumentsContent() ?? '';
  const isJson =
    instruction instanceof JSONInstruction ? instruction.getOpeningBracket() !== null : /(^| )CMD \[/.test(text);
  return isJson ? (JSON.parse(text.slice(text.indexOf('['))) as readonly string[]) : null;
}

export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly stop_grace_period?: string;
}

/** The services of compose.yaml with these variables filled in. Throws for one that is demanded and isn't there. */
export function readCompose(variables: Readonly<Record<string, string>>): Readonly<Record<string, ComposeService>> {
  const filled = readExample('compose.yaml').replaceAll(
    /\$\{(\w+)(?::-(.*?)|:\?)\}/g,
    (_, name: string, other?: string) => {
      const value = variables[name] ?? other;
      if (value === undefined) throw new Error(`${name} is not set`);
      return value;
    },
  );
  return (parse(filled) as { services: Readonly<Record<string, ComposeService>> }).services;
}

export interface Container {
  readonly image: string;
  readonly args?: readonly string[];
  readonly envFrom: readonly {
    readonly secretRef?: { readonly name: string };
    readonly configMapRef?: { readonly name: string };
  }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly timeoutSeconds: number;
}

/** What the tests look at of a manifest. Its whole shape is judged by the schemas. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly replicas: number;
    readonly minAvailable: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>;
    readonly ports: readonly { readonly targetPort: string }[];
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly containers: readonly [Container];
        readonly terminationGracePeriodSeconds?: number;
        readonly securityContext: Readonly<Record<string, unknown>>;
        readonly automountServiceAccountToken: boolean;
      };
    };
  };
}

/** The manifests of both files, by their kind. */
export function readManifests(): ReadonlyMap<string, Manifest> {
  const manifests = ['migrate', 'service'].flatMap((name) =>
    parseAllDocuments(readExample(`kubernetes/${name}.yaml`)).map((document) => document.toJS() as Manifest),
  );
  return new Map(manifests.map((manifest) => [manifest.kind, manifest]));
}
