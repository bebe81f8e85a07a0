"""Picture quality, display-referred, 0–1."""

import torch
from torch import Tensor
from torch.nn import functional


def psnr(a: Tensor, b: Tensor) -> float:
    """Decibel; capped at 60 where two pictures agree."""
    error = torch.mean((a - b) ** 2).item()
    return 60.0 if error < 1e-6 else -10 * torch.log10(torch.tensor(error)).item()


def ssim(a: Tensor, b: Tensor) -> float:
    """Wang et al. (2004): Gaussian window of 11 pixels, sigma 1.5; mean over pixels and channels of [N, 3, h, w]."""
    offsets = torch.arange(11, device=a.device) - 5.0
    weights = torch.exp(-(offsets**2) / (2 * 1.5**2))
    weights = weights / weights.sum()
    kernel = torch.outer(weights, weights).expand(a.shape[1], 1, 11, 11)

    def blur(x: Tensor) -> Tensor:
        return functional.conv2d(x, kernel, groups=a.shape[1])

    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = 0.01**2, 0.03**2
    score = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    return (score / ((mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2))).mean().item()
