import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { noticeFor, type Generation, type GenerationState } from '@maquette/generation';

const STATUS = {
  queued: 'queued',
  running: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  parked: 'failed', // for the client it is over; an operator may queue it again
  // OpenAI has no cancelled state: it is a failure with that code.
  cancelled: 'failed',
} as const satisfies Record<GenerationState, string>;

/** The Video object of OpenAI's API. */
export class VideoObject {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['video'] })
  object!: 'video';

  @ApiProperty({ description: 'Reference of the checkpoint that paints it.' })
  model!: string;

  @ApiProperty({ enum: ['queued', 'in_progress', 'completed', 'failed'] })
  status!: (typeof STATUS)[GenerationState];

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'Percent.' })
  progress!: number;

  @ApiProperty({ type: 'integer', description: 'Unix time, seconds.' })
  created_at!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  completed_at!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Always null: nothing expires.' })
  expires_at!: number | null;

  @ApiPropertyOptional({ nullable: true, type: String })
  prompt!: string | null;

  @ApiProperty({ nullable: true, type: String })
  remixed_from_video_id!: string | null;

  @ApiProperty({ type: String })
  seconds!: string;

  @ApiProperty({ example: '1280x720' })
  size!: string;

  @ApiProperty({
    nullable: true,
    type: 'object',
    properties: { code: { type: 'string' }, message: { type: 'string' } },
  })
  error!: { code: string; message: string } | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description:
      "Words that must stand with a medical clip wherever it is shown; not one of OpenAI's members.",
  })
  notice!: string | null;
}

export function videoOf(generation: Generation): VideoObject {
  const { id, state, request, checkpoint, createdAt, completedAt } = generation;
  return {
    id,
    object: 'video',
    model: checkpoint,
    status: STATUS[state],
    progress: progressOf(generation),
    created_at: unixTime(createdAt),
    completed_at: state === 'completed' && completedAt ? unixTime(completedAt) : null,
    expires_at: null,
    prompt: request.prompt,
    remixed_from_video_id: null,
    seconds: String(request.seconds),
    size: `${request.width}x${request.height}`,
    error: errorOf(generation),
    notice: noticeFor(generation),
  };
}

/** 100 only when the clip can be fetched: the last frame is not the end of the work. */
function progressOf({ state, framesDone, framesTotal }: Generation): number {
  return state === 'completed' ? 100 : Math.min(99, Math.floor((100 * framesDone) / framesTotal));
}

function errorOf({ state, error }: Generation): VideoObject['error'] {
  if (state === 'cancelled') return { code: 'cancelled', message: 'The video was cancelled.' };
  if (state !== 'failed' && state !== 'parked') return null;
  return {
    code: (error?.code ?? 'internal').replaceAll('-', '_'),
    message: error?.message ?? 'The video failed.',
  };
}

function unixTime(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
