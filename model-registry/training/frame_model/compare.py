"""
Our frame beside the path tracer's, plain and denoised, on the same held-out frames and cores in one run.

    python -m frame_model.compare --data DATA --model frame-model.onnx --raster-ms 180 --bake-ms 4000 [--frames 6] --out OUT

Frames are the windows of DATA (256 × 256). A path tracer's time grows with pixels and so does ours: the rasteriser's
milliseconds for a picture of 960 × 540 (`npm run bench -- frame`) count by the window's share of its pixels, the light's
baking is spread over a clip of ten seconds at 24 frames a second, and the model is run here. The compiling of the scene is
left out for the path tracer. Writes OUT/comparison.json: at equal PSNR, how many times as long either takes; in equal time,
how many dB the plain path tracer is behind.
"""

import argparse
import json
import time
from pathlib import Path

import drjit
import mitsuba as mi
import numpy as np
import onnxruntime
import pyoidn
import torch

from .data import FrameSet, Sample, whole
from .display import to_display
from .mitsuba_scene import PATH_DEPTH, carry_lantern, choose_variant, frame_sensor, load_scene
from .render import GUIDE_SAMPLES, finite
from .scene_files import read_scene

SAMPLES = (1, 2, 4, 8, 16, 32, 64, 128)
CLIP_FRAMES = 240
PICTURE = 960 * 540


def decibel(picture: np.ndarray, reference: np.ndarray) -> float:
    return float(-10 * np.log10(max(1e-9, np.mean((picture - reference) ** 2))))


def timed(action) -> tuple[np.ndarray, float]:
    """The result and its seconds, after one run that compiles what there is to compile."""
    action()
    start = time.perf_counter()
    result = np.array(action())
    return result, time.perf_counter() - start


def ours(session: onnxruntime.InferenceSession, sample: Sample, raster: float) -> dict:
    batch = whole(sample)
    inputs = {name: value.numpy() for name, value in vars(batch).items() if name != 'target'}
    frame, seconds = timed(lambda: session.run(['frame'], inputs)[0][0])
    return {'psnr': decibel(frame, batch.target[0].numpy()), 'seconds': seconds + raster}


def traced(folder: Path, description: dict, frame: dict, reference: np.ndarray, most: int) -> list[dict]:
    """A line for every number of samples: seconds and PSNR, plain and denoised; the guides' time counts for the latter."""
    scene, sensor = load_scene(folder, description), frame_sensor(frame)
    carry_lantern(scene, frame)
    light = mi.load_dict({'type': 'path', 'max_depth': PATH_DEPTH})
    guide = mi.load_dict({'type': 'aov', 'aovs': 'albedo:albedo,normal:sh_normal'})
    exposure = description['exposure']
    shown = lambda image: to_display(np.clip(finite(image) * exposure, 0, None)).transpose(2, 0, 1)
    guides, guide_seconds = timed(lambda: mi.render(scene, integrator=guide, sensor=sensor, spp=GUIDE_SAMPLES, seed=1))
    albedo, normal = np.clip(finite(guides[..., 0:3]), 0, 1), np.clip(finite(guides[..., 3:6]), -1, 1)
    lines = []
    for samples in [count for count in SAMPLES if count <= most]:
        image, seconds = timed(lambda: mi.render(scene, integrator=light, sensor=sensor, spp=samples, seed=7))
        noisy = finite(image[..., :3])
        clean, denoising = timed(lambda: pyoidn.denoise(noisy, albedo, normal, hdr=True, clean_aux=True))
        lines.append({
            'samples': samples,
            'seconds': seconds,
            'psnr': decibel(shown(noisy), reference),
            'denoisedSeconds': seconds + guide_seconds + denoising,
            'denoisedPsnr': decibel(shown(clean), reference),
        })
    return lines


def seconds_to_reach(goal: float, points: list[tuple[float, float]]) -> float:
    """(seconds, dB) rising: interpolated over log time; the first point's time where even it is better."""
    if points[0][1] >= goal:
        return points[0][0]
    for (t0, q0), (t1, q1) in zip(points, points[1:]):
        if q1 >= goal > q0:
            return float(np.exp(np.log(t0) + (goal - q0) / (q1 - q0) * np.log(t1 / t0)))
    return float('inf')


def decibel_after(seconds: float, points: list[tuple[float, float]]) -> float:
    times, qualities = zip(*points)
    return float(np.interp(np.log(seconds), np.log(times), qualities))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--model', type=Path, required=True)
    parser.add_argument('--raster-ms', type=float, required=True, help='of a picture of 960 × 540')
    parser.add_argument('--bake-ms', type=float, required=True)
    parser.add_argument('--frames', type=int, default=6)
    parser.add_argument('--most', type=int, default=SAMPLES[-1], help='samples a pixel at most')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--out', type=Path, required=True)
    options = parser.parse_args()

    choose_variant()
    drjit.set_thread_count(options.threads)
    torch.set_num_threads(options.threads)
    session_options = onnxruntime.SessionOptions()
    session_options.intra_op_num_threads = options.threads
    session = onnxruntime.InferenceSession(str(options.model), session_options, providers=['CPUExecutionProvider'])
    samples = FrameSet(options.data, 'test', torch.device('cpu')).samples
    chosen = samples[:: max(1, len(samples) // options.frames)][: options.frames]
    fields = ('seconds', 'psnr', 'denoisedSeconds', 'denoisedPsnr')
    own, lines = [], []
    for sample in chosen:
        share = sample.target.shape[-1] * sample.target.shape[-2] / PICTURE
        raster = (options.raster_ms + options.bake_ms / CLIP_FRAMES) / 1000 * share
        own.append(ours(session, sample, raster))
        folder = options.data / sample.scene
        description = read_scene(folder)
        frame = next(entry for entry in description['frames'] if entry['id'] == sample.frame)
        lines.append(traced(folder, description, frame, sample.target.float().numpy(), options.most))
        print(sample.scene, sample.frame, {k: round(v, 3) for k, v in own[-1].items()}, flush=True)

    mean = lambda values: float(np.mean(values))
    table = [
        {'samples': count, **{name: round(mean([entry[i][name] for entry in lines]), 4) for name in fields}}
        for i, count in enumerate(count for count in SAMPLES if count <= options.most)
    ]
    psnr, seconds = (mean([entry[name] for entry in own]) for name in ('psnr', 'seconds'))
    plain = [(row['seconds'], row['psnr']) for row in table]
    denoised = [(row['denoisedSeconds'], row['denoisedPsnr']) for row in table]
    result = {
        'frames': len(own),
        'threads': options.threads,
        'ours': {'psnr': round(psnr, 3), 'seconds': round(seconds, 4)},
        'timesAsFastAsPlain': round(seconds_to_reach(psnr, plain) / seconds, 1),
        'timesAsFastAsDenoised': round(seconds_to_reach(psnr, denoised) / seconds, 1),
        'decibelAheadOfPlainInEqualTime': round(psnr - decibel_after(seconds, plain), 2),
        'pathTracer': table,
    }
    text = json.dumps(result, indent=2).replace('Infinity', 'null')
    (options.out / 'comparison.json').write_text(text + '\n')
    print(text)


if __name__ == '__main__':
    main()
