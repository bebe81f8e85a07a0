import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DOMAINS, type Domain } from '@maquette/kernel';
import { PUBLICATION_STATES, type PublicationState } from '@maquette/registry';
import { PageQuery } from '../paging/page-query.dto';

const STATES = ['ready', 'quarantined'] as const;
const SIGNATURES = ['valid', 'untrusted', 'missing', 'invalid', 'unchecked'] as const;
const ORDERS = ['reference', 'created', '-created', 'psnr', '-psnr'] as const;

export class ListCheckpointsDto extends PageQuery {
  @ApiPropertyOptional({ enum: DOMAINS })
  @IsOptional()
  @IsIn(DOMAINS)
  domain?: Domain;

  @ApiPropertyOptional({ example: 'daylight' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({ enum: STATES })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiPropertyOptional({ enum: PUBLICATION_STATES })
  @IsOptional()
  @IsIn(PUBLICATION_STATES)
  publication?: PublicationState;

  @ApiPropertyOptional({ enum: SIGNATURES })
  @IsOptional()
  @IsIn(SIGNATURES)
  signature?: (typeof SIGNATURES)[number];

  @ApiPropertyOptional({ description: 'A part of reference or title, in any case.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  text?: string;

  @ApiPropertyOptional({
    enum: ORDERS,
    default: 'reference',
    description: 'By reference, the highest version of a name comes first. A minus: the highest first.',
  })
  @IsIn(ORDERS)
  sort: (typeof ORDERS)[number] = 'reference';
}
