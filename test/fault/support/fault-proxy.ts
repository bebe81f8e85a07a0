import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `pass`: as if it were not there. `hold`: connections stay open and take bytes, and nothing ever comes out of them again. */
type Mode = 'pass' | 'hold';

/** A TCP proxy before a real server that loses what passes, in the ways networks do. */
export class FaultProxy {
  private mode: Mode = 'pass';
  private delayMs = 0;
  /** Bytes from the server that still pass before a connection is reset in the middle; infinite: all. */
  private leftBytes = Infinity;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
  ) {
    server.on('connection', (client) => this.join(client));
  }

  static async before(target: { host?: string; port: number }): Promise<FaultProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server, { host: '127.0.0.1', ...target });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The address with this proxy's place in it. */
  in(url: string): string {
    const through = new URL(url);
    through.host = `127.0.0.1:${this.port}`;
    return through.toString();
  }

  /**
   * A cut cable: every connection, old or new, is half open from now on. What was under way when it is mended stays dead;
   * new connections pass.
   */
  hold(): void {
    this.mode = 'hold';
  }

  pass(): void {
    this.mode = 'pass';
    this.delayMs = 0;
    this.leftBytes = Infinity;
  }

  /** Each piece comes that much later. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** Once so many more bytes of answers have passed, the connection at hand is reset, in the middle of its answer. */
  resetAfter(bytes: number): void {
    this.leftBytes = bytes;
  }

  get connections(): number {
    return this.sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const upstream = connect(this.target);
    const born = this.mode;
    let dead = born === 'hold';
    const carry = (from: Socket, to: Socket, counted: boolean): void => {
      from.on('data', (bytes) => {
        dead ||= this.mode === 'hold';
        if (dead) return; // taken, and lost
        const passing = counted ? bytes.subarray(0, this.leftBytes) : bytes;
        if (counted) this.leftBytes -= bytes.length;
        const cut = passing.length < bytes.length;
        setTimeout(() => {
          if (!to.destroyed) to.write(passing);
          if (cut) to.resetAndDestroy();
        }, this.delayMs);
        if (cut) this.leftBytes = Infinity;
      });
      from.on('end', () => !dead && setTimeout(() => to.end(), this.delayMs));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        if (!dead) setTimeout(() => to.destroy(), this.delayMs);
      });
      this.sockets.add(from);
    };
    carry(client, upstream, false);
    carry(upstream, client, true);
  }
}
