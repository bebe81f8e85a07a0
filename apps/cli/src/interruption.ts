/** Ctrl-C, or an ordinary request to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** 128 and the signal's number, as shells have it; null when nothing interrupted. */
  exitCode(): number | null;
  release(): void;
}

const NUMBERS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/** The first signal asks for an orderly end; a second one ends the process at once, after `onSecond`. */
export function onInterruption(onSecond: () => void): Interruption {
  const controller = new AbortController();
  let exitCode: number | null = null;
  const handlers = Object.entries(NUMBERS).map(([name, number]) => {
    const handler = () => {
      if (exitCode !== null) {
        onSecond();
        process.exit(exitCode);
      }
      exitCode = 128 + number;
      controller.abort();
    };
    process.on(name, handler);
    return [name, handler] as const;
  });
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release: () => handlers.forEach(([name, handler]) => process.off(name, handler)),
  };
}
