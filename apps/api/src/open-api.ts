import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Serves the OpenAPI document. No page that draws it: those load their code from other hosts. */
export function describeApi(api: NestFastifyApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Maquette')
    .setDescription(
      'Errors are problem documents (RFC 9457) with the members code, hint and details; on /v1 they have OpenAI’s shape. ' +
        'Routes with x-maquette-permission take an access key whose roles have that permission.',
    )
    .setVersion('0.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access key, mq_…' })
    .build();
  const document = SwaggerModule.createDocument(api, about);
  api.getHttpAdapter().get('/openapi.json', (_request: FastifyRequest, reply: FastifyReply) => {
    void reply.type('application/json').send(document);
  });
}
