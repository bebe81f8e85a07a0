"""Pairs of pictures from path-traced targets: the target, and the same light seen by pixels twice as large."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from frame_model.display import to_display_tensor
from frame_model.scene_files import read_scene, read_target, scene_folders, split_of, target_path

from .network import SCALE


@dataclass(frozen=True)
class Target:
    scene: str
    light: Tensor  # [3, h, w] float16, linear times exposure


def load_targets(folders: list[Path], split: str) -> list[Target]:
    """Every target of the split in all data folders, in name order. Raises ValueError where there is none."""
    found = []
    for data in folders:
        for folder in scene_folders(data):
            scene = read_scene(folder)
            if split_of(scene) != split:
                continue
            frames = [frame for frame in scene['frames'] if target_path(folder, frame).exists()]
            found += [Target(scene['id'], torch.from_numpy(read_target(folder, frame).copy())) for frame in frames]
    if not found:
        raise ValueError(f'No {split} frame under {", ".join(map(str, folders))} has a target.')
    return found


def pair(light: Tensor) -> tuple[Tensor, Tensor]:
    """
    Linear light [N, 3, 2h, 2w] → the small picture and the large one, display-referred. Light is averaged before the tone
    map, as a renderer with a box filter does at the smaller size.
    """
    return to_display_tensor(functional.avg_pool2d(light, SCALE)), to_display_tensor(light)


def batch(targets: list[Target], random: np.random.Generator, count: int, size: int) -> tuple[Tensor, Tensor]:
    """`count` random crops, small pictures of `size`²: turned, mirrored, with colours permuted and exposures varied."""
    return pair(torch.stack([_draw(targets[random.integers(len(targets))].light, random, size) for _ in range(count)]))


def _draw(light: Tensor, random: np.random.Generator, size: int) -> Tensor:
    large = SCALE * size
    y, x = (random.integers(0, length - large + 1) for length in light.shape[-2:])
    crop = light[:, y : y + large, x : x + large].float()
    crop = torch.rot90(crop, int(random.integers(4)), (1, 2))
    if random.random() < 0.5:
        crop = crop.flip(-1)
    return crop[random.permutation(3).tolist()] * float(np.exp(random.uniform(-0.5, 0.5)))
