/** Where bytes come from: chunk by chunk, each good until the next is asked for, and `undefined` at the end. */
export interface ByteSource {
  next(): Promise<Uint8Array | undefined>;
  /** Passes over bytes without reading them, where that can be done, and returns how many there were. */
  skip?(count: number): number;
  /** Gives back what the source holds open. */
  close?(): Promise<unknown>;
}

/** Reads a stream piece by piece; only where a chunk ends does it wait or copy. */
export class ByteReader {
  /** How many bytes have been taken. */
  position = 0;
  readonly #source: ByteSource;
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  #returned: Uint8Array[] = [];
  #ended = false;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** How many bytes are at hand without waiting. */
  get available(): number {
    return this.#chunk.length - this.#at;
  }

  /** The next `count` bytes, if they are at hand. */
  tryRead(count: number): Uint8Array | undefined {
    if (this.available < count) return undefined;
    this.position += count;
    return this.#chunk.subarray(this.#at, (this.#at += count));
  }

  /** The next `count` bytes, or as many as there are. */
  async read(count: number): Promise<Uint8Array> {
    const whole = this.tryRead(count);
    if (whole) return whole;
    // Copied piece by piece: a source may use its chunk again for the next one.
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count && (this.available > 0 || (await this.#advance()))) {
      const part = this.tryRead(Math.min(count - filled, this.available)) ?? new Uint8Array();
      bytes.set(part, filled);
      filled += part.length;
    }
    return filled < count ? bytes.slice(0, filled) : bytes;
  }

  /** What is at hand, or the next chunk; `undefined` at the end. Like all that is read, good until more is asked for. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.available === 0 && !(await this.#advance())) return undefined;
    return this.tryRead(this.available);
  }

  /** Gives back the last bytes that were taken. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.available > 0) this.#returned.push(this.#chunk.subarray(this.#at));
    this.#chunk = bytes;
    this.#at = 0;
    this.position -= bytes.length;
  }

  /** Passes over `count` bytes and returns how many there were. */
  async skip(count: number): Promise<number> {
    let missing = count;
    while (missing > 0) {
      if (this.available === 0) {
        if (this.#source.skip && this.#returned.length === 0 && !this.#ended) {
          const skipped = this.#source.skip(missing);
          this.position += skipped;
          return count - missing + skipped;
        }
        if (!(await this.#advance())) break;
      }
      missing -= this.tryRead(Math.min(missing, this.available))?.length ?? 0;
    }
    return count - missing;
  }

  /** Reads to the end. */
  async drain(): Promise<void> {
    while ((await this.next()) !== undefined);
  }

  async #advance(): Promise<boolean> {
    const returned = this.#returned.pop();
    if (returned) {
      this.#use(returned);
      return true;
    }
    while (!this.#ended) {
      const chunk = await this.#source.next();
      if (chunk === undefined) this.#ended = true;
      else if (chunk.length > 0) {
        this.#use(chunk);
        return true;
      }
    }
    return false;
  }

  #use(chunk: Uint8Array): void {
    this.#chunk = chunk;
    this.#at = 0;
  }
}

/** What an iterator of chunks yields. */
export const fromIterable = (chunks: AsyncIterable<Uint8Array>): ByteSource => {
  const iterator = chunks[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await iterator.next();
      return done ? undefined : value;
    },
    close: async () => iterator.return?.(),
  };
};
