import type { Socket } from 'node:net';

/**
 * Ends a connection whose other side owes an answer and has said nothing for `ms`: a peer that vanished without a word
 * (a cut cable, a frozen machine) is noticed by nothing else for minutes. Whoever waits hears an error of code ETIMEDOUT.
 * @param waits whether an answer is owed now; a connection that idles may idle
 */
export function endWhenSilent(socket: Socket, ms: number, waits: () => boolean): void {
  socket.setTimeout(ms);
  // Not as setTimeout's second argument, which is told once.
  socket.on('timeout', () => {
    if (!waits()) return;
    socket.destroy(Object.assign(new Error(`no answer within ${ms} ms`), { code: 'ETIMEDOUT' }));
  });
}
