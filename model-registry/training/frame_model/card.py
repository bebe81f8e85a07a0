"""
The card of a model: what it was measured at, and held-out frames as a grid: base colour, normals, preview, ours, reference.

    python -m frame_model.card --data DATA --model RUN/frame-model.onnx --evaluation RUN/evaluation.json \
        --title 'Daylight 1.2.0' --out RUN

Writes RUN/CARD.md and RUN/grid.jpg, which make_checkpoint.py takes by --with.
"""

import argparse
import io
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

from .data import FrameSet, Sample, whole
from .network import BASE_COLOUR, NORMAL, PREVIEW

COLUMNS = ['base colour', 'normals', 'preview', 'ours', 'reference']
LARGEST = 400_000  # bytes of the grid


def panels(session: onnxruntime.InferenceSession, sample: Sample) -> np.ndarray:
    """[3, h, 5·w] display, 0–1."""
    batch = whole(sample)
    inputs = {'gbuffer': batch.gbuffer, 'known': batch.known, 'mask': batch.mask}
    frame = session.run(['frame'], {name: value.numpy() for name, value in inputs.items()})[0][0]
    planes = batch.gbuffer[0].numpy()
    shown = [
        planes[BASE_COLOUR : BASE_COLOUR + 3],
        planes[NORMAL : NORMAL + 3] / 2 + 0.5,
        planes[PREVIEW : PREVIEW + 3],
        frame,
        batch.target[0].numpy(),
    ]
    return np.concatenate([panel.clip(0, 1) for panel in shown], 2)


def write_grid(path: Path, rows: list[np.ndarray]) -> None:
    """JPEG, in the best quality that keeps it below LARGEST."""
    image = Image.fromarray((np.concatenate(rows, 1).transpose(1, 2, 0) * 255 + 0.5).astype(np.uint8))
    for quality in (90, 82, 74, 62, 50):
        content = io.BytesIO()
        image.save(content, 'JPEG', quality=quality, optimize=True)
        if content.tell() <= LARGEST:
            break
    path.write_bytes(content.getvalue())


def card(title: str, measured: dict) -> str:
    lines = [
        f'# {title}',
        '',
        measured['reference'],
        '',
        f"| {measured['frames']} held-out frames | preview | model |",
        '| --- | --- | --- |',
        f"| PSNR, dB | {measured['previewPsnr']:.2f} | {measured['psnr']:.2f} |",
        f"| SSIM | {measured['previewSsim']:.4f} | {measured['ssim']:.4f} |",
    ]
    measures = measured.get('measures', {})
    pairs = [
        ('gradient distance (GMSD, 0 is best)', 'previewGradientDistance', 'gradientDistance'),
        ('warp error of neighbouring frames', 'previewWarpError', 'warpError'),
    ]
    lines += [f'| {name} | {measures[a]:.4f} | {measures[b]:.4f} |' for name, a, b in pairs if a in measures]
    if 'inpaintingPsnr' in measures:
        lines += [
            '',
            f"A hole with the rest of the picture known is painted at {measures['inpaintingPsnr']:.2f} dB, the same pixels with "
            f"nothing known at {measures['withoutKnownPsnr']:.2f} dB; known pixels change by {measures['knownError']:g}.",
        ]
    if measured.get('attribute'):
        lines += ['', f"Attribute control, {measured['attribute']}: {measures['attributeRatio']:.2f} (1: no effect)."]
    lines += ['', '| group | frames | preview, dB | model, dB |', '| --- | --- | --- | --- |']
    lines += [
        f"| {group['label']} | {group['frames']} | {group['previewPsnr']:.2f} | {group['psnr']:.2f} |"
        for group in measured['groups']
    ]
    return '\n'.join([*lines, '', f"![{', '.join(COLUMNS)}](grid.jpg)", '', f"From left to right: {', '.join(COLUMNS)}.", ''])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--model', type=Path, required=True)
    parser.add_argument('--evaluation', type=Path, required=True)
    parser.add_argument('--title', required=True)
    parser.add_argument('--rows', type=int, default=6)
    parser.add_argument('--out', type=Path, required=True)
    options = parser.parse_args()

    samples = FrameSet(options.data, 'test', torch.device('cpu')).samples
    session = onnxruntime.InferenceSession(str(options.model), providers=['CPUExecutionProvider'])
    chosen = samples[:: max(1, len(samples) // options.rows)][: options.rows]
    write_grid(options.out / 'grid.jpg', [panels(session, sample) for sample in chosen])
    text = card(options.title, json.loads(options.evaluation.read_text()))
    (options.out / 'CARD.md').write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
