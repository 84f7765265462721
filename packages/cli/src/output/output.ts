import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command writes. */
export interface Output {
  isTerminal: boolean;
  colors: Colors;
  write(text: string | Uint8Array): void;
}

/** An output over a stream of the process; a reader that goes away is no error. */
export function createOutput(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    colors: pc.createColors(isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb'),
    write: (text) => void stream.write(text),
  };
}
