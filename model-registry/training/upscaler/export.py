"""
Averaged weights → ONNX, compared with torch.

    python -m upscaler.export --checkpoint RUN/upscaler.pt --out upscaler.onnx
"""

import argparse
import hashlib
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from frame_model.export import OPSET, TOLERANCE

from .evaluate import load_model
from .network import Upscaler


def export(model: Upscaler, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')  # The tracing exporter needs no further package and serves this graph well.
        torch.onnx.export(
            model,
            (torch.rand(1, 3, 32, 48),),
            str(path),
            opset_version=OPSET,
            dynamo=False,
            input_names=['picture'],
            output_names=['frame'],
            dynamic_axes={'picture': {2: 'height', 3: 'width'}, 'frame': {2: 'large_height', 3: 'large_width'}},
        )
    onnx.checker.check_model(str(path), full_check=True)


def verify(model: Upscaler, path: Path) -> float:
    """Largest difference from torch over two sizes. Raises ValueError where it is above the tolerance."""
    session = onnxruntime.InferenceSession(str(path), providers=['CPUExecutionProvider'])
    worst = 0.0
    for height, width in [(37, 64), (135, 240)]:
        picture = torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(height))
        with torch.no_grad():
            expected = model(picture).numpy()
        frame = session.run(['frame'], {'picture': picture.numpy()})[0]
        worst = max(worst, float(np.abs(frame - expected).max()))
    if worst > TOLERANCE:
        raise ValueError(f'{path}: differs from torch by {worst:.2e}, more than {TOLERANCE}')
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    options = parser.parse_args()
    model, _ = load_model(options.checkpoint)
    export(model, options.out)
    worst = verify(model, options.out)
    content = options.out.read_bytes()
    print(f'{options.out}: {len(content):,} bytes, differs from torch by at most {worst:.1e}')
    print(f'sha256:{hashlib.sha256(content).hexdigest()}')


if __name__ == '__main__':
    main()
