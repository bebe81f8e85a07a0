/** Ctrl-C, or an ordinary request to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Runs before a second Ctrl-C ends the process. */
  beforeExit: () => void;
  /** 128 and the signal's number, as shells have it; 0 when nothing interrupted. */
  exitCode(): number;
  release(): void;
}

const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** The first signal asks for an orderly end; a second one ends the process at once. */
export function onInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode = 0;
  const handlers = Object.entries(NUMBERS).map(([name, number]) => {
    const handler = () => {
      if (controller.signal.aborted) {
        interruption.beforeExit();
        process.exit(exitCode);
      }
      exitCode = 128 + number;
      controller.abort();
    };
    process.on(name, handler);
    return [name, handler] as const;
  });
  const interruption: Interruption = {
    signal: controller.signal,
    beforeExit: () => undefined,
    exitCode: () => exitCode,
    release: () => handlers.forEach(([name, handler]) => process.off(name, handler)),
  };
  return interruption;
}
