import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional, IsString } from 'class-validator';
import { DEFAULTS, decideLicence, type LicenceDecision, type Platform } from '@maquette/platform';
import { PURPOSES, type Purpose } from '@maquette/provenance';
import { PLATFORM } from '../platform.provider';

class LicenceQueryDto {
  @ApiProperty({ example: 'architecture/daylight' })
  @IsString()
  checkpoint!: string;

  @ApiPropertyOptional({ default: DEFAULTS.use })
  @IsString()
  use: string = DEFAULTS.use;

  @ApiPropertyOptional({ default: DEFAULTS.territory })
  @IsString()
  territory: string = DEFAULTS.territory;

  @ApiPropertyOptional({ enum: PURPOSES, default: 'generate' })
  @IsIn([...PURPOSES])
  purpose: Purpose = 'generate';

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'When the result is used; now when left out.',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  date?: Date;
}

/** The same question that routing asks, and as open: a refusal is an answer. */
@ApiTags('routing')
@Controller('licence')
export class LicenceController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({ summary: 'May a checkpoint be used for this, there, then? Names the clause that decides.' })
  async check(
    @Query() { checkpoint, date = new Date(), ...request }: LicenceQueryDto,
  ): Promise<LicenceDecision> {
    const reference = await this.platform.checkpoints.resolve(checkpoint);
    return decideLicence(this.platform, reference, { ...request, date });
  }
}
