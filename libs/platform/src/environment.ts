import type { Fallback } from '@maquette/inference';
import { Expose, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  Matches,
  Max,
  Min,
  type ValidationOptions,
} from 'class-validator';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Written out here: the library that owns them loads the runtime, which only a worker needs. */
const DEVICE_FALLBACKS: readonly Fallback[] = ['refuse', 'cpu'];

/** The problem as one clause: which variable, what it holds, what it should hold. A secret's value is not repeated. */
function must(rule: string, options: { secret?: boolean } = {}): ValidationOptions {
  return {
    message: ({ property, value }) =>
      options.secret ? `${property} ${rule}` : `${property} is "${String(value)}", but ${rule}`,
  };
}

const PORT = 'must be a whole number from 0 to 65535';
const LEASE = 'must be a number of seconds from 1 to 3600';
const DRAIN = 'must be a number of seconds from 0 to 86400';

/** A number, or the text as it stands when it is none, so that the message can quote it. */
const AsNumber = () =>
  Transform(({ value }) =>
    typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : value,
  );

/** The environment variables that Maquette reads, with their defaults. */
export class Environment {
  @Expose()
  @IsOptional()
  @Matches(
    /^postgres(ql)?:\/\/[^\s]+$/,
    must('must be an address such as postgresql://user:password@host:5432/maquette', { secret: true }),
  )
  DATABASE_URL?: string;

  @Expose()
  @IsOptional()
  @Matches(
    /^rediss?:\/\/[^\s/]+(\/\d*)?$/,
    must('must be an address such as redis://user:password@host:6379/0', { secret: true }),
  )
  REDIS_URL?: string;

  @Expose()
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/]+\/?$/, must('must be an address such as http://host:9000'))
  S3_ENDPOINT?: string;

  @Expose()
  @IsOptional()
  S3_ACCESS_KEY?: string;

  @Expose()
  @IsOptional()
  S3_SECRET_KEY?: string;

  @Expose()
  @Matches(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    must('must be a bucket name: 3 to 63 lower-case letters, digits, dots, hyphens'),
  )
  S3_BUCKET: string = 'maquette';

  @Expose()
  @Matches(/^[a-z0-9-]+$/, must('must be a region name such as us-east-1'))
  S3_REGION: string = 'us-east-1';

  @Expose()
  @IsOptional()
  MAQUETTE_HOME?: string;

  @Expose()
  @IsOptional()
  MAQUETTE_REGISTRY?: string;

  @Expose()
  @IsOptional()
  @Matches(/^(?!anyone$).{1,200}$/, must('must be a name of 1 to 200 characters, other than anyone'))
  MAQUETTE_ORGANISATION?: string;

  @Expose()
  @Matches(/^[A-Za-z0-9.:-]+$/, must('must be a host name or an address without port'))
  MAQUETTE_HOST: string = '127.0.0.1';

  @Expose()
  @AsNumber()
  @IsInt(must(PORT))
  @Min(0, must(PORT))
  @Max(65_535, must(PORT))
  MAQUETTE_PORT: number = 8080;

  @Expose()
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, must('must be 1 to 63 lower-case letters, digits, hyphens'))
  MAQUETTE_POOL: string = 'local-cpu';

  @Expose()
  @Matches(/^[a-z0-9]+(:\d+)?$/, must('must be cpu, or an execution provider such as cuda or cuda:0'))
  MAQUETTE_DEVICE: string = 'cpu';

  @Expose()
  @IsIn(DEVICE_FALLBACKS, must(`must be one of ${DEVICE_FALLBACKS.join(', ')}`))
  MAQUETTE_DEVICE_FALLBACK: Fallback = 'refuse';

  @Expose()
  @AsNumber()
  @IsOptional()
  @IsInt(must('must be a whole number of megabytes from 1 on'))
  @Min(1, must('must be a whole number of megabytes from 1 on'))
  MAQUETTE_DEVICE_MEMORY_MB?: number;

  @Expose()
  @AsNumber()
  @IsNumber({}, must(LEASE))
  @Min(1, must(LEASE))
  @Max(3_600, must(LEASE))
  MAQUETTE_LEASE_SECONDS: number = 30;

  @Expose()
  @AsNumber()
  @IsNumber({}, must(DRAIN))
  @Min(0, must(DRAIN))
  @Max(86_400, must(DRAIN))
  MAQUETTE_DRAIN_SECONDS: number = 10;

  @Expose()
  @IsOptional()
  @Matches(/^mq_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/, must('must be a join token (mq_…)', { secret: true }))
  MAQUETTE_JOIN_TOKEN?: string;

  @Expose()
  @AsNumber()
  @IsOptional()
  @IsInt(must(PORT))
  @Min(0, must(PORT))
  @Max(65_535, must(PORT))
  MAQUETTE_METRICS_PORT?: number;

  @Expose()
  @IsOptional()
  @Matches(
    /^[a-z0-9][a-z0-9.-]{0,62}(,[a-z0-9][a-z0-9.-]{0,62}){0,31}$/,
    must('must be labels of lower-case letters, digits, dots, hyphens, with commas between them'),
  )
  MAQUETTE_LABELS?: string;

  @Expose()
  @AsNumber()
  @IsOptional()
  @IsInt(must('must be a whole number from 1 on'))
  @Min(1, must('must be a whole number from 1 on'))
  MAQUETTE_INFERENCE_THREADS?: number;

  @Expose()
  @IsIn(LOG_LEVELS, must(`must be one of ${LOG_LEVELS.join(', ')}`))
  MAQUETTE_LOG_LEVEL: LogLevel = 'info';

  @Expose()
  @IsOptional()
  FFMPEG_PATH?: string;

  @Expose()
  @IsOptional()
  MAQUETTE_CREDENTIALS_CERTIFICATES?: string;

  @Expose()
  @IsOptional()
  MAQUETTE_CREDENTIALS_KEY?: string;

  @Expose()
  @IsOptional()
  MAQUETTE_LOG_KEY?: string;

  @Expose()
  @IsOptional()
  @Matches(/^[^\s+]+$/, must('must be a name such as audit.example.org/maquette, without spaces or plus'))
  MAQUETTE_LOG_ORIGIN?: string;
}
