import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { DEFAULTS } from '@maquette/platform';
import { ATTACHMENTS, type Attachment } from '@maquette/routing';

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
    enum: ATTACHMENTS,
    description: 'Kind of the file that would come with the prompt.',
  })
  @IsOptional()
  @IsIn(ATTACHMENTS)
  attachment?: Attachment;
}
