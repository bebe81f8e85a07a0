"""Random variations of training samples: mirrored, recoloured, and with a part of the picture known already."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from .display import inverse_display, to_display_tensor
from .network import BASE_COLOUR, GBUFFER_CHANNELS, INDIRECT, NORMAL, PREVIEW, REFLECTION, SKY

COLOUR_GROUPS = (PREVIEW, BASE_COLOUR, SKY, INDIRECT, REFLECTION)
LIGHT_GROUPS = (PREVIEW, SKY, INDIRECT, REFLECTION)


def mirror(planes: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Left to right; the normal's x (camera space) changes its sign."""
    planes = planes.flip(-1)
    planes[NORMAL] = -planes[NORMAL]
    return planes, target.flip(-1)


def recolour(planes: Tensor, target: Tensor, order: list[int]) -> tuple[Tensor, Tensor]:
    """Permutes red, green and blue of all colours alike: light transport and tone map treat the channels alike."""
    index = list(range(GBUFFER_CHANNELS))
    for first in COLOUR_GROUPS:
        index[first : first + 3] = [first + channel for channel in order]
    return planes[index], target[order]


def expose(planes: Tensor, target: Tensor, factor: float) -> tuple[Tensor, Tensor]:
    """The same scene at another exposure. What was white by clipping stays close to it, in planes and target alike."""
    planes = planes.clone()
    for first in LIGHT_GROUPS:
        lit = planes[first : first + 3]
        planes[first : first + 3] = to_display_tensor(inverse_display(lit) * factor)
    return planes, to_display_tensor(inverse_display(target) * factor)


def random_mask(random: np.random.Generator, size: int) -> np.ndarray:
    """[size, size] float32, 1 where the pixel is known; half of the masks know nothing."""
    mask = np.zeros((size, size), np.float32)
    kind = random.choice(['none', 'rectangles', 'strokes', 'side', 'holes'], p=[0.5, 0.12, 0.12, 0.12, 0.14])
    if kind == 'rectangles':
        for _ in range(random.integers(1, 5)):
            _rectangle(random, mask, 1.0, size // 8, size // 2)
    elif kind == 'strokes':
        _strokes(random, mask, 1.0, int(random.integers(1, 6)))
    elif kind == 'side':
        mask[_half_plane(random, size)] = 1
    elif kind == 'holes':
        # As after reprojecting the previous frame: nearly all is known, save what came into view.
        mask[:] = 1
        _strokes(random, mask, 0.0, int(random.integers(1, 6)))
        for _ in range(random.integers(0, 3)):
            _rectangle(random, mask, 0.0, size // 10, size // 3)
        if random.random() < 0.5:
            mask[:, : random.integers(1, size // 4)] = 0
    if kind != 'none' and random.random() < 0.5:
        mask = 1 - mask
    if random.random() < 0.15:
        mask *= random.uniform(0.5, 1)  # a known picture that is not fully trusted
    return mask


def known_picture(random: np.random.Generator, target: Tensor) -> Tensor:
    """The target as an earlier pass would have left it: often a little noisy, softened or shifted. [3, h, w]."""
    known = target
    if random.random() < 0.4:
        # Bilinear resampling at a fraction of a pixel, as reprojection does.
        dx, dy = random.uniform(0, 0.7, 2)
        known = (1 - dx) * known + dx * torch.roll(known, 1, dims=-1)
        known = (1 - dy) * known + dy * torch.roll(known, 1, dims=-2)
    if random.random() < 0.4:
        coarse = torch.randn(1, 3, 6, 6, device=target.device) * float(random.uniform(0, 0.04))
        known = known + functional.interpolate(coarse, size=target.shape[-2:], mode='bilinear')[0]
    if random.random() < 0.4:
        known = known + torch.randn_like(known) * float(random.uniform(0, 0.03))
    return known.clamp(0, 1)


def _rectangle(random: np.random.Generator, mask: np.ndarray, value: float, low: int, high: int) -> None:
    size = mask.shape[0]
    width, height = random.integers(low, high + 1, 2)
    x, y = random.integers(0, size - width + 1), random.integers(0, size - height + 1)
    mask[y : y + height, x : x + width] = value


def _strokes(random: np.random.Generator, mask: np.ndarray, value: float, count: int) -> None:
    """Wandering brush strokes of 2 to 12 pixels in radius."""
    size = mask.shape[0]
    rows, columns = np.mgrid[0:size, 0:size]
    for _ in range(count):
        radius = random.uniform(2, 12)
        point, angle = random.uniform(0, size, 2), random.uniform(0, 2 * np.pi)
        for _ in range(random.integers(6, 24)):
            mask[(rows - point[0]) ** 2 + (columns - point[1]) ** 2 < radius**2] = value
            angle += random.normal(0, 0.5)
            point = point + radius * np.array([np.sin(angle), np.cos(angle)])


def _half_plane(random: np.random.Generator, size: int) -> np.ndarray:
    rows, columns = np.mgrid[0:size, 0:size] / size - 0.5
    angle, offset = random.uniform(0, 2 * np.pi), random.uniform(-0.3, 0.3)
    return rows * np.sin(angle) + columns * np.cos(angle) > offset
