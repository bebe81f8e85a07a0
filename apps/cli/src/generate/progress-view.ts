import type { Generation } from '@maquette/generation';

type Sink = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** Shows how far a generation is: a bar that is drawn over in a terminal, a line every tenth elsewhere. */
export class ProgressView {
  private firstFrame: { at: number; frames: number } | null = null;
  private framesSeen = 0;
  private lastTenth = -1;
  private lastState = '';

  constructor(
    private readonly sink: Sink,
    private readonly now: () => number = () => performance.now(),
  ) {}

  update(generation: Generation): void {
    const { framesDone, framesTotal } = generation;
    if (framesDone < this.framesSeen) this.firstFrame = null; // begun again by another worker
    this.framesSeen = framesDone;
    if (framesDone > 0) this.firstFrame ??= { at: this.now(), frames: framesDone };
    if (this.sink.isTTY)
      this.sink.write(`\r\x1b[2K${bar(framesDone / framesTotal)} ${this.textOf(generation)}`);
    else this.updateLines(generation);
  }

  /** Leaves the bar as it stands. */
  end(): void {
    if (this.sink.isTTY && this.lastState !== 'ended') this.sink.write('\n');
    this.lastState = 'ended';
  }

  private updateLines(generation: Generation): void {
    const tenth = Math.floor((10 * generation.framesDone) / generation.framesTotal);
    const stage = stageOf(generation);
    if (tenth === this.lastTenth && stage === this.lastState) return;
    this.lastTenth = tenth;
    this.lastState = stage;
    this.sink.write(`${this.textOf(generation)}\n`);
  }

  private textOf(generation: Generation): string {
    const { framesDone, framesTotal } = generation;
    const rate = this.framesPerSecond(framesDone);
    const left =
      rate && framesDone < framesTotal ? `, ${duration((framesTotal - framesDone) / rate)} left` : '';
    const frames = `${framesDone}/${framesTotal} frames${rate ? `, ${rate.toFixed(1)} a second` : ''}${left}`;
    return `${stageOf(generation)}: ${frames}`;
  }

  private framesPerSecond(framesDone: number): number | null {
    if (!this.firstFrame) return null;
    const seconds = (this.now() - this.firstFrame.at) / 1_000;
    const frames = framesDone - this.firstFrame.frames;
    return seconds > 0.5 && frames > 0 ? frames / seconds : null;
  }
}

function stageOf({ state, framesDone, framesTotal }: Generation): string {
  if (state !== 'running') return state;
  if (framesDone === 0) return 'lighting the scene';
  return framesDone < framesTotal ? 'painting' : 'storing';
}

function bar(share: number): string {
  const full = Math.round(24 * Math.min(1, share));
  return `[${'█'.repeat(full)}${'░'.repeat(24 - full)}]`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
