import * as http from 'node:http';
import * as https from 'node:https';

/** The part of `node:http` that the S3 client uses. */
type Transport = Pick<typeof http, 'request'>;

/** HTTP whose requests, their bodies included, fail with ETIMEDOUT when nothing moves on the connection for `silenceMs`. */
export function impatientTransport(secure: boolean, silenceMs: number): Transport {
  const { request } = secure ? https : http;
  return {
    request(...args: Parameters<Transport['request']>): http.ClientRequest {
      const sent = request(...args);
      return sent.setTimeout(silenceMs, () => {
        const error = Object.assign(new Error(`no answer within ${silenceMs} ms`), { code: 'ETIMEDOUT' });
        sent.destroy(error);
      });
    },
  } as Transport;
}
