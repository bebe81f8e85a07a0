"""
Quality on the held-out scenes, beside a bicubic enlargement of the same pictures.

    python -m upscaler.evaluate --data DATA [--data DATA …] --checkpoint RUN/upscaler.pt --out RUN

Writes RUN/upscaler.json, which the records of checkpoints that carry the upscaler quote (records/make_checkpoint.py).
"""

import argparse
import json
import os
import platform
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import torch

from frame_model.metrics import psnr, ssim

from .data import load_targets, pair
from .network import Upscaler, parameter_count

REFERENCE = (
    'Path-traced pictures of held-out scenes; given are the same pictures with pixels twice as large, averaged in '
    'linear light.'
)


def load_model(checkpoint: Path) -> tuple[Upscaler, dict]:
    """The averaged weights that were best on the validation scenes, and what else the file says."""
    saved = torch.load(checkpoint, map_location='cpu', weights_only=True)
    model = Upscaler(**saved['shape'])
    model.load_state_dict(saved['weights'])
    return model.eval().requires_grad_(False), saved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, action='append', required=True)
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    options = parser.parse_args()

    model, saved = load_model(options.checkpoint)
    bicubic = Upscaler(**saved['shape']).eval()  # what it is before it has learnt anything
    scores = []
    for target in load_targets(options.data, 'test'):
        small, large = pair(target.light[None].float())
        with torch.no_grad():
            ours, plain = model(small), bicubic(small)
        scores.append((psnr(ours, large), ssim(ours, large), psnr(plain, large), ssim(plain, large)))
    means = [round(float(value), 4) for value in np.mean(scores, axis=0)]
    result = {
        'training': {
            'recipe': 'model-registry/training/upscaler',
            'seeds': [saved['seed']],
            'hardware': f'{os.cpu_count()} CPU cores ({platform.machine()})',
            'framework': f'PyTorch {torch.__version__}',
            'durationSeconds': round(saved['seconds']),
            'steps': saved['step'],
            'parameters': parameter_count(model),
        },
        'quality': {
            'reference': REFERENCE,
            'frames': len(scores),
            **dict(zip(['psnr', 'ssim', 'bicubicPsnr', 'bicubicSsim'], means)),
            'measuredAt': datetime.now(timezone.utc).date().isoformat(),
        },
    }
    print(json.dumps(result, indent=2))
    (options.out / 'upscaler.json').write_text(json.dumps(result, indent=2) + '\n')


if __name__ == '__main__':
    main()
