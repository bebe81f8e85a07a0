"""
Path-traced targets: for every frame of every scene under --data that has no target yet, render, denoise and write
`<frame>.target.f16`: linear radiance times the scene's exposure, [3, h, w] float16, registered to the G-buffer's pixels.

    python -m frame_model.render --data DATA [--split train|test] [--only SCENE,…] [--samples 12] [--threads 1] [--watch]
"""

import argparse
import gc
import hashlib
import sys
import time
from pathlib import Path

import drjit
import mitsuba as mi
import numpy as np
import pyoidn

from .mitsuba_scene import PATH_DEPTH, carry_lantern, choose_variant, frame_sensor, load_scene
from .scene_files import read_scene, scene_folders, seen_through, target_path, write_atomically

# The guides have no light noise: enough samples for clean edges.
GUIDE_SAMPLES = 16
HALF_MAXIMUM = 65504.0


class Renderer:
    """Path tracer, guides and denoiser; chosen once so that compiled kernels are reused."""

    def __init__(self, samples: int):
        self.samples = samples
        self.variant = choose_variant()
        self.light = mi.load_dict({'type': 'path', 'max_depth': PATH_DEPTH})
        # Apart from the path tracer: as its parent, the `aov` integrator would trace every path twice.
        self.guides = mi.load_dict({'type': 'aov', 'aovs': 'albedo:albedo,normal:sh_normal'})

    def target(self, scene: 'mi.Scene', frame: dict, exposure: float, seed: int) -> np.ndarray:
        """[3, h, w] float16, linear, times exposure."""
        sensor = frame_sensor(frame)
        carry_lantern(scene, frame)
        light = np.array(mi.render(scene, integrator=self.light, sensor=sensor, spp=self.samples, seed=seed))
        guides = np.array(mi.render(scene, integrator=self.guides, sensor=sensor, spp=GUIDE_SAMPLES, seed=seed))
        if 'seenThrough' in frame:
            guides = seen_through(frame)
        clean = pyoidn.denoise(
            finite(light[..., :3]),
            np.clip(finite(guides[..., 0:3]), 0, 1),
            np.clip(finite(guides[..., 3:6]), -1, 1),
            hdr=True,
            clean_aux=True,
        )
        exposed = np.clip(finite(clean) * exposure, 0, HALF_MAXIMUM)
        return np.ascontiguousarray(exposed.transpose(2, 0, 1)).astype('<f2')


def finite(image: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(np.nan_to_num(image, nan=0.0, posinf=0.0, neginf=0.0), dtype=np.float32)


def frame_seed(scene: dict, frame: dict) -> int:
    """A fixed seed per frame: rendering again gives the same target."""
    return int.from_bytes(hashlib.sha256(f"{scene['id']}/{frame['id']}".encode()).digest()[:4], 'little')


def frames_of(folder: Path, limit: int | None) -> list[dict]:
    """The first `limit` frames of a scene, all without one."""
    return read_scene(folder)['frames'][:limit]


def pending_scenes(
    data: Path, split: str | None, only: set[str], failed: set[Path], limit: int | None = None
) -> list[Path]:
    """
    Scenes with frames that lack a target. Ordered by a hash of the name, so that an unfinished run has seen all
    spaces alike.
    """
    pending = []
    for folder in scene_folders(data, split):
        if folder in failed or (only and folder.name not in only):
            continue
        if any(not target_path(folder, frame).exists() for frame in frames_of(folder, limit)):
            pending.append(folder)
    return sorted(pending, key=lambda folder: hashlib.sha256(folder.name.encode()).digest())


def render_scene(renderer: Renderer, folder: Path, limit: int | None = None) -> int:
    """Renders what is missing of one scene; returns the number of frames written."""
    description = read_scene(folder)
    scene = load_scene(folder, description)
    written = 0
    for frame in frames_of(folder, limit):
        path = target_path(folder, frame)
        if path.exists():
            continue
        target = renderer.target(scene, frame, description['exposure'], frame_seed(description, frame))
        write_atomically(path, target.tobytes())
        written += 1
    return written


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--split', choices=['train', 'test'])
    parser.add_argument('--only', default='', help='scene ids, separated by commas')
    parser.add_argument('--samples', type=int, default=12, help='paths a pixel before denoising')
    parser.add_argument('--frames', type=int, help='only the first frames of every scene')
    parser.add_argument('--threads', type=int, help='all cores by default, 1 beside other work')
    parser.add_argument('--minutes', type=float, help='start no scene after this time')
    parser.add_argument('--watch', action='store_true', help='wait for new scenes until DATA/DONE exists')
    options = parser.parse_args()

    if options.threads:
        drjit.set_thread_count(options.threads)
    renderer = Renderer(options.samples)
    only = {name for name in options.only.split(',') if name}
    failed: set[Path] = set()
    frames, start = 0, time.monotonic()
    print(f'{renderer.variant}, {options.samples} samples a pixel', flush=True)
    while options.minutes is None or time.monotonic() - start < options.minutes * 60:
        # Asked before looking for scenes: what was written before DONE is then seen.
        done = not options.watch or (options.data / 'DONE').exists()
        pending = pending_scenes(options.data, options.split, only, failed, options.frames)
        if not pending:
            if done:
                break
            time.sleep(2)
            continue
        # One scene a round: the next look may find scenes that come earlier.
        folder = pending[0]
        try:
            began = time.monotonic()
            count = render_scene(renderer, folder, options.frames)
            frames += count
            pace = (time.monotonic() - start) / max(frames, 1)
            print(
                f'{folder.name}: {count} frames in {time.monotonic() - began:.1f} s; '
                f'{len(pending) - 1} scenes wait; {pace:.1f} s a frame so far',
                flush=True,
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            failed.add(folder)
            print(f'{folder.name}: skipped: {error}', file=sys.stderr, flush=True)
        gc.collect()
        drjit.flush_malloc_cache()
    print(f'{frames} frames, {time.monotonic() - start:.0f} s', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
