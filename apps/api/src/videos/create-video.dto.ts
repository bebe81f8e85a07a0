import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, IsString, Matches } from 'class-validator';
import { PRIORITIES } from '@maquette/generation';
import { DEFAULTS, LIMITS, type Submission } from '@maquette/platform';

/** The `model` that leaves the choice to routing. */
export const AUTOMATIC = 'maquette';

/** OpenAI's own default, in seconds. */
const SECONDS = 4;
const [WIDTH, HEIGHT] = [1280, 720];

/** Form fields are text; what is no number stays text, so that validation can say so. */
const AsNumber = () =>
  Transform(({ value }) =>
    typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value,
  );

/** OpenAI's fields, and those of vLLM-Omni's that mean something here. Anything else is refused, not ignored. */
export class CreateVideoDto {
  @ApiProperty({ maxLength: LIMITS.promptCharacters.max })
  @IsString()
  prompt!: string;

  @ApiPropertyOptional({
    default: AUTOMATIC,
    description:
      'A checkpoint reference such as architecture/daylight@1.0.0, or "maquette" to route the prompt.',
  })
  @IsOptional()
  @IsString()
  model?: string;

  @ApiPropertyOptional({
    type: String,
    default: String(SECONDS),
    example: '8',
    description: 'More than 0, at most 300.',
  })
  @IsOptional()
  @AsNumber()
  @IsNumber({}, { message: 'seconds must be a number in a string' })
  seconds?: number;

  @ApiPropertyOptional({
    default: `${WIDTH}x${HEIGHT}`,
    description: 'Even numbers of pixels, 64 to 3840 a side.',
  })
  @IsOptional()
  @Matches(/^\d{1,6}x\d{1,6}$/, { message: 'size must be WIDTHxHEIGHT, such as 1280x720' })
  size?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Instead of `size`, together with `height`.' })
  @IsOptional()
  @AsNumber()
  @IsInt()
  width?: number;

  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @AsNumber()
  @IsInt()
  height?: number;

  @ApiPropertyOptional({ type: 'integer', default: DEFAULTS.fps })
  @IsOptional()
  @AsNumber()
  @IsInt()
  fps?: number;

  @ApiPropertyOptional({ type: 'integer', default: DEFAULTS.seed })
  @IsOptional()
  @AsNumber()
  @IsInt()
  seed?: number;

  @ApiPropertyOptional({
    default: DEFAULTS.use,
    description: 'Maquette’s own: what the video will be used for.',
  })
  @IsOptional()
  @IsString()
  use?: string;

  @ApiPropertyOptional({ default: DEFAULTS.territory, description: 'Maquette’s own: where it will be used.' })
  @IsOptional()
  @IsString()
  territory?: string;

  @ApiPropertyOptional({
    enum: PRIORITIES,
    default: 'normal',
    description: 'Maquette’s own: how urgent it is.',
  })
  @IsOptional()
  @IsString()
  priority?: string;

  @ApiPropertyOptional({ description: 'Maquette’s own: it fails when it has not begun by then.' })
  @IsOptional()
  @IsString()
  deadline?: string;
}

export function submissionOf(video: CreateVideoDto): Submission {
  const { prompt, model, seconds = SECONDS, size, fps, seed, use, territory, priority, deadline } = video;
  const [width, height] = size ? size.split('x').map(Number) : [video.width ?? WIDTH, video.height ?? HEIGHT];
  return {
    request: { prompt, seconds, width, height, fps, seed, use, territory },
    priority,
    deadline,
    checkpoint: model === undefined || model === AUTOMATIC ? undefined : model,
  };
}
