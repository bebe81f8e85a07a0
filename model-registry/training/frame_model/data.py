"""Frames with finished targets, held in memory as float16, and batches of random crops of them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .augment import expose, known_picture, mirror, random_mask, recolour
from .display import to_display
from .network import GRANULARITY
from .scene_files import read_gbuffer, read_scene, read_target, scene_folders, split_of, target_path


@dataclass(frozen=True)
class Sample:
    scene: str
    frame: str
    space: str
    planes: Tensor  # [22, h, w] float16
    target: Tensor  # [3, h, w] float16, display, 0–1


@dataclass(frozen=True)
class Batch:
    """float32, on the training device."""

    gbuffer: Tensor  # [N, 22, s, s]
    known: Tensor  # [N, 3, s, s]
    mask: Tensor  # [N, 1, s, s]
    target: Tensor  # [N, 3, s, s]


class FrameSet:
    """All frames of one split that have a target; `refresh` picks up those that were finished since."""

    def __init__(self, data: Path, split: str, device: torch.device):
        self.data = data
        self.split = split
        self.device = device
        self.samples: list[Sample] = []
        self._scenes: dict[Path, dict] = {}
        self._loaded: set[Path] = set()
        self.refresh()

    def refresh(self) -> int:
        """Returns the number of frames added."""
        before = len(self.samples)
        for folder in scene_folders(self.data):
            if folder not in self._scenes:
                self._scenes[folder] = read_scene(folder)
            scene = self._scenes[folder]
            if split_of(scene) != self.split:
                continue
            for frame in scene['frames']:
                path = target_path(folder, frame)
                if path not in self._loaded and path.exists():
                    self.samples.append(self._load(folder, scene, frame))
                    self._loaded.add(path)
        return len(self.samples) - before

    def _load(self, folder: Path, scene: dict, frame: dict) -> Sample:
        planes = torch.from_numpy(read_gbuffer(folder, frame)).to(self.device)
        target = torch.from_numpy(to_display(read_target(folder, frame)).astype(np.float16)).to(self.device)
        return Sample(scene['id'], frame['id'], scene['space'], planes, target)

    def batch(self, random: np.random.Generator, count: int, size: int) -> Batch:
        """`count` random crops of `size`², varied, with known pixels in about half of them."""
        drawn = [self._draw(random, size) for _ in range(count)]
        gbuffer, target, known, mask = (torch.stack(parts) for parts in zip(*drawn))
        return Batch(*(part.to(memory_format=torch.channels_last) for part in (gbuffer, known, mask, target)))

    def _draw(self, random: np.random.Generator, size: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        sample = self.samples[random.integers(len(self.samples))]
        height, width = sample.target.shape[-2:]
        y, x = random.integers(0, height - size + 1), random.integers(0, width - size + 1)
        planes = sample.planes[:, y : y + size, x : x + size].float()
        target = sample.target[:, y : y + size, x : x + size].float()
        if random.random() < 0.5:
            planes, target = mirror(planes, target)
        if random.random() < 0.5:
            planes, target = recolour(planes, target, random.permutation(3).tolist())
        if random.random() < 0.5:
            planes, target = expose(planes, target, float(np.exp(random.uniform(-0.6, 0.6))))
        mask = torch.from_numpy(random_mask(random, size)).to(self.device)[None]
        return planes, target, known_picture(random, target) * (mask > 0), mask


def whole(sample: Sample) -> Batch:
    """The sample uncropped and unvaried, nothing known; trimmed to the sizes that the network takes."""
    height, width = (length - length % GRANULARITY for length in sample.target.shape[-2:])
    planes, target = (part[None, :, :height, :width].float() for part in (sample.planes, sample.target))
    return Batch(planes, torch.zeros_like(target), torch.zeros_like(target[:, :1]), target)
