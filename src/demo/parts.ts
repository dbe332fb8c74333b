export interface Parts {
  /** Starts a part, remembers it for closing, and reports how long the start took. Throws what the start throws. */
  start<Part extends Closable>(name: string, start: () => Promise<Part>): Promise<Part>;
  /** Closes the started parts, last first. May be called at any time, also while a part is starting. */
  close(): Promise<void>;
}

export interface Closable {
  close(): Promise<void>;
}

/** Tracks parts that are started and stopped together; `report` gets one line per part. */
export function createParts(report: (line: string) => void): Parts {
  const running: Closable[] = [];
  return {
    async start(name, start) {
      const before = performance.now();
      const part = await start();
      running.push(part);
      report(`${name.padEnd(24)} ${String(Math.round(performance.now() - before)).padStart(6)} ms`);
      return part;
    },
    async close() {
      for (let part = running.pop(); part !== undefined; part = running.pop()) await part.close();
    },
  };
}
