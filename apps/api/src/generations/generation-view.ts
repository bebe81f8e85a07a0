import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  GENERATION_STATES,
  PRIORITIES,
  noticeFor,
  type Artefact,
  type Estimate,
  type Generation,
  type GenerationError,
  type GenerationRequest,
  type GenerationState,
  type Priority,
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
    type: String,
    nullable: true,
    example: 'Synthetic. Not for diagnosis.',
    description:
      'What the artefacts say in the picture and in their credential, too; null where a domain asks for none.',
  })
  notice!: string | null;

  @ApiPropertyOptional({
    type: [String],
    description: 'What was understood, guessed and left aside; in the answer to a submission only.',
  })
  notes?: string[];

  @ApiProperty({ example: 'anonymous', description: 'For whom it is.' })
  client!: string;

  @ApiProperty({ enum: PRIORITIES })
  priority!: Priority;

  @ApiPropertyOptional({ type: Date, nullable: true, description: 'It fails when it has not begun by then.' })
  deadline!: Date | null;

  @ApiPropertyOptional({
    type: Date,
    nullable: true,
    description:
      'When it is expected to begin, by what is known now; once it is settled, and in events, what was told when it was accepted.',
  })
  estimatedStartAt!: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true })
  estimatedEndAt!: Date | null;

  @ApiPropertyOptional({
    type: Date,
    nullable: true,
    description: 'When it was expected to begin, by all that waited when it was accepted.',
  })
  firstEstimatedStartAt!: Date | null;

  @ApiProperty()
  createdAt!: Date;

  @ApiPropertyOptional({ type: Date, nullable: true })
  startedAt!: Date | null;

  @ApiPropertyOptional({ type: Date, nullable: true })
  completedAt!: Date | null;
}

/** @param estimate of now; left out, what was told when it was accepted */
export function viewOf(
  generation: Generation,
  { notes, estimate = generation.estimate }: { notes?: string[]; estimate?: Estimate | null } = {},
): GenerationView {
  const { id, state, request, checkpoint, pool, decision, framesDone, framesTotal, attempts, error } =
    generation;
  const { artefacts, client, priority, deadline, createdAt, startedAt, completedAt } = generation;
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
    notice: noticeFor(generation),
    notes,
    client,
    priority,
    deadline,
    estimatedStartAt: estimate?.startAt ?? null,
    estimatedEndAt: estimate?.endAt ?? null,
    firstEstimatedStartAt: generation.estimate?.startAt ?? null,
    createdAt,
    startedAt,
    completedAt,
  };
}
