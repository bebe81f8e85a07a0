import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../paging/page-query.dto';

const OUTCOMES = ['accepted', 'unchanged', 'refused'] as const;

export class ListImportsDto extends PageQuery {
  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: (typeof OUTCOMES)[number];

  @ApiPropertyOptional({ description: 'Name of who imported.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  by?: string;

  @ApiPropertyOptional({
    enum: ['started', '-started'],
    default: '-started',
    description: 'A minus: newest first.',
  })
  @IsIn(['started', '-started'])
  sort: 'started' | '-started' = '-started';
}
