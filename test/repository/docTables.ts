import { readFileSync } from 'node:fs';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import { accessRules, type Audience, audienceScopes, type Rule } from '../../src/access/rules.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { neededPrivileges } from '../../src/database/privileges.ts';
import { topLevelErrors } from '../../src/errors/apiError.ts';
import { lifecycleTable, type Situation } from '../../src/lifecycle/table.ts';
import { settingsTable } from '../../src/settings/settingsTable.ts';

/** The documents that hold tables made from the code. */
export const documents = [
  'doc/lifecycle.md',
  'doc/operations/settings.md',
  'doc/operations/roles.md',
  'doc/errors.md',
  'doc/access.md',
].map((path) => ({
  path,
  file: new URL(`../../${path}`, import.meta.url),
}));

/** A document with each of its tables as the code has it now. */
export function withTables(document: string): string {
  return document.replace(/<!-- table from (.+) -->\n[^]*?<!-- end -->/g, (_, source: string) => {
    const table = tables[source];
    if (table === undefined) throw new Error(`there is no table from ${source}`);
    return `<!-- table from ${source} -->\n${table()}\n<!-- end -->`;
  });
}

const tables: Readonly<Record<string, () => string>> = {
  'src/lifecycle/table.ts': () =>
    tableOf(
      ['state', 'when', 'nextAction'],
      lifecycleTable.map(({ state, when, nextAction }) => [`\`${state}\``, when, actionText(nextAction)]),
    ),
  'src/settings/settingsTable.ts': () =>
    tableOf(
      ['name', 'meaning', 'default', 'allowed'],
      settingsTable.map(({ name, meaning, default: value, allowed }) => [
        `\`${name}\``,
        meaning,
        value === null ? 'none' : `\`${value}\``,
        allowed,
      ]),
    ),
  'src/access/rules.ts': accessTable,
  'src/database/privileges.ts': () => ['```sql', ...grantStatements(), '```'].join('\n'),
  'src/errors/apiError.ts': () =>
    tableOf(
      ['code', 'what it says'],
      Object.entries(topLevelErrors).map(([code, text]) => [`\`${code}\``, text]),
    ),
  'enum UserErrorCode': () => enumTable('UserErrorCode'),
  'enum StrategyIssueCode': () => enumTable('StrategyIssueCode'),
};

/** As refused callers are told, too: src/access/refusal.ts. */
function audienceName(audience: Audience): string {
  if (audience === 'users') return "any user's token";
  if (audience === 'owner') return 'the owner';
  return audienceScopes[audience].map((scope) => `\`${scope}\``).join(' or ');
}

/** Fields with the same readers in one row, in the order of the access table. */
function accessTable(): string {
  const guarded = Object.entries<Rule>(accessRules).flatMap(([field, rule]) => {
    if (typeof rule === 'string') return [];
    const who = rule.to.map(audienceName).join(', ');
    return [
      {
        field: `\`${field}\``,
        who: rule.whenShown ? `${who}; everybody while the creator shows \`${rule.whenShown}\`` : who,
      },
    ];
  });
  return tableOf(
    ['who may', 'what'],
    [...Map.groupBy(guarded, ({ who }) => who)].map(([who, rows]) => [who, rows.map(({ field }) => field).join(' ')]),
  );
}

/** The same GRANTs as a file for psql. */
export const grantsFile = new URL('../../doc/examples/deploy/grants.sql', import.meta.url);
export const grantsText = (): string =>
  `-- What the service's role needs, as in doc/operations/roles.md: for psql as clone_owner, after the migration. \`npm run generate\` writes this.\n${grantStatements().join('\n')}\n`;

/** The GRANTs of the service's role, each with the migration that makes its table. */
function grantStatements(): string[] {
  const migrations = readMigrations();
  const made = (table: string) =>
    migrations.find(({ sql }) => sql.includes(`CREATE TABLE ${table} (`)) ?? migrations[0];
  const rows = Object.entries(neededPrivileges).map(
    ([table, privileges]) =>
      `GRANT ${privileges.join(', ')} ON public.${table} TO clone_service; -- ${made(table)?.name}`,
  );
  return ['GRANT USAGE ON SCHEMA public TO clone_service;', ...rows];
}

function actionText(nextAction: (situation: Situation) => string): string {
  const facts = { audition: 'NONE', queue: 'NONE', arena: 'NONE' } as const;
  const [complete, incomplete] = [true, false].map((setupComplete) => nextAction({ ...facts, setupComplete }));
  return complete === incomplete
    ? `\`${complete}\``
    : `\`${complete}\`; \`${incomplete}\` while the set-up is incomplete`;
}

function enumTable(name: string): string {
  const text = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
  const type = buildASTSchema(parse(text), { assumeValidSDL: true }).getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is no enum`);
  return tableOf(
    ['code', 'meaning'],
    type.getValues().map((value) => [`\`${value.name}\``, value.description ?? '']),
  );
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
