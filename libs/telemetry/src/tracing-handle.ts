export interface Tracing {
  /** Whether spans go anywhere. */
  on: boolean;
  /** Sends what was recorded up to now. */
  flush(): Promise<void>;
  /** Sends what is left; nothing is recorded afterwards. A collector that is down is no error. */
  stop(): Promise<void>;
}
