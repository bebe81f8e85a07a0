"""
How far the held-out targets themselves are from converged: renders some of them again with other seeds and compares.

    python -m frame_model.noise_floor --data DATA --samples 128 [--frames 6]

`--samples` must be those that the targets were rendered with. Two independent renders differ by the noise of both, so one
has half of their mean square difference. What denoiser and path length leave out on both sides alike is not seen by this.
Writes DATA/noise-floor.json, which `evaluate` quotes.
"""

import argparse
import json
from pathlib import Path

import drjit
import numpy as np

from .display import to_display
from .mitsuba_scene import load_scene
from .render import Renderer, frame_seed
from .scene_files import read_scene, read_target, scene_folders, target_path


def rendered_frames(data: Path) -> list[tuple[Path, dict, dict]]:
    """Held-out frames with a target, one or more a scene."""
    found = []
    for folder in scene_folders(data, 'test'):
        scene = read_scene(folder)
        found += [(folder, scene, frame) for frame in scene['frames'] if target_path(folder, frame).exists()]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--samples', type=int, required=True)
    parser.add_argument('--frames', type=int, default=6, help='evenly chosen among those with a target')
    parser.add_argument('--threads', type=int, help='all cores by default')
    options = parser.parse_args()

    if options.threads:
        drjit.set_thread_count(options.threads)
    renderer = Renderer(options.samples)
    frames = rendered_frames(options.data)
    floors = []
    for folder, scene, frame in frames[:: max(1, len(frames) // options.frames)][: options.frames]:
        other_seed = frame_seed(scene, frame) ^ 0x5EED
        again = renderer.target(load_scene(folder, scene), frame, scene['exposure'], other_seed)
        difference = to_display(again) - to_display(read_target(folder, frame))
        floors.append(-10 * np.log10(max(1e-6, float(np.mean(difference**2)) / 2)))
        print(f'{folder.name}/{frame["id"]}: {floors[-1]:.2f} dB', flush=True)
    result = {
        'samples': options.samples,
        'frames': len(floors),
        'meanDecibel': round(float(np.mean(floors)), 2),
        'lowestDecibel': round(float(np.min(floors)), 2),
    }
    (options.data / 'noise-floor.json').write_text(json.dumps(result, indent=2) + '\n')
    print(json.dumps(result))


if __name__ == '__main__':
    main()
