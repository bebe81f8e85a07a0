"""
The frame model: a U-Net that predicts the residual over the rasteriser's preview.

Shaped for onnxruntime on the CPU: no normalisation, ReLU (fused into the convolutions), channels in multiples of 16
(blocked convolutions), addition instead of concatenation, half resolution from the first layer on.
"""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

# First plane of each group of the G-buffer (libs/scene/src/raster/channels.ts).
PREVIEW, BASE_COLOUR, NORMAL, DEPTH, ROUGHNESS, METALLIC, SUN, SKY, INDIRECT, REFLECTION = 0, 3, 6, 9, 10, 11, 12, 13, 16, 19
GBUFFER_CHANNELS = 22
# Height and width of a picture must be multiples of it: half resolution, halved three times more.
GRANULARITY = 16


@dataclass(frozen=True)
class Shape:
    """Channels and residual blocks per level; level i works at 1 / 2^(i+1) of the picture's resolution."""

    channels: tuple[int, ...] = (32, 64, 96, 160)
    encoder_blocks: tuple[int, ...] = (0, 1, 2, 3)
    decoder_blocks: tuple[int, ...] = (1, 1, 1)

    def as_dict(self) -> dict:
        return {name: list(value) for name, value in asdict(self).items()}

    @staticmethod
    def of(values: dict) -> 'Shape':
        return Shape(**{name: tuple(value) for name, value in values.items()})


class ResidualBlock(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        with torch.no_grad():  # Without normalisation a deep stack must start close to the identity.
            self.second.weight.mul_(0.1)

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(x + self.second(functional.relu(self.first(x))))


def blocks(channels: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(ResidualBlock(channels) for _ in range(count)))


class FrameModel(nn.Module):
    """gbuffer [N, 22, H, W], known [N, 3, H, W], mask [N, 1, H, W] → frame [N, 3, H, W] in 0–1."""

    def __init__(self, shape: Shape = Shape()):
        super().__init__()
        self.shape = shape
        channels = shape.channels
        levels = range(len(channels) - 1)
        self.stem = nn.Conv2d(32, channels[0], 4, stride=2, padding=1)
        self.encoder = nn.ModuleList(blocks(c, n) for c, n in zip(channels, shape.encoder_blocks))
        self.down = nn.ModuleList(nn.Conv2d(channels[i], channels[i + 1], 2, stride=2) for i in levels)
        self.up = nn.ModuleList(nn.Conv2d(channels[i + 1], channels[i], 1) for i in levels)
        self.decoder = nn.ModuleList(blocks(channels[i], shape.decoder_blocks[i]) for i in levels)
        # For each of the four pixels of a cell: an additive residual and a gain of the preview.
        self.head = nn.Conv2d(channels[0], 24, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, gbuffer: Tensor, known: Tensor, mask: Tensor) -> Tensor:
        preview = gbuffer[:, PREVIEW : PREVIEW + 3]
        finished = torch.clamp(preview + self.residual(gbuffer, known, mask), 0, 1)
        return mask * known + (1 - mask) * finished

    def residual(self, gbuffer: Tensor, known: Tensor, mask: Tensor) -> Tensor:
        preview = gbuffer[:, PREVIEW : PREVIEW + 3]
        base_colour = gbuffer[:, BASE_COLOUR : BASE_COLOUR + 3]
        # Products are hard for a ReLU network, and these are the terms of a diffuse surface's light. They also fill
        # the input up to a multiple of 16.
        bounced = base_colour * gbuffer[:, INDIRECT : INDIRECT + 3]
        sunlit = base_colour * gbuffer[:, SUN : SUN + 1]
        x = torch.cat([gbuffer, bounced, sunlit, (known - preview) * mask, mask], 1)
        additive, gain = functional.pixel_shuffle(self.head(self.features(x)), 2).split(3, 1)
        # A gain keeps the texture of a surface that is lit too much or too little; additive light has none.
        return additive + gain * preview

    def features(self, x: Tensor) -> Tensor:
        x = functional.relu(self.stem(x))
        skipped = []
        for level, encode in enumerate(self.encoder):
            x = encode(x)
            if level < len(self.down):
                skipped.append(x)
                x = functional.relu(self.down[level](x))
        for level in reversed(range(len(self.up))):
            wide = functional.interpolate(self.up[level](x), scale_factor=2.0, mode='nearest')
            x = self.decoder[level](functional.relu(wide + skipped[level]))
        return x


def parameter_count(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())
