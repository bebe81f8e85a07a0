"""Checks of the upscaler's conventions: python -m unittest upscaler.test_upscaler"""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from .data import pair
from .export import export, verify
from .network import Upscaler


class Upscaling(unittest.TestCase):
    def test_untrained_is_bicubic_and_registered(self):
        model = Upscaler()
        ramp = torch.linspace(0.2, 0.8, 24).expand(1, 3, 16, 24).clone()
        with torch.no_grad():
            large = model(ramp)
        self.assertEqual(tuple(large.shape), (1, 3, 32, 48))
        step = 0.6 / 23
        # New pixels lie a quarter of an old one to either side of it, away from the border.
        expected = 0.2 + step * ((torch.arange(48) + 0.5) / 2 - 0.5)
        np.testing.assert_allclose(large[0, 1, 8, 6:-6], expected[6:-6], atol=1e-5)
        self.assertTrue(torch.allclose(large[0, 0], large[0, 0, :1].expand(32, 48), atol=1e-6))

    def test_flat_pictures_stay_flat_to_the_border(self):
        with torch.no_grad():
            large = Upscaler()(torch.full((1, 3, 8, 8), 0.4))
        np.testing.assert_allclose(large, 0.4, atol=1e-6)

    def test_small_pictures_average_light_not_its_display(self):
        light = torch.zeros(1, 3, 2, 2)
        light[..., 0, 0] = 4
        small, large = pair(light)
        self.assertGreater(small[0, 0, 0, 0].item(), 0.85)  # exposed light of 1
        self.assertLess(large.mean().item(), 0.3)

    def test_export_agrees_with_torch(self):
        model = Upscaler().eval()
        for parameter in model.parameters():
            torch.nn.init.normal_(parameter, 0, 0.05)
        with tempfile.TemporaryDirectory() as folder:
            export(model, Path(folder) / 'model.onnx')
            self.assertLess(verify(model, Path(folder) / 'model.onnx'), 1e-3)


if __name__ == '__main__':
    unittest.main()
