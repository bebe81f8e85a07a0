import { Metrics } from '@maquette/telemetry';

const CLIP_SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800];

/** What one worker counts since it started. */
export class WorkerMetrics extends Metrics {
  readonly finished = this.counter('generations_finished_total', 'Generations that this worker finished.', [
    'outcome',
  ]);
  readonly frames = this.counter('frames_total', 'Frames painted.');
  readonly claims = this.counter(
    'claims_total',
    'Generations taken up, by whether the checkpoint was warm.',
    ['warm'],
  );
  readonly loads = this.counter('model_loads_total', 'Checkpoints loaded on the device.');
  readonly evictions = this.counter('model_evictions_total', 'Checkpoints closed to make room for another.');
  readonly leaseLosses = this.counter(
    'lease_losses_total',
    'Generations given up because another worker holds the lease.',
  );
  readonly licenceRefusals = this.counter('licence_refusals_total', 'Generations whose licence had lapsed.');
  readonly waiting = this.histogram(
    'generation_wait_seconds',
    'From the acceptance of a generation to its first claim.',
    CLIP_SECONDS,
  );
  readonly steps = this.histogram(
    'generation_step_seconds',
    'Time of one generation by step: bake, raster, inference, encode, sign.',
    CLIP_SECONDS,
    ['step'],
  );

  constructor() {
    super('worker');
  }
}
