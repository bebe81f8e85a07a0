"""
Averaged weights → ONNX, compared with torch.

    python -m frame_model.export --checkpoint RUN/checkpoint.pt --out frame-model.onnx
"""

import argparse
import hashlib
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from .evaluate import load_model
from .network import GBUFFER_CHANNELS, FrameModel

OPSET = 17
TOLERANCE = 1e-3
INPUTS = ['gbuffer', 'known', 'mask']


def inputs_of(height: int, width: int, seed: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    random = torch.Generator().manual_seed(seed)
    gbuffer = torch.rand(1, GBUFFER_CHANNELS, height, width, generator=random)
    known = torch.rand(1, 3, height, width, generator=random)
    mask = (torch.rand(1, 1, height, width, generator=random) > 0.5).float()
    return gbuffer, known, mask


def export(model: FrameModel, path: Path) -> None:
    sizes = {name: {2: 'height', 3: 'width'} for name in [*INPUTS, 'frame']}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')  # The tracing exporter needs no further package and serves this graph well.
        torch.onnx.export(
            model,
            inputs_of(64, 64, 0),
            str(path),
            opset_version=OPSET,
            dynamo=False,
            input_names=INPUTS,
            output_names=['frame'],
            dynamic_axes=sizes,
        )
    onnx.checker.check_model(str(path), full_check=True)


def verify(model: FrameModel, path: Path) -> float:
    """Largest difference from torch over two sizes. Raises ValueError where it or a known pixel is off."""
    session = onnxruntime.InferenceSession(str(path), providers=['CPUExecutionProvider'])
    worst = 0.0
    for seed, (height, width) in enumerate([(96, 160), (272, 480)]):
        inputs = inputs_of(height, width, seed + 1)
        expected = model(*inputs).numpy()
        frame = session.run(['frame'], {name: value.numpy() for name, value in zip(INPUTS, inputs)})[0]
        worst = max(worst, float(np.abs(frame - expected).max()))
        known = np.broadcast_to(inputs[2].numpy() == 1, frame.shape)
        if not np.array_equal(frame[known], inputs[1].numpy()[known]):
            raise ValueError(f'{path}: known pixels do not come back exactly at {width}×{height}')
    if worst > TOLERANCE:
        raise ValueError(f'{path}: differs from torch by {worst:.2e}, more than {TOLERANCE}')
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--checkpoint', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    options = parser.parse_args()

    model = load_model(options.checkpoint, torch.device('cpu'))
    partial = options.out.with_suffix('.partial.onnx')
    export(model, partial)
    worst = verify(model, partial)
    partial.replace(options.out)
    content = options.out.read_bytes()
    print(f'{options.out}: {len(content):,} bytes, differs from torch by at most {worst:.1e}')
    print(f'sha256:{hashlib.sha256(content).hexdigest()}')


if __name__ == '__main__':
    main()
