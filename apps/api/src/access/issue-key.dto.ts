import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsString } from 'class-validator';
import { ROLES } from '@maquette/access';

/** The types alone: names and roles are checked where the command line checks them, too. */
export class IssueKeyDto {
  @ApiProperty({ example: 'ana@example.org', description: 'Lower-case; one name is one person.' })
  @IsString()
  name!: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  @IsArray()
  @IsString({ each: true })
  roles!: string[];
}
