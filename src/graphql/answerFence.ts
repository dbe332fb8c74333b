import { type ApiError, apiError } from '../errors/apiError.ts';

/** What one answer may come to. */
export interface AnswerLimits {
  /** Objects in it. */
  readonly maxCost: number;
  /** Bytes of its JSON, about: names, texts and objects are counted, not each digit and bracket. */
  readonly maxAnswerBytes: number;
}

/**
 * Counts what an operation comes to while it runs: what can be known before (operationCost.ts) is an estimate where lists
 * have no size, and knows nothing of bytes. Above a limit, or past the deadline, the operation ends: every later object
 * throws the same error, which is no field's and makes no field null, but ends the whole answer.
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

  /** Throws when these bytes are too many. */
  countBytes(bytes: number): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0) throw this.end(tooManyBytes(this.#limits));
  }

  /** Whether others have waited long enough for the event loop: then `rest` before more is done. */
  get isDue(): boolean {
    return turn.isLong;
  }

  /** Lets others have the event loop. Throws when the operation has ended, by its deadline too. */
  async rest(): Promise<void> {
    await new Promise<void>((goOn) => turn.wait(this.#resting, goOn));
    if (Date.now() >= this.#deadline.getTime()) this.end(apiError('TIMEOUT'));
    if (this.ended) throw this.ended;
  }

  /** Ends the operation, if it hasn't ended before: why it did. */
  end(error: ApiError): ApiError {
    return (this.ended ??= error);
  }
}

function tooManyObjects({ maxCost }: AnswerLimits): ApiError {
  return apiError(
    'LIMIT_EXCEEDED',
    `The answer comes to more objects than MAX_COST allows (${maxCost}). Ask for fewer at once.`,
  );
}

function tooManyBytes({ maxAnswerBytes }: AnswerLimits): ApiError {
  return apiError(
    'LIMIT_EXCEEDED',
    `The answer comes to more bytes than MAX_ANSWER_BYTES allows (${maxAnswerBytes}). Ask for fewer at once.`,
  );
}

/** How long answers may hold the event loop, all together, in milliseconds of the processor. */
const longestTurn = 10;

/** Reading the clock costs about as much as an object. */
const objectsBetweenLooks = 64;

/** What of one operation waits for a turn, first come, first served. */
interface Resting {
  goOn: (() => void)[];
  next: number;
}

/** The turn of the event loop that is under way, whichever operations run in it. */
class Turn {
  isLong = false;
  #began: number | null = null;
  #used: NodeJS.CpuUsage | undefined;
  /** Each operation once: one with much to do doesn't stand in front of another's little. */
  readonly #resting = new Set<Resting>();

  look(): void {
    const now = performance.now();
    if (this.#began === null) {
      this.#began = now;
      this.#used = process.threadCpuUsage();
      setImmediate(this.#end);
    } else if (now - this.#began > longestTurn) {
      // A system that pauses the process takes time, too. Giving way then helps nobody and splits what loaders ask at once.
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
      // What goes on does so before the next one.
      await Promise.resolve();
    }
  };
}

const turn = new Turn();
