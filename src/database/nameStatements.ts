/** How many statements a connection keeps prepared at most. Lists of different lengths make Prisma write different ones. */
const most = 500;
const unnamed = '';

/**
 * Names statements by their text, so that PostgreSQL parses and plans each once for a connection instead of each time.
 * Those beyond the first 500 texts stay without a name, and are parsed each time.
 */
export function nameStatements(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size === most) return known ?? unnamed;
    const name = `s${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
