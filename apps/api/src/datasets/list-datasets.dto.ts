import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { SHOWN_DATASET_STATES, type ShownDatasetState } from '@maquette/provenance';
import { PageQuery } from '../paging/page-query.dto';

const ORDERS = ['id', 'title', 'drafted', 'expires'] as const;
type Order = (typeof ORDERS)[number];
const SORTS = ORDERS.flatMap((order) => [order, `-${order}`]);

export class ListDatasetsDto extends PageQuery {
  @ApiPropertyOptional({ enum: SORTS, default: 'id', description: 'With a minus sign, downwards.' })
  @IsIn(SORTS)
  sort: Order | `-${Order}` = 'id';

  @ApiPropertyOptional({ enum: SHOWN_DATASET_STATES })
  @IsOptional()
  @IsIn([...SHOWN_DATASET_STATES])
  state?: ShownDatasetState;

  @ApiPropertyOptional({ description: 'SPDX expression, exactly.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  licence?: string;

  @ApiPropertyOptional({ description: 'A part of id or title.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  text?: string;

  @ApiPropertyOptional({ default: false, description: 'Superseded revisions as well.' })
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  superseded: boolean = false;
}

export function datasetQueryOf({ sort, ...query }: ListDatasetsDto) {
  return { ...query, sort: sort.replace('-', '') as Order, descending: sort.startsWith('-') };
}

export class ItemsDto {
  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @ApiPropertyOptional({ type: 'integer', default: 0, description: '`next` of the page before.' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  after: number = 0;
}

export class ExpiringDto {
  @ApiPropertyOptional({ type: 'integer', default: 30, minimum: 1, maximum: 3650 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3650)
  days: number = 30;
}
