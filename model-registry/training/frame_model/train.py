"""
Trains the frame model on the frames that have targets, and on those that get one meanwhile.

    python -m frame_model.train --data DATA --out RUN --minutes 60 [--start model.onnx]

Writes RUN/checkpoint.pt (resumed from when it exists) and RUN/log.jsonl. The checkpoint also keeps the averaged weights
that were best on the validation scenes (scene_files.split_of): those are evaluated and exported.
"""

import argparse
import hashlib
import json
import math
import os
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from .data import Batch, FrameSet, whole
from .metrics import psnr
from .network import FrameModel, PREVIEW, Shape, parameter_count

WARM_UP = 0.03  # share of the schedule
LAST_RATE = 0.01  # of the peak


def learning_rate(peak: float, progress: float) -> float:
    """Linear warm-up, then half a cosine; `progress` runs from 0 to 1."""
    if progress < WARM_UP:
        return peak * max(progress / WARM_UP, 0.02)
    wave = 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - WARM_UP) / (1 - WARM_UP))))
    return peak * (LAST_RATE + (1 - LAST_RATE) * wave)


def loss_of(model: FrameModel, batch: Batch) -> Tensor:
    """
    Of colours and of differences between neighbours (edges), where pixels are not known. Colours count twice: each pixel
    alike (Charbonnier), and each crop by the root of its mean square, which is what PSNR sees.
    """
    frame = model(batch.gbuffer, batch.known, batch.mask).float()
    unknown = 1 - batch.mask
    weight = unknown.sum().clamp(min=1) * 3
    error = frame - batch.target
    # The blend multiplies the error by `unknown` once already; known pixels were taken from a changed target.
    colour = (torch.sqrt(error**2 + 1e-6) * unknown).sum() / weight
    pixels = unknown.sum((1, 2, 3)).clamp(min=1) * 3
    square = torch.sqrt((error**2).sum((1, 2, 3)) / pixels + 1e-6)
    root = (square * pixels).sum() / pixels.sum()
    across = (error[..., :, 1:] - error[..., :, :-1]).abs() * unknown[..., :, 1:] * unknown[..., :, :-1]
    down = (error[..., 1:, :] - error[..., :-1, :]).abs() * unknown[..., 1:, :] * unknown[..., :-1, :]
    return 0.5 * colour + root + 0.3 * (across.sum() + down.sum()) / weight


class Average:
    """Exponential moving average of the weights; what is evaluated and exported."""

    def __init__(self, model: nn.Module, decay: float):
        self.decay = decay
        self.steps = 0
        self.model = FrameModel(model.shape).to(next(model.parameters()).device, memory_format=torch.channels_last)
        self.model.load_state_dict(model.state_dict())
        self.model.eval().requires_grad_(False)

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(list(self.model.parameters()), list(model.parameters()), 1 - decay)


@torch.no_grad()
def held_out(model: FrameModel, frames: FrameSet, limit: int) -> dict:
    """Mean PSNR of the preview and of the model over at most `limit` frames, evenly chosen."""
    samples = frames.samples[:: max(1, math.ceil(len(frames.samples) / limit))]
    scores = []
    for sample in samples:
        batch = whole(sample)
        frame = model(batch.gbuffer, batch.known, batch.mask)
        preview = batch.gbuffer[:, PREVIEW : PREVIEW + 3]
        scores.append((psnr(preview, batch.target), psnr(frame, batch.target)))
    if not scores:
        return {'frames': 0}
    preview, trained = np.mean(scores, axis=0)
    return {'frames': len(scores), 'preview_psnr': round(float(preview), 3), 'psnr': round(float(trained), 3)}


def exported_weights(path: Path, model: FrameModel) -> dict[str, Tensor]:
    """The weights in a model of export.py. Raises ValueError where it is not of this shape."""
    stored = {entry.name: onnx.numpy_helper.to_array(entry) for entry in onnx.load(path).graph.initializer}
    missing = [name for name in model.state_dict() if name not in stored]
    if missing:
        raise ValueError(f'{path} has no weights for {missing[0]}: it is no frame model of this shape')
    return {name: torch.from_numpy(stored[name].copy()) for name in model.state_dict()}


class Run:
    """One training run: everything a checkpoint holds."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
        torch.manual_seed(options.seed)
        self.model = FrameModel(Shape()).to(self.device, memory_format=torch.channels_last)
        self.start = ''
        if options.start:
            self.model.load_state_dict(exported_weights(options.start, self.model))
            self.start = f'sha256:{hashlib.sha256(options.start.read_bytes()).hexdigest()}'
        self.average = Average(self.model, options.average)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=options.rate, weight_decay=options.decay)
        self.best = {'psnr': -math.inf, 'step': 0, 'weights': self.average.model.state_dict()}
        self.step = 0
        self.seconds = 0.0
        self.path = options.out / 'checkpoint.pt'
        if self.path.exists():
            self._resume(torch.load(self.path, map_location=self.device, weights_only=True))

    def _resume(self, saved: dict) -> None:
        self.model.load_state_dict(saved['model'])
        self.average.model.load_state_dict(saved['average'])
        self.optimiser.load_state_dict(saved['optimiser'])
        self.step = self.average.steps = saved['step']
        self.seconds = saved['seconds']
        self.start = saved['start']
        self.best = saved['best']
        print(f'goes on from step {self.step}, {self.seconds / 60:.1f} min', flush=True)

    def save(self) -> None:
        temporary = self.path.with_suffix('.tmp')
        torch.save(
            {
                'shape': self.model.shape.as_dict(),
                'model': self.model.state_dict(),
                'average': self.average.model.state_dict(),
                'optimiser': self.optimiser.state_dict(),
                'step': self.step,
                'seconds': self.seconds,
                'seed': self.options.seed,
                'start': self.start,
                'best': self.best,
            },
            temporary,
        )
        os.replace(temporary, self.path)

    def judge(self, score: dict) -> None:
        """Keeps the averaged weights when they are the best so far on the validation scenes."""
        if score.get('psnr', -math.inf) > self.best['psnr']:
            weights = {name: value.clone() for name, value in self.average.model.state_dict().items()}
            self.best = {'psnr': score['psnr'], 'step': self.step, 'weights': weights}

    def progress(self) -> float:
        """By steps where they are given (repeatable), by time otherwise."""
        if self.options.steps:
            return self.step / self.options.steps
        return self.seconds / (self.options.minutes * 60)

    def advance(self, batch: Batch) -> float:
        """One optimiser step; returns the loss. A loss that is not finite changes nothing."""
        for group in self.optimiser.param_groups:
            group['lr'] = learning_rate(self.options.rate, self.progress())
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.options.bfloat16):
            loss = loss_of(self.model, batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), self.options.clip)
        if torch.isfinite(norm):
            self.optimiser.step()
            self.average.update(self.model)
        self.step += 1
        return loss.item()


def train(run: Run, options: argparse.Namespace) -> None:
    frames = FrameSet(options.data, 'train', run.device)
    judges = FrameSet(options.data, 'val', run.device)
    while not frames.samples:
        print('waiting for the first target', flush=True)
        time.sleep(5)
        frames.refresh()
    print(
        f'{run.device}, {parameter_count(run.model):,} parameters, '
        f'{len(frames.samples)} frames to train on, {len(judges.samples)} to choose by',
        flush=True,
    )
    # The step count in the seed: a resumed run draws other crops than the one it goes on from.
    random = np.random.default_rng([options.seed, run.step])
    losses: list[float] = []
    if run.step == 0:
        report(run, frames, judges, losses)
    reported = time.monotonic()
    mark = reported
    while run.progress() < 1:
        losses.append(run.advance(frames.batch(random, options.batch, options.crop)))
        now = time.monotonic()
        run.seconds += now - mark
        mark = now
        if now - reported >= options.report * 60:
            frames.refresh(), judges.refresh()
            report(run, frames, judges, losses)
            losses, reported = [], time.monotonic()
    report(run, frames, judges, losses)


def report(run: Run, frames: FrameSet, judges: FrameSet, losses: list[float]) -> None:
    """Scores the averaged weights, saves the checkpoint, appends a line to the log."""
    score = held_out(run.average.model, judges, run.options.held_out)
    run.judge(score)
    line = {
        'step': run.step,
        'minutes': round(run.seconds / 60, 2),
        'rate': round(learning_rate(run.options.rate, run.progress()), 7),
        'loss': round(float(np.mean(losses)), 5) if losses else None,
        'train_frames': len(frames.samples),
        'val': score,
        'best_step': run.best['step'],
    }
    run.save()
    with open(run.options.out / 'log.jsonl', 'a') as log:
        log.write(json.dumps(line) + '\n')
    print(json.dumps(line), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--start', type=Path, help='exported model whose weights to begin with; all random without')
    parser.add_argument('--minutes', type=float, default=60, help='length of the schedule, evaluation included')
    parser.add_argument('--steps', type=int, help='length of the schedule in steps instead: repeatable')
    parser.add_argument('--batch', type=int, default=8)
    parser.add_argument('--crop', type=int, default=144, help='edge of the training crops, a multiple of 16')
    parser.add_argument('--rate', type=float, default=8e-4, help='peak learning rate')
    parser.add_argument('--decay', type=float, default=0.02, help='weight decay; few scenes are learnt by heart without')
    parser.add_argument('--clip', type=float, default=0.5, help='largest norm of the gradient')
    parser.add_argument('--average', type=float, default=0.998, help='decay of the averaged weights')
    parser.add_argument('--report', type=float, default=2, help='minutes between evaluations')
    parser.add_argument('--held-out', type=int, default=64, help='validation frames per evaluation')
    parser.add_argument('--bfloat16', action='store_true', help='products in bfloat16: a third faster with AVX-512 BF16')
    parser.add_argument('--threads', type=int, help='on the CPU; all cores by default, 1 beside other work')
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    train(Run(options), options)


if __name__ == '__main__':
    main()
