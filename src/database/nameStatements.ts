/** How many statements a connection keeps prepared at most. */
const most = 500;

/** For each length of a list Prisma writes another statement: with so many parameters none has a name. */
const manyParameters = '$25';
const unnamed = '';

/**
 * Names statements by their text, so that PostgreSQL parses and plans each once for a connection instead of each time.
 * Those beyond the first 500 texts stay without a name, and are parsed each time. So do searches: the plan that is best
 * for a rare word takes half a second for others at a million clones, so each is planned for its own.
 */
export function nameStatements(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (sql.includes(' LIKE ') || sql.includes(manyParameters)) return unnamed;
    const known = names.get(sql);
    if (known !== undefined || names.size === most) return known ?? unnamed;
    const name = `s${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
