import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Socket } from 'node:net';

/** Answers that have no end of their own: each is told when its client is gone, or when the server shuts down. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly shutdown = new AbortController();

  signalOf(socket: Socket): AbortSignal {
    const gone = new AbortController();
    if (socket.destroyed) gone.abort();
    else socket.once('close', () => gone.abort());
    return AbortSignal.any([gone.signal, this.shutdown.signal]);
  }

  beforeApplicationShutdown(): void {
    this.shutdown.abort();
  }
}
