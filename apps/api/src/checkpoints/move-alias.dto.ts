import { ApiProperty } from '@nestjs/swagger';
import { IsString, ValidateIf } from 'class-validator';

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
}
