"""
Quality on the held-out scenes, for the preview and for the model, by space.

    python -m frame_model.evaluate --data DATA --checkpoint RUN/checkpoint.pt --out RUN/evaluation.json
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from .data import FrameSet, Sample, whole
from .metrics import psnr, ssim
from .network import FrameModel, PREVIEW, Shape, parameter_count


def load_model(checkpoint: Path, device: torch.device) -> FrameModel:
    """The averaged weights of a checkpoint of train.py."""
    saved = torch.load(checkpoint, map_location=device, weights_only=True)
    model = FrameModel(Shape.of(saved['shape']))
    model.load_state_dict(saved['average'])
    return model.to(device).eval().requires_grad_(False)


def score(model: FrameModel, sample: Sample) -> dict[str, float]:
    batch = whole(sample)
    frame = model(batch.gbuffer, batch.known, batch.mask)
    preview = batch.gbuffer[:, PREVIEW : PREVIEW + 3]
    return {
        'previewPsnr': psnr(preview, batch.target),
        'psnr': psnr(frame, batch.target),
        'previewSsim': ssim(preview, batch.target),
        'ssim': ssim(frame, batch.target),
    }


def means(scores: list[dict[str, float]]) -> dict:
    summary = {name: round(float(np.mean([s[name] for s in scores])), 4) for name in scores[0]}
    return {'frames': len(scores), **summary}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--split', choices=['train', 'test'], default='test')
    parser.add_argument('--out', type=Path, help='also write the result there')
    options = parser.parse_args()

    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    model = load_model(options.checkpoint, device)
    frames = FrameSet(options.data, options.split, device)
    if not frames.samples:
        raise SystemExit(f'{options.data}: no {options.split} frame has a target; run frame_model.render first')
    by_space: dict[str, list[dict[str, float]]] = defaultdict(list)
    for sample in frames.samples:
        by_space[sample.space].append(score(model, sample))
    result = {
        'split': options.split,
        'scenes': len({sample.scene for sample in frames.samples}),
        'parameters': parameter_count(model),
        'all': means([s for scores in by_space.values() for s in scores]),
        'spaces': {space: means(scores) for space, scores in sorted(by_space.items())},
    }
    text = json.dumps(result, indent=2)
    print(text)
    if options.out:
        options.out.write_text(text + '\n')


if __name__ == '__main__':
    main()
