import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsInt, IsOptional } from 'class-validator';
import { LIMITS, LOOKBOOK_DEFAULTS } from '@maquette/platform';
import { CreateGenerationDto } from '../generations/create-generation.dto';

/** What a generation takes, but for what a look decides itself. */
export class CreateLookbookDto extends OmitType(CreateGenerationDto, [
  'seconds',
  'fps',
  'width',
  'height',
  'keepFrames',
  'scene',
  'camera',
] as const) {
  @ApiPropertyOptional({
    type: 'integer',
    default: LOOKBOOK_DEFAULTS.looks,
    minimum: LIMITS.looks.min,
    maximum: LIMITS.looks.max,
  })
  @IsOptional()
  @IsInt()
  looks?: number;

  @ApiPropertyOptional({
    type: 'integer',
    default: LOOKBOOK_DEFAULTS.width,
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
    default: LOOKBOOK_DEFAULTS.height,
    minimum: LIMITS.side.min,
    maximum: LIMITS.side.max,
    multipleOf: LIMITS.side.step,
    description: 'Pixels.',
  })
  @IsOptional()
  @IsInt()
  height?: number;
}
