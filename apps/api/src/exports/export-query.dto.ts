import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { CHECKPOINT_FORMATS, DATASET_FORMATS } from '@maquette/platform';

export class CheckpointExportQuery {
  @ApiProperty({ enum: CHECKPOINT_FORMATS })
  @IsIn(CHECKPOINT_FORMATS)
  format!: string;
}

export class DatasetExportQuery {
  @ApiProperty({ enum: DATASET_FORMATS })
  @IsIn(DATASET_FORMATS)
  format!: string;
}

export class PackQuery {
  @ApiPropertyOptional({ example: 'procedural-architecture@1.0.0' })
  @IsOptional()
  @IsString()
  dataset?: string;

  @ApiPropertyOptional({ example: 'architecture/daylight@1.0.0' })
  @IsOptional()
  @IsString()
  checkpoint?: string;
}
