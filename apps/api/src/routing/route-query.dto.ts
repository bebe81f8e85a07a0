import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsOptional, IsString } from 'class-validator';
import { DEFAULTS } from '@maquette/platform';
import { CONDITIONINGS } from '@maquette/routing';

/** `labels=4k,hdr`, or `labels` several times. */
const AsList = () =>
  Transform(({ value }) => (typeof value === 'string' ? value.split(',') : (value as unknown)));

export class RouteQueryDto {
  @ApiProperty()
  @IsString()
  prompt!: string;

  @ApiPropertyOptional({ default: DEFAULTS.use })
  @IsOptional()
  @IsString()
  use?: string;

  @ApiPropertyOptional({ default: DEFAULTS.territory })
  @IsOptional()
  @IsString()
  territory?: string;

  @ApiPropertyOptional({ example: 'architecture/daylight' })
  @IsOptional()
  @IsString()
  checkpoint?: string;

  @ApiPropertyOptional({
    example: 'tower.ifc',
    description: 'Kind (ifc, gltf, dicom, nifti) or name of the file that would come with the prompt.',
  })
  @IsOptional()
  @IsString()
  attachment?: string;

  @ApiPropertyOptional({ example: '4k,hdr', description: 'Labels that the pool must have.' })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsString({ each: true })
  labels?: string[];

  @ApiPropertyOptional({
    enum: CONDITIONINGS,
    isArray: true,
    description: 'What the checkpoint must be able to do besides painting.',
  })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsString({ each: true })
  conditioning?: string[];
}
