import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, Min, ValidateIf } from 'class-validator';

export class MoveAliasDto {
  @ApiProperty({ example: '1.1.0', description: 'The version that the alias shall point at.' })
  @IsString()
  target!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1.0.0',
    description: 'The version that it points at now, as far as you know; null: there is no such alias yet.',
  })
  @ValidateIf(({ expected }: MoveAliasDto) => expected !== null)
  @IsString()
  expected!: string | null;

  @ApiPropertyOptional({
    example: 10,
    minimum: 0,
    maximum: 100,
    description:
      'Of the alias canary alone: share of the clients that get it, in percent. Left out, it stays as it is.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  percent?: number;
}
