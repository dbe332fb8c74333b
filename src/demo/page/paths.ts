/** The page's routes. Each address is one of these, so that links and reloads lead to the same place; the server serves the page there. */
const patterns = {
  home: /^\/$/,
  directory: /^\/directory$/,
  moderation: /^\/moderation$/,
  support: /^\/support\/(?<id>[^/]+)$/,
  clone: /^\/clones\/(?<id>[^/]+)$/,
} as const;

export type RouteName = keyof typeof patterns;

export interface Route {
  readonly name: RouteName;
  /** What the path names: a clone's id; an empty string elsewhere. */
  readonly id: string;
}

const names = Object.keys(patterns) as readonly RouteName[];

/** The route of a path, or null when the page has nothing there. */
export function routeOf(path: string): Route | null {
  for (const name of names) {
    const match = patterns[name].exec(path);
    if (match !== null) return { name, id: decoded(match.groups?.['id'] ?? '') };
  }
  return null;
}

export const pathOfClone = (id: string): string => `/clones/${encodeURIComponent(id)}`;
export const pathOfSupport = (id: string): string => `/support/${encodeURIComponent(id)}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
