"""
Checks of the recipe's conventions: python -m unittest frame_model.test_frame_model

A target that is mirrored, shifted by half a pixel or lit from the wrong side trains a model that looks almost right.
"""

import tempfile
import unittest
from math import pi, radians, tan
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from . import augment, mitsuba_scene
from .display import inverse_display, to_display, to_display_tensor
from .export import export, verify
from .network import FrameModel, NORMAL, Shape
from .scene_files import SceneMesh, split_of
from .train import exported_weights

mitsuba_scene.choose_variant()
import mitsuba as mi  # noqa: E402  needs a variant first

WHITE = {'name': 'white', 'baseColour': [1, 1, 1], 'roughness': 1, 'metallic': 0, 'emission': None, 'texture': None}
CAMERA = {'position': [0.4, 3.0, 2.0], 'lookAt': [-0.2, 0.0, -0.3], 'fov': 50.0}


def ground() -> SceneMesh:
    """4 × 4 m about the origin; u runs along +x from -2, v along -z from +2, metres."""
    return SceneMesh(
        positions=np.array([[-2, 0, 2], [2, 0, 2], [2, 0, -2], [-2, 0, -2]], np.float32),
        normals=np.tile(np.array([[0, 1, 0]], np.float32), (4, 1)),
        uvs=np.array([[0, 0], [4, 0], [4, 4], [0, 4]], np.float32),
        indices=np.array([[0, 1, 2], [0, 2, 3]], np.uint32),
        triangle_material=np.zeros(2, np.uint16),
    )


def picture(parts: dict, frame: dict, integrator: dict, samples: int = 64) -> np.ndarray:
    scene = mi.load_dict({'type': 'scene', **parts})
    sensor = mitsuba_scene.frame_sensor(frame)
    return np.array(mi.render(scene, integrator=mi.load_dict(integrator), sensor=sensor, spp=samples))


def ground_part(folder: Path = Path('.'), **changes) -> dict:
    mesh = ground()
    return {'ground': mitsuba_scene.material_mesh(folder, mesh, mesh.indices, {**WHITE, **changes})}


class Rendering(unittest.TestCase):
    def test_pixels_lie_where_the_pinhole_camera_puts_them(self):
        frame = {'camera': CAMERA, 'full': [96, 64], 'crop': {'x': 37, 'y': 21, 'width': 32, 'height': 24}}
        points = picture(ground_part(), frame, {'type': 'aov', 'aovs': 'p:position'})[..., :3]
        origin = np.array(CAMERA['position'])
        forward = np.array(CAMERA['lookAt']) - origin
        forward /= np.linalg.norm(forward)
        right = np.cross(forward, [0, 1, 0])
        right /= np.linalg.norm(right)
        up = np.cross(right, forward)
        focal = 64 / 2 / tan(radians(CAMERA['fov']) / 2)
        rays = points - origin
        x = 96 / 2 + focal * (rays @ right) / (rays @ forward) - 37
        y = 64 / 2 - focal * (rays @ up) / (rays @ forward) - 21
        rows, columns = np.mgrid[0:24, 0:32] + 0.5
        self.assertLess(np.abs(x - columns).mean(), 0.1)  # 64 random samples a pixel
        self.assertLess(np.abs(y - rows).mean(), 0.1)
        self.assertLess(abs((x - columns).mean()), 0.01)
        self.assertLess(abs((y - rows).mean()), 0.01)

    def test_sky_directions(self):
        height, width = 16, 32
        sky = np.random.default_rng(0).uniform(0, 1, (height, width, 3)).astype(np.float32)
        scene = mi.load_dict({'type': 'scene', 'sky': mitsuba_scene.sky_emitter(sky)})
        for row, column in [(1, 0), (3, 8), (8, 16), (12, 25), (14, 31)]:
            polar, azimuth = (row + 0.5) / height * pi, (column + 0.5) / width * 2 * pi
            direction = [np.sin(polar) * np.sin(azimuth), np.cos(polar), -np.sin(polar) * np.cos(azimuth)]
            hit = scene.ray_intersect(mi.Ray3f(mi.Point3f(0), mi.Vector3f(*map(float, direction))))
            seen = np.array(scene.environment().eval(hit)).ravel()
            np.testing.assert_allclose(seen, sky[row, column], atol=1e-4)

    def test_sun_gives_the_stated_irradiance(self):
        direction = np.array([0.3, 0.8, 0.5])
        direction /= np.linalg.norm(direction)
        sun = {'direction': direction.tolist(), 'irradiance': [5, 4, 3], 'angularRadius': 0.0047}
        frame = {'camera': CAMERA, 'full': [16, 16], 'crop': {'x': 4, 'y': 4, 'width': 8, 'height': 8}}
        parts = {**ground_part(), 'sun': mitsuba_scene.sun_emitter(sun, ground())}
        seen = picture(parts, frame, {'type': 'path'}, 512).mean((0, 1))
        # The principled surface reflects a few per cent more or less than a Lambertian one.
        np.testing.assert_allclose(seen, np.array([5, 4, 3]) * direction[1] / pi, rtol=0.15)

    def test_texture_starts_at_the_uv_origin(self):
        corners = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 255]]], np.uint8)
        with tempfile.TemporaryDirectory() as folder:
            Image.fromarray(corners.repeat(32, 0).repeat(32, 1)).save(Path(folder) / 'corners.png')
            part = ground_part(Path(folder), texture='corners.png', metres=4.0)
        above = {'position': [0, 6, 0.01], 'lookAt': [0, 0, 0], 'fov': 50.0}
        frame = {'camera': above, 'full': [64, 64], 'crop': {'x': 0, 'y': 0, 'width': 64, 'height': 64}}
        seen = picture(part, frame, {'type': 'aov', 'aovs': 'a:albedo'})[..., :3]
        for (row, column), colour in {(44, 20): [1, 0, 0], (44, 44): [0, 1, 0], (20, 20): [0, 0, 1]}.items():
            np.testing.assert_allclose(seen[row, column], colour, atol=0.02)


class Learning(unittest.TestCase):
    def test_display_curve(self):
        # Values of libs/scene/src/raster/tone-map.ts.
        np.testing.assert_allclose(to_display(np.array([0.0, 0.18, 1.0, 100.0])), [0, 0.5535, 0.9082, 1], atol=1e-3)

    def test_display_inverts(self):
        shown = torch.linspace(0, 1, 101)
        self.assertLess((to_display_tensor(inverse_display(shown)) - shown).abs().max().item(), 1e-5)
        exposed = np.linspace(0, 5, 50)
        np.testing.assert_allclose(to_display_tensor(torch.tensor(exposed)), to_display(exposed), atol=1e-5)

    def test_exposure_changes_light_alone_and_the_same_way_in_planes_and_target(self):
        planes = torch.rand(22, 8, 8)
        before = planes.clone()
        lighter, target = augment.expose(planes, before[:3], 1.5)
        self.assertTrue(torch.equal(planes, before))  # the sample itself stays
        self.assertTrue(torch.equal(lighter[3:13], before[3:13]))
        self.assertTrue(torch.equal(lighter[:3], target))
        self.assertGreater((target - before[:3]).mean().item(), 0.02)

    def test_a_twelfth_of_the_training_scenes_is_for_validation(self):
        splits = [split_of({'id': f'train-{i:04d}', 'split': 'train'}) for i in range(2000)]
        self.assertAlmostEqual(splits.count('val') / 2000, 1 / 12, delta=0.02)
        self.assertEqual(split_of({'id': 'test-0000', 'split': 'test'}), 'test')

    def test_mirror_twice_is_the_identity_and_turns_the_normal(self):
        planes, target = torch.rand(22, 16, 16), torch.rand(3, 16, 16)
        once = augment.mirror(planes.clone(), target)
        self.assertTrue(torch.equal(once[0][NORMAL, :, 0], -planes[NORMAL, :, -1]))
        twice = augment.mirror(*once)
        self.assertTrue(torch.equal(twice[0], planes) and torch.equal(twice[1], target))

    def test_recolour_moves_colours_alone(self):
        planes = torch.arange(22.0).reshape(22, 1, 1).clone()
        recoloured, target = augment.recolour(planes, torch.arange(3.0).reshape(3, 1, 1), [2, 0, 1])
        self.assertEqual(target.flatten().tolist(), [2, 0, 1])
        expected = [2, 0, 1, 5, 3, 4, 6, 7, 8, 9, 10, 11, 12, 15, 13, 14, 18, 16, 17, 21, 19, 20]
        self.assertEqual(recoloured.flatten().tolist(), expected)

    def test_untrained_model_returns_the_preview_and_known_pixels(self):
        model = FrameModel(Shape((16, 16), (1, 1), (1,)))
        gbuffer, known, mask = torch.rand(1, 22, 32, 48), torch.rand(1, 3, 32, 48), torch.zeros(1, 1, 32, 48)
        mask[..., 10:20] = 1
        frame = model(gbuffer, known, mask)
        self.assertTrue(torch.equal(frame, torch.where(mask > 0, known, gbuffer[:, :3])))

    def test_export_agrees_with_torch(self):
        model = FrameModel(Shape((16, 32, 32, 32), (0, 1, 1, 1), (1, 1, 1)))
        for parameter in model.parameters():
            torch.nn.init.normal_(parameter, 0, 0.05)
        model.eval().requires_grad_(False)
        with tempfile.TemporaryDirectory() as folder:
            export(model, Path(folder) / 'model.onnx')
            self.assertLess(verify(model, Path(folder) / 'model.onnx'), 1e-3)
            weights = exported_weights(Path(folder) / 'model.onnx', model)
            for name, value in model.state_dict().items():
                self.assertTrue(torch.equal(weights[name], value))
            with self.assertRaises(ValueError):
                exported_weights(Path(folder) / 'model.onnx', FrameModel(Shape((16, 32), (3, 0), (0,))))


if __name__ == '__main__':
    unittest.main()
