/** Collects chunks in one buffer: kept as separate Buffers, a body sent one byte at a time would take many times its size. */
export interface GrowingBytes {
  add(chunk: Buffer): void;
  /** The bytes so far; may share memory with a chunk. */
  all(): Buffer;
}

export function createGrowingBytes(): GrowingBytes {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    add: (chunk) => {
      // Most bodies are a single chunk, which needs no copy.
      if (size === 0) bytes = chunk;
      else {
        if (size + chunk.length > bytes.length) bytes = larger(bytes, size, size + chunk.length);
        chunk.copy(bytes, size);
      }
      size += chunk.length;
    },
    all: () => bytes.subarray(0, size),
  };
}

function larger(bytes: Buffer, size: number, needed: number): Buffer {
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, size * 2));
  bytes.copy(grown, 0, 0, size);
  return grown;
}
