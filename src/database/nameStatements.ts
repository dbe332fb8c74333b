/** How many statements a connection keeps prepared at most. */
const most = 500;

/** Prisma's text differs for each length of a list, so statements with long lists stay unnamed. */
const manyParameters = '$25';
const unnamed = '';

/**
 * Names statements by their text, so that PostgreSQL parses and plans each once a connection (a quarter less CPU for
 * `_entities`). Texts beyond the first 500 stay unnamed, and so do searches: at a million clones the best plan for a rare word
 * takes half a second for a frequent one.
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
