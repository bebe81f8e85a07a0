"""Scene light to display and back; the same curve as libs/scene/src/raster/tone-map.ts."""

import numpy as np
import torch
from torch import Tensor


def filmic(x: np.ndarray) -> np.ndarray:
    """ACES filmic fit of Narkowicz (2015), per channel."""
    x = np.maximum(x, 0)
    return np.clip((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 0, 1)


def encode_srgb(linear: np.ndarray) -> np.ndarray:
    """IEC 61966-2-1."""
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-8) ** (1 / 2.4) - 0.055)


def to_display(exposed: np.ndarray) -> np.ndarray:
    """Radiance times exposure → sRGB-encoded 0–1, float32."""
    return encode_srgb(filmic(exposed.astype(np.float32))).astype(np.float32)


def to_display_tensor(exposed: Tensor) -> Tensor:
    """As `to_display`, of exposed light ≥ 0."""
    linear = torch.clamp((exposed * (2.51 * exposed + 0.03)) / (exposed * (2.43 * exposed + 0.59) + 0.14), 0, 1)
    return torch.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clamp(min=1e-8) ** (1 / 2.4) - 0.055)


def inverse_display(shown: Tensor) -> Tensor:
    """Exposed light of a displayed colour 0–1; white is the least light that is shown white (7.2)."""
    shown = shown.clamp(0, 1)
    y = torch.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    # y = x (2.51 x + 0.03) / (x (2.43 x + 0.59) + 0.14), solved for the positive x.
    a, b, c = 2.51 - 2.43 * y, 0.03 - 0.59 * y, -0.14 * y
    return (-b + torch.sqrt(b * b - 4 * a * c)) / (2 * a)
