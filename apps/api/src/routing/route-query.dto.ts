import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { DEFAULTS } from '@maquette/platform';

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
}
