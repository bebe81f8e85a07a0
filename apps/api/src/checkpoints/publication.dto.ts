import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';

/** Its length is checked where the command line checks it, too. */
export class WithdrawDto {
  @ApiProperty({ description: 'Why, for those who will ask.' })
  @IsString()
  reason!: string;
}
