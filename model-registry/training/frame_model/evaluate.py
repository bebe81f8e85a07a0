"""
Quality on the held-out scenes, for the preview and for the model, by space.

    python -m frame_model.evaluate --data DATA --checkpoint RUN/checkpoint.pt --out RUN

Writes RUN/evaluation.json and RUN/training.json, which the checkpoint's record is made from (records/make_checkpoint.py).
"""

import argparse
import json
import os
import platform
from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import torch

from .data import FrameSet, Sample, whole
from .metrics import psnr, ssim
from .network import FrameModel, PREVIEW, Shape, parameter_count


REFERENCE = (
    'Path-traced frames of held-out scenes (Mitsuba 3, paths of up to twenty-four bounces, denoised with Open Image '
    'Denoise), display-referred, 256 x 256 windows of 960 x 540 frames; no scene shares its layout with a training scene.'
)


def reference_of(data: Path) -> str:
    """What the held-out frames are, with their own noise where frame_model.noise_floor has measured it."""
    path = data / 'noise-floor.json'
    if not path.exists():
        return f'{REFERENCE} Their own noise was not measured.'
    noise = json.loads(path.read_text())
    return (
        f"{REFERENCE} {noise['samples']} samples a pixel; independent renders of {noise['frames']} of them put their own "
        f"noise at {noise['meanDecibel']} dB on average, {noise['lowestDecibel']} dB at worst."
    )


def load_model(checkpoint: Path, device: torch.device) -> FrameModel:
    """The averaged weights of a checkpoint of train.py, of the step that was best on the validation scenes."""
    saved = torch.load(checkpoint, map_location=device, weights_only=True)
    model = FrameModel(Shape.of(saved['shape']))
    model.load_state_dict(saved['best']['weights'])
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
    parser.add_argument('--split', choices=['train', 'val', 'test'], default='test')
    parser.add_argument('--out', type=Path, help='folder for the two files')
    options = parser.parse_args()

    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    model = load_model(options.checkpoint, device)
    frames = FrameSet(options.data, options.split, device)
    if not frames.samples:
        raise SystemExit(f'{options.data}: no {options.split} frame has a target; run frame_model.render first')
    by_space: dict[str, list[dict[str, float]]] = defaultdict(list)
    for sample in frames.samples:
        by_space[sample.space].append(score(model, sample))
    evaluation = {
        'reference': reference_of(options.data),
        'measuredAt': datetime.now(timezone.utc).isoformat(timespec='seconds').replace('+00:00', 'Z'),
        **means([s for scores in by_space.values() for s in scores]),
        'groups': [{'label': space, **means(scores)} for space, scores in sorted(by_space.items())],
    }
    print(json.dumps(evaluation, indent=2))
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / 'evaluation.json').write_text(json.dumps(evaluation, indent=2) + '\n')
        training = training_facts(options.checkpoint, model)
        (options.out / 'training.json').write_text(json.dumps(training, indent=2) + '\n')


def training_facts(checkpoint: Path, model: FrameModel) -> dict:
    """What the checkpoint's record says of the training; the hardware is that of this machine."""
    saved = torch.load(checkpoint, map_location='cpu', weights_only=True)
    gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else None
    start = saved.get('start')
    return {
        'seeds': [saved['seed']],
        'hardware': gpu or f'{os.cpu_count()} CPU cores ({platform.machine()})',
        'framework': f'PyTorch {torch.__version__}',
        'durationSeconds': round(saved['seconds']),
        'steps': saved['step'],
        'parameters': parameter_count(model),
        **({'notes': f'Began with the weights of the model {start}; steps and duration are those since.'} if start else {}),
    }


if __name__ == '__main__':
    main()
