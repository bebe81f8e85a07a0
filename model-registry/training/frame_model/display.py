"""Scene light to display and back; the same curve as libs/scene/src/raster/tone-map.ts."""

import numpy as np


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
