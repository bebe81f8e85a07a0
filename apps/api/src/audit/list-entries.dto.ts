import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { AUDIT_KINDS, type AuditKind } from '@maquette/audit';
import { PageQuery } from '../paging/page-query.dto';

const ORDERS = ['oldest-first', 'newest-first'] as const;

export class ListEntriesDto extends PageQuery {
  @ApiPropertyOptional({ enum: AUDIT_KINDS })
  @IsOptional()
  @IsIn(AUDIT_KINDS)
  kind?: AuditKind;

  @ApiPropertyOptional({
    description: 'Id of what the entries are about: a generation, a dataset, a checkpoint, …',
  })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  subject?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Entries of this moment or later.' })
  @IsOptional()
  @IsDateString()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Entries of before this moment.' })
  @IsOptional()
  @IsDateString()
  until?: string;

  @ApiPropertyOptional({ enum: ORDERS, default: 'oldest-first' })
  @IsIn(ORDERS)
  sort: (typeof ORDERS)[number] = 'oldest-first';
}
