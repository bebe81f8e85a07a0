import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class ReasonDto {
  @ApiProperty({
    minLength: 1,
    maxLength: 1_000,
    description: 'Why; it is shown wherever the record is refused.',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(1_000)
  reason!: string;
}
