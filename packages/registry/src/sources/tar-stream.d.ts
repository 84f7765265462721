// As much of tar-stream 3 as we use: it comes without types.
declare module 'tar-stream' {
  import type { Readable, Writable } from 'node:stream';

  export interface Headers {
    name: string;
    type: string | null;
    size: number;
  }
  export function extract(): Writable & {
    on(event: 'entry', listener: (header: Headers, content: Readable, next: (error?: Error) => void) => void): void;
  };
}
