/** Bytes that arrive in pieces, copied together: kept as they come, a body of one byte a piece would take many times its size. */
export interface GrowingBytes {
  add(piece: Buffer): void;
  /** All of them; they may be the pieces' own memory. */
  all(): Buffer;
}

export function createGrowingBytes(): GrowingBytes {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    add: (piece) => {
      // Most bodies come in one piece, which needs no copy.
      if (size === 0) bytes = piece;
      else {
        if (size + piece.length > bytes.length) bytes = larger(bytes, size, size + piece.length);
        piece.copy(bytes, size);
      }
      size += piece.length;
    },
    all: () => bytes.subarray(0, size),
  };
}

function larger(bytes: Buffer, size: number, needed: number): Buffer {
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, size * 2));
  bytes.copy(grown, 0, 0, size);
  return grown;
}
