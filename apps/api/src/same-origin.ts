import type { FastifyReply, FastifyRequest } from 'fastify';
import { MaquetteError } from '@maquette/kernel';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * There is no log-in yet, so nobody but local programs may call a server on loopback: requests that a web page of
 * another origin makes are refused, and those for another host name (DNS rebinding) as well.
 */
export function refuseForeignPages(host: string) {
  const loopbackOnly = LOOPBACK.test(host) || host === '::1';
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const { host: named = '', origin } = request.headers;
    if (loopbackOnly && !LOOPBACK.test(named)) throw refused(`the host name "${named}"`);
    if (origin && origin !== `http://${named}` && origin !== `https://${named}`)
      throw refused(`the origin ${origin}`);
  };
}

function refused(what: string): MaquetteError {
  return new MaquetteError('refused', 'origin-refused', `Requests for ${what} are not answered.`, {
    hint: 'Call the server from a program, by the address it listens on.',
  });
}
