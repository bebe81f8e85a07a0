import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsInt, IsNumber, IsObject, IsOptional, IsString } from 'class-validator';
import { PRIORITIES } from '@maquette/generation';
import { CONDITIONINGS } from '@maquette/routing';
import { DEFAULTS, LIMITS, type Submission } from '@maquette/platform';

/** The types alone are checked here: every limit is checked where the command line checks it too, in the platform. */
export class CreateGenerationDto {
  @ApiProperty({
    example: 'a sunny scandinavian living room with oak floor, a grey sofa and large windows, morning light',
    minLength: LIMITS.promptCharacters.min,
    maxLength: LIMITS.promptCharacters.max,
  })
  @IsString()
  prompt!: string;

  @ApiPropertyOptional({
    default: DEFAULTS.seconds,
    exclusiveMinimum: true,
    minimum: LIMITS.seconds.above,
    maximum: LIMITS.seconds.max,
  })
  @IsOptional()
  @IsNumber()
  seconds?: number;

  @ApiPropertyOptional({
    type: 'integer',
    default: DEFAULTS.fps,
    minimum: LIMITS.fps.min,
    maximum: LIMITS.fps.max,
  })
  @IsOptional()
  @IsInt()
  fps?: number;

  @ApiPropertyOptional({
    type: 'integer',
    default: DEFAULTS.width,
    minimum: LIMITS.side.min,
    maximum: LIMITS.side.max,
    multipleOf: LIMITS.side.step,
    description: 'Pixels.',
  })
  @IsOptional()
  @IsInt()
  width?: number;

  @ApiPropertyOptional({
    type: 'integer',
    default: DEFAULTS.height,
    minimum: LIMITS.side.min,
    maximum: LIMITS.side.max,
    multipleOf: LIMITS.side.step,
    description: 'Pixels.',
  })
  @IsOptional()
  @IsInt()
  height?: number;

  @ApiPropertyOptional({
    type: 'integer',
    default: DEFAULTS.seed,
    minimum: LIMITS.seed.min,
    maximum: LIMITS.seed.max,
    description: 'The same prompt and seed give the same frames.',
  })
  @IsOptional()
  @IsInt()
  seed?: number;

  @ApiPropertyOptional({ default: DEFAULTS.use, description: 'What the picture will be used for.' })
  @IsOptional()
  @IsString()
  use?: string;

  @ApiPropertyOptional({
    default: DEFAULTS.territory,
    description: 'ISO 3166-1 alpha-2 code of the territory of that use, or * for the whole world.',
  })
  @IsOptional()
  @IsString()
  territory?: string;

  @ApiPropertyOptional({
    default: DEFAULTS.keepFrames,
    description: 'Keep every frame as PNG beside the clip.',
  })
  @IsOptional()
  @IsBoolean()
  keepFrames?: boolean;

  @ApiPropertyOptional({
    enum: LIMITS.upscale,
    description:
      'Paint at half the width and height and double them by the checkpoint’s upscaler: faster; left out, painted in full.',
  })
  @IsOptional()
  @IsInt()
  upscale?: 2;

  @ApiPropertyOptional({
    example: 'architecture/daylight@1.0.0',
    description: 'A checkpoint by reference; left out, the prompt is routed.',
  })
  @IsOptional()
  @IsString()
  checkpoint?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'A scene document; left out, one is composed from the prompt.',
  })
  @IsOptional()
  @IsObject()
  scene?: Record<string, unknown>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'A camera path; left out, the scene’s own is taken, or one is planned.',
  })
  @IsOptional()
  @IsObject()
  camera?: Record<string, unknown>;

  @ApiPropertyOptional({
    enum: PRIORITIES,
    default: 'normal',
    description: 'How urgent it is; high and urgent take an access key whose roles have them.',
  })
  @IsOptional()
  @IsString()
  priority?: string;

  @ApiPropertyOptional({
    example: '2026-12-01T18:00:00Z',
    description: 'It fails when it has not begun by then; left out, it waits as long as it takes.',
  })
  @IsOptional()
  @IsString()
  deadline?: string;

  @ApiPropertyOptional({
    example: 'tower.ifc',
    description:
      'Kind (ifc, gltf, dicom, nifti) or name of the file that comes with the prompt; it settles the domain. Its bytes are not sent.',
  })
  @IsOptional()
  @IsString()
  attachment?: string;

  @ApiPropertyOptional({ type: [String], example: ['4k'], description: 'Labels that the pool must have.' })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  labels?: string[];

  @ApiPropertyOptional({
    enum: CONDITIONINGS,
    isArray: true,
    description: 'What the checkpoint must be able to do besides painting.',
  })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  conditioning?: string[];
}

export function submissionOf(body: CreateGenerationDto): Submission {
  const { checkpoint, scene, camera, priority, deadline, attachment, labels, conditioning, ...request } =
    body;
  return { request, checkpoint, scene, camera, priority, deadline, attachment, labels, conditioning };
}
