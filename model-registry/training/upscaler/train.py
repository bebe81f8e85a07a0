"""
Trains the upscaler on path-traced targets of the frame models' recipe.

    python -m upscaler.train --data DATA [--data DATA …] --out RUN --minutes 15

Writes RUN/upscaler.pt (the averaged weights that were best on the validation scenes) and RUN/log.jsonl.
"""

import argparse
import json
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from frame_model.metrics import psnr
from frame_model.train import learning_rate

from .data import Target, batch, load_targets, pair
from .network import Upscaler, parameter_count


def loss_of(model: Upscaler, small: Tensor, large: Tensor) -> Tensor:
    error = model(small).float() - large
    return torch.sqrt(error**2 + 1e-6).mean() + torch.sqrt((error**2).mean((1, 2, 3)) + 1e-6).mean()


@torch.no_grad()
def score(model: Upscaler, targets: list[Target]) -> float:
    """Mean PSNR, dB."""
    pairs = (pair(target.light[None].float()) for target in targets)
    return float(np.mean([psnr(model(small), large) for small, large in pairs]))


class Run:
    """The model, its average, and the best average so far."""

    def __init__(self, options: argparse.Namespace):
        torch.manual_seed(options.seed)
        self.options = options
        self.device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
        self.model = Upscaler().to(self.device, memory_format=torch.channels_last)
        self.average = Upscaler().to(self.device).eval().requires_grad_(False)
        self.average.load_state_dict(self.model.state_dict())
        self.optimiser = torch.optim.Adam(self.model.parameters(), lr=options.rate)
        self.step = 0
        self.best = 0.0

    def advance(self, small: Tensor, large: Tensor, progress: float) -> float:
        for group in self.optimiser.param_groups:
            group['lr'] = learning_rate(self.options.rate, progress)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.options.bfloat16):
            loss = loss_of(self.model, small, large)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()
        self.step += 1
        decay = min(0.995, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
        return loss.item()

    def report(self, judges: list[Target], losses: list[float], seconds: float) -> None:
        reached = score(self.average, judges)
        if reached > self.best:
            self.best = reached
            self.save(seconds)
        line = {'step': self.step, 'minutes': round(seconds / 60, 2), 'val_psnr': round(reached, 3)}
        line |= {'loss': round(float(np.mean(losses)), 5)} if losses else {}
        with open(self.options.out / 'log.jsonl', 'a') as log:
            log.write(json.dumps(line) + '\n')
        print(json.dumps(line), flush=True)

    def save(self, seconds: float) -> None:
        path = self.options.out / 'upscaler.pt'
        saved = {'shape': self.average.shape, 'weights': self.average.state_dict(), 'seed': self.options.seed}
        torch.save({**saved, 'step': self.step, 'seconds': seconds}, path.with_suffix('.tmp'))
        os.replace(path.with_suffix('.tmp'), path)


def train(run: Run, options: argparse.Namespace) -> None:
    targets, judges = load_targets(options.data, 'train'), load_targets(options.data, 'val')
    random = np.random.default_rng(options.seed)
    print(f'{parameter_count(run.model):,} parameters, {len(targets)} pictures, {len(judges)} to choose by', flush=True)
    run.report(judges, [], 0)  # bicubic
    start = reported = time.monotonic()
    losses: list[float] = []
    while (progress := (time.monotonic() - start) / (60 * options.minutes)) < 1:
        small, large = batch(targets, random, options.batch, options.crop)
        layout = {'device': run.device, 'memory_format': torch.channels_last}
        losses.append(run.advance(small.to(**layout), large.to(**layout), progress))
        if time.monotonic() - reported > 60 * options.report:
            run.report(judges, losses, time.monotonic() - start)
            losses, reported = [], time.monotonic()
    run.report(judges, losses, time.monotonic() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, action='append', required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--minutes', type=float, default=15)
    parser.add_argument('--batch', type=int, default=16)
    parser.add_argument('--crop', type=int, default=48, help='edge of the small pictures')
    parser.add_argument('--rate', type=float, default=1e-3, help='peak learning rate')
    parser.add_argument('--report', type=float, default=2, help='minutes between evaluations')
    parser.add_argument('--bfloat16', action='store_true', help='products in bfloat16')
    parser.add_argument('--threads', type=int)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    train(Run(options), options)


if __name__ == '__main__':
    main()
