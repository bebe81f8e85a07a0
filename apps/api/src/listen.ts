import type { FastifyInstance } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MaquetteError } from '@maquette/kernel';

/**
 * Listens and answers the address. Errors: `port-in-use`, `address-unusable` (unavailable).
 */
export async function listen(
  api: NestFastifyApplication,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    return await (api.getHttpAdapter().getInstance() as FastifyInstance).listen({ host, port });
  } catch (error) {
    throw failure(error as NodeJS.ErrnoException, host, port);
  }
}

function failure(cause: NodeJS.ErrnoException, host: string, port: number): unknown {
  if (cause.code === 'EADDRINUSE') {
    return new MaquetteError(
      'unavailable',
      'port-in-use',
      `Port ${port} of ${host} is taken by another program.`,
      {
        hint: 'Stop that program, or choose another port with MAQUETTE_PORT.',
        details: { host, port },
        cause,
      },
    );
  }
  if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(cause.code ?? '')) {
    return new MaquetteError(
      'unavailable',
      'address-unusable',
      `${host}:${port} cannot be listened on: ${cause.message}`,
      {
        hint: 'Choose an address of this machine with MAQUETTE_HOST, and a port above 1023 with MAQUETTE_PORT.',
        details: { host, port },
        cause,
      },
    );
  }
  return cause;
}
