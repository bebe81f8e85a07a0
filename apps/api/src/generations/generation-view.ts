import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  GENERATION_STATES,
  type Artefact,
  type Generation,
  type GenerationError,
  type GenerationRequest,
  type GenerationState,
  type RouteDecision,
} from '@maquette/generation';

/** A generation as clients see it: without its scene, which has a route of its own, and without the lease. */
export class GenerationView {
  @ApiProperty({ example: 'gen_01K…' })
  id!: string;

  @ApiProperty({ enum: GENERATION_STATES })
  state!: GenerationState;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What was asked for, defaults filled in.',
  })
  request!: GenerationRequest;

  @ApiProperty({ example: 'architecture/daylight@1.0.0' })
  checkpoint!: string;

  @ApiProperty({ example: 'local-cpu' })
  pool!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The route decision with its reasons and candidates.',
  })
  decision!: RouteDecision;

  @ApiProperty({ type: 'integer' })
  framesDone!: number;

  @ApiProperty({ type: 'integer' })
  framesTotal!: number;

  @ApiProperty({ type: 'integer', description: 'How often a worker has taken it up.' })
  attempts!: number;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  error!: GenerationError | null;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  artefacts!: Pick<Artefact, 'kind' | 'digest' | 'mediaType' | 'bytes' | 'frame'>[];

  @ApiPropertyOptional({
    type: [String],
    description: 'What was understood, guessed and left aside; in the answer to a submission only.',
  })
  notes?: string[];

  @ApiProperty()
  createdAt!: Date;

  @ApiPropertyOptional({ type: Date, nullable: true })
  startedAt!: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true })
  completedAt!: Date | null;
}

export function viewOf(generation: Generation, notes?: string[]): GenerationView {
  const { id, state, request, checkpoint, pool, decision, framesDone, framesTotal, attempts, error } =
    generation;
  const { artefacts, createdAt, startedAt, completedAt } = generation;
  return {
    id,
    state,
    request,
    checkpoint,
    pool,
    decision,
    framesDone,
    framesTotal,
    attempts,
    error,
    artefacts: artefacts.map(({ kind, digest, mediaType, bytes, frame }) => ({
      kind,
      digest,
      mediaType,
      bytes,
      frame,
    })),
    notes,
    createdAt,
    startedAt,
    completedAt,
  };
}
