import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsInt, IsOptional, IsString } from 'class-validator';

/** The types alone are checked here; the limits are where the command line checks them too. */
export class ChangePoolDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Most generations that wait for it.' })
  @IsOptional()
  @IsInt()
  maxQueued?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Most of one client that wait for it.' })
  @IsOptional()
  @IsInt()
  clientQueued?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    nullable: true,
    description: 'Most of one client that run at once; null: as many as there are workers.',
  })
  @IsOptional()
  @IsInt()
  clientRunning?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    nullable: true,
    description: 'Longest expected wait that it accepts, in seconds; null: any.',
  })
  @IsOptional()
  @IsInt()
  maxWaitSeconds?: number | null;

  @ApiPropertyOptional({
    type: [String],
    example: ['4k'],
    description: 'Labels besides those that its workers say.',
  })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  givenLabels?: string[];
}
