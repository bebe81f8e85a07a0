import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endWhenSilent } from './silent-socket';

describe('endWhenSilent', () => {
  let server: Server;
  let socket: Socket;
  beforeEach(async () => {
    server = createServer((accepted) => accepted.resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
  });
  afterEach(async () => {
    socket.destroy();
    server.close();
    await once(server, 'close');
  });

  it('ends a connection that owes an answer, and says why', async () => {
    endWhenSilent(socket, 50, () => true);
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ETIMEDOUT', message: 'no answer within 50 ms' });
  });

  it('leaves alone a connection that idles, until it owes an answer', async () => {
    let asked = 0;
    let waits = false;
    const looked = new Promise<void>((resolve) => {
      endWhenSilent(socket, 50, () => {
        asked++;
        resolve();
        return waits;
      });
    });
    await looked;
    expect(socket.destroyed).toBe(false);
    waits = true;
    socket.write('a question');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ETIMEDOUT' });
    expect(asked).toBeGreaterThan(1);
  });
});
