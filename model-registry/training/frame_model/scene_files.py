"""Reading and writing the files of a training scene (see README.md, "Data format")."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHANNELS = 22
# One training scene in so many is kept for validation.
VALIDATION_SHARE = 12


@dataclass(frozen=True)
class SceneMesh:
    """Arrays of one scene, world space, metres, Y up."""

    positions: np.ndarray  # [V, 3] float32
    normals: np.ndarray  # [V, 3] float32
    uvs: np.ndarray  # [V, 2] float32, metres along the surface
    indices: np.ndarray  # [T, 3] uint32
    triangle_material: np.ndarray  # [T] uint16


def scene_folders(data: Path, split: str | None = None) -> list[Path]:
    """Folders of finished scenes under `data`, in name order; `split` keeps one split only."""
    # The exporter writes to NAME.partial and renames when all files are there.
    folders = sorted(path.parent for path in Path(data).glob('*/scene.json') if path.parent.suffix != '.partial')
    return [f for f in folders if split is None or read_scene(f)['split'] == split]


def read_scene(folder: Path) -> dict:
    scene = json.loads((Path(folder) / 'scene.json').read_text())
    if any(material.get('opacity') is not None for material in scene['materials']):
        for frame in scene['frames']:
            frame['seenThrough'] = str(Path(folder) / frame['gbuffer'])
    return scene


def seen_through(frame: dict) -> np.ndarray:
    """
    [h, w, 6] base colour (linear) and normal of a frame with clear surfaces, as the rasteriser composes them. What a first
    hit finds is the glass alone, and would guide the denoiser to wipe out what lies behind it.
    """
    crop = frame['crop']
    planes = np.fromfile(frame['seenThrough'], '<f2').reshape(CHANNELS, crop['height'], crop['width']).astype(np.float32)
    encoded = planes[3:6]
    colour = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    guides = np.concatenate([colour, planes[6:9]]).transpose(1, 2, 0)
    # The planes have hard edges: soften them as a pixel's area does.
    padded = np.pad(guides, ((1, 1), (1, 1), (0, 0)), mode='edge')
    down = 0.15 * padded[:-2] + 0.7 * padded[1:-1] + 0.15 * padded[2:]
    return 0.15 * down[:, :-2] + 0.7 * down[:, 1:-1] + 0.15 * down[:, 2:]


def split_of(scene: dict) -> str:
    """
    `test`, `train` or `val`. The exporter knows two splits; a twelfth of the training scenes, by a hash of their id, is
    set apart to choose the step whose weights are kept, so that the test scenes are looked at once, at the end.
    """
    if scene['split'] != 'train':
        return scene['split']
    first = hashlib.sha256(f"val/{scene['id']}".encode()).digest()[0]
    return 'val' if first * VALIDATION_SHARE < 256 else 'train'


def read_mesh(folder: Path, scene: dict) -> SceneMesh:
    """Raises ValueError when a file is shorter or longer than scene.json says."""
    vertices, triangles = scene['mesh']['vertices'], scene['mesh']['triangles']

    def load(name: str, dtype, shape: tuple[int, ...]) -> np.ndarray:
        return _reshape(np.fromfile(Path(folder) / name, dtype), shape, Path(folder) / name)

    return SceneMesh(
        positions=load('positions.f32', '<f4', (vertices, 3)),
        normals=load('normals.f32', '<f4', (vertices, 3)),
        uvs=load('uvs.f32', '<f4', (vertices, 2)),
        indices=load('indices.u32', '<u4', (triangles, 3)),
        triangle_material=load('triangleMaterial.u16', '<u2', (triangles,)),
    )


def read_sky(folder: Path, scene: dict) -> np.ndarray:
    """Linear radiance [height, width, 3], row 0 at the zenith."""
    sky = scene['sky']
    path = Path(folder) / sky['file']
    return _reshape(np.fromfile(path, '<f4'), (sky['height'], sky['width'], 3), path)


def read_gbuffer(folder: Path, frame: dict) -> np.ndarray:
    """Planes [22, h, w] float16."""
    crop = frame['crop']
    path = Path(folder) / frame['gbuffer']
    return _reshape(np.fromfile(path, '<f2'), (CHANNELS, crop['height'], crop['width']), path)


def target_path(folder: Path, frame: dict) -> Path:
    return Path(folder) / f"{frame['id']}.target.f16"


def read_target(folder: Path, frame: dict) -> np.ndarray:
    """Linear radiance [3, h, w] float16, already times the scene's exposure."""
    crop = frame['crop']
    path = target_path(folder, frame)
    return _reshape(np.fromfile(path, '<f2'), (3, crop['height'], crop['width']), path)


def write_atomically(path: Path, data: bytes) -> None:
    """Readers see either no file or the whole file."""
    temporary = path.with_name(f'.{path.name}.{os.getpid()}.tmp')
    temporary.write_bytes(data)
    temporary.replace(path)


def _reshape(array: np.ndarray, shape: tuple[int, ...], path: Path) -> np.ndarray:
    if array.size != int(np.prod(shape)):
        raise ValueError(f'{path}: {array.size} values, {int(np.prod(shape))} expected for shape {shape}')
    return array.reshape(shape)
