import { type ApiError, limitError, topLevelErrors } from '../errors/apiError.ts';

/** The limits of one answer. */
export interface AnswerLimits {
  /** How many objects it may hold. */
  readonly maxCost: number;
  /** Roughly how many bytes of JSON: names, strings and objects count, digits and brackets don't. */
  readonly maxAnswerBytes: number;
}

/**
 * Counts an operation's objects and bytes while it runs; the check before it (operationCost.ts) can only estimate lists of
 * unknown size and knows nothing about bytes. Above a limit, or past the deadline, the operation ends: every later object
 * throws the same error, which replaces the whole answer instead of nulling a field.
 */
export class AnswerFence {
  /** Why the operation ended; null while it runs. */
  ended: ApiError | null = null;
  #objects = 0;
  #bytesLeft: number;
  readonly #resting: Resting = { goOn: [], next: 0 };
  readonly #limits: AnswerLimits;
  readonly #deadline: Date;

  constructor(limits: AnswerLimits, deadline: Date) {
    this.#bytesLeft = limits.maxAnswerBytes;
    this.#limits = limits;
    this.#deadline = deadline;
  }

  /** Counts an object whose names take `bytes`. Throws when the operation has ended. */
  countObject(bytes: number): void {
    this.#objects += 1;
    if (this.#objects > this.#limits.maxCost) this.end(tooManyObjects(this.#limits));
    if (this.#objects % objectsBetweenLooks === 0) turn.look();
    this.countBytes(bytes);
    if (this.ended) throw this.ended;
  }

  /** Throws when these bytes exceed the limit. */
  countBytes(bytes: number): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) throw this.end(tooManyBytes(this.#limits));
  }

  /** Whether answers have held the event loop for too long: call `rest` before going on. */
  get isDue(): boolean {
    return turn.isLong;
  }

  /** Yields the event loop to others. Throws when the operation has ended or its deadline has passed. */
  async rest(): Promise<void> {
    await new Promise<void>((goOn) => turn.wait(this.#resting, goOn));
    if (Date.now() >= this.#deadline.getTime())
      this.end(limitError('REQUEST_TIMEOUT_MS', topLevelErrors.TIMEOUT, 'TIMEOUT'));
    if (this.ended) throw this.ended;
  }

  /** Ends the operation unless it has ended already; returns why it ended. */
  end(error: ApiError): ApiError {
    return (this.ended ??= error);
  }
}

function tooManyObjects({ maxCost }: AnswerLimits): ApiError {
  return limitError(
    'MAX_COST',
    `The answer has more objects than MAX_COST allows (${maxCost}). Ask for fewer at once.`,
  );
}

function tooManyBytes({ maxAnswerBytes }: AnswerLimits): ApiError {
  return limitError(
    'MAX_ANSWER_BYTES',
    `The answer has more bytes than MAX_ANSWER_BYTES allows (${maxAnswerBytes}). Ask for fewer at once.`,
  );
}

/** How long all answers together may hold the event loop, in milliseconds of CPU. */
const longestTurn = 10;

/** Reading the clock costs about as much as completing an object. */
const objectsBetweenLooks = 64;

/** The parts of one operation that wait for a turn, first come, first served. */
interface Resting {
  goOn: (() => void)[];
  next: number;
}

/** The current turn of the event loop, shared by all operations. */
class Turn {
  isLong = false;
  #began: number | null = null;
  #used: NodeJS.CpuUsage | undefined;
  /** Each operation once, so that a large one can't block a small one. */
  readonly #resting = new Set<Resting>();

  look(): void {
    const now = performance.now();
    if (this.#began === null) {
      this.#began = now;
      this.#used = process.threadCpuUsage();
      setImmediate(this.#end);
    } else if (now - this.#began > longestTurn) {
      // Time also passes while the system runs other processes. Yielding then helps nobody and splits the loaders' batches.
      const { user, system } = process.threadCpuUsage(this.#used);
      this.isLong = user + system > longestTurn * 1_000;
    }
  }

  wait(resting: Resting, goOn: () => void): void {
    resting.goOn.push(goOn);
    this.#resting.add(resting);
    this.look();
  }

  readonly #end = async (): Promise<void> => {
    this.#began = null;
    this.isLong = false;
    for (const resting of this.#resting) {
      this.look();
      if (this.isLong) return;
      this.#resting.delete(resting);
      resting.goOn[resting.next]?.();
      resting.next += 1;
      if (resting.next < resting.goOn.length) this.#resting.add(resting);
      else Object.assign(resting, { goOn: [], next: 0 });
      // Lets it go on before the next one is woken.
      await Promise.resolve();
    }
  };
}

const turn = new Turn();
