"""
The upscaler: a picture → the same picture at twice its width and height.

Works at the small picture's resolution and shuffles channels into pixels at the end (Shi et al. 2016): every convolution
sees a quarter of the pixels. The residual over a bicubic enlargement is learnt, so an untrained network is bicubic.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

SCALE = 2
# Catmull-Rom's cubic (a = -1/2) for a new pixel a quarter of a pixel before an old one: weights of the old pixels from two
# before that one to one after it.
TAPS = (-0.0234375, 0.2265625, 0.8671875, -0.0703125)


def bicubic_kernels() -> Tensor:
    """[12, 3, 5, 5]: for each colour the four pixels that a pixel becomes, in the order of pixel_shuffle."""
    before = torch.tensor([*TAPS, 0.0])
    taps = (before, before.flip(0))
    kernels = torch.zeros(12, 3, 5, 5)
    for colour in range(3):
        for row in range(SCALE):
            for column in range(SCALE):
                kernels[colour * 4 + row * SCALE + column, colour] = torch.outer(taps[row], taps[column])
    return kernels


class Upscaler(nn.Module):
    """picture [N, 3, H, W] → frame [N, 3, 2H, 2W], display-referred, 0–1."""

    def __init__(self, channels: int = 32, blocks: int = 2):
        super().__init__()
        self.shape = {'channels': channels, 'blocks': blocks}
        self.stem = nn.Conv2d(3, channels, 3, padding=1)
        self.first = nn.ModuleList(nn.Conv2d(channels, channels, 3, padding=1) for _ in range(blocks))
        self.second = nn.ModuleList(nn.Conv2d(channels, channels, 3, padding=1) for _ in range(blocks))
        self.head = nn.Conv2d(channels, 12, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.register_buffer('enlarge', bicubic_kernels())

    def forward(self, picture: Tensor) -> Tensor:
        x = functional.relu(self.stem(picture))
        for first, second in zip(self.first, self.second):
            x = functional.relu(x + second(functional.relu(first(x))))
        # The border is repeated, not black: bicubic weights beyond it would darken the edge of the picture.
        enlarged = functional.conv2d(functional.pad(picture, (2, 2, 2, 2), mode='replicate'), self.enlarge)
        return torch.clamp(functional.pixel_shuffle(self.head(x) + enlarged, SCALE), 0, 1)


def parameter_count(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())
