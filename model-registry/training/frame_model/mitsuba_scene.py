"""A training scene as a Mitsuba 3 scene: the same surfaces and light that the rasteriser shows, path traced."""

from math import atan, degrees, pi, radians, tan
from pathlib import Path

import mitsuba as mi
import numpy as np
from PIL import Image

from .scene_files import SceneMesh, read_mesh, read_sky

# A white bathroom still gains a tenth of its light after eight bounces. Russian roulette from the fifth on keeps it cheap.
PATH_DEPTH = 24


def choose_variant() -> str:
    """The vectorised renderer where LLVM is installed, the scalar one otherwise."""
    for variant in ('llvm_ad_rgb', 'scalar_rgb'):
        try:
            mi.set_variant(variant)
            mi.load_dict({'type': 'sphere'})  # LLVM is only looked for on first use.
            return variant
        except (ImportError, RuntimeError):
            continue
    raise RuntimeError('Mitsuba offers neither llvm_ad_rgb nor scalar_rgb: install the packages of requirements.txt')


def load_scene(folder: Path, scene: dict) -> 'mi.Scene':
    """One mesh per material, the sky as an environment map, the sun as a far disk. Camera-independent."""
    mesh = read_mesh(folder, scene)
    parts: dict = {'type': 'scene', 'sky': sky_emitter(read_sky(folder, scene))}
    for index, material in enumerate(scene['materials']):
        triangles = mesh.indices[mesh.triangle_material == index]
        if len(triangles):
            parts[f'material{index:03d}'] = material_mesh(folder, mesh, triangles, material)
    if max(scene['sun']['irradiance']) > 0:
        parts['sun'] = sun_emitter(scene['sun'], mesh)
    if scene.get('lantern'):
        parts['lantern'] = lantern_emitter(scene['lantern'])
    return mi.load_dict(parts)


def lantern_emitter(lantern: dict) -> dict:
    """The lamp that the camera carries: see `carry_lantern` for where it is."""
    return {
        'type': 'spot',
        'intensity': {'type': 'rgb', 'value': lantern['intensity']},
        'beam_width': degrees(lantern['beam']),
        'cutoff_angle': degrees(lantern['cutoff']),
    }


def carry_lantern(scene: 'mi.Scene', frame: dict) -> None:
    """Brings a scene's lantern, where it has one, to a frame's camera."""
    values = mi.traverse(scene)
    if 'lantern.to_world' not in values:
        return
    camera = frame['camera']
    values['lantern.to_world'] = mi.Transform4f().look_at(
        origin=camera['position'], target=camera['lookAt'], up=[0, 1, 0]
    )
    values.update()


def material_mesh(folder: Path, mesh: SceneMesh, triangles: np.ndarray, material: dict) -> 'mi.Mesh':
    used, indices = np.unique(triangles, return_inverse=True)
    properties = mi.Properties()
    properties['surface'] = mi.load_dict(surface(folder, material))
    if material.get('emission') and max(material['emission']) > 0:
        radiance = {'type': 'rgb', 'value': material['emission']}
        properties['light'] = mi.load_dict({'type': 'area', 'radiance': radiance})
    part = mi.Mesh(material['name'], len(used), len(triangles), properties, True, True)
    values = mi.traverse(part)
    values['vertex_positions'] = mesh.positions[used].ravel()
    values['vertex_normals'] = mesh.normals[used].ravel()
    values['vertex_texcoords'] = mesh.uvs[used].ravel()
    values['faces'] = indices.reshape(-1).astype(np.uint32)
    values.update()
    return part


def surface(folder: Path, material: dict) -> dict:
    """Metallic-roughness as in glTF; both sides, as the rasteriser draws both."""
    colour: dict = {'type': 'rgb', 'value': material['baseColour']}
    if material.get('texture'):
        scale = 1 / (material.get('metres') or 1)
        image = np.array(Image.open(Path(folder) / material['texture']).convert('RGB'))
        colour = {
            'type': 'bitmap',
            'bitmap': mi.Bitmap(image),  # 8 bits: taken as sRGB and linearised
            'wrap_mode': 'repeat',
            'to_uv': mi.ScalarTransform3f().scale([scale, scale]),
        }
    bsdf = {
        'type': 'principled',
        'base_color': colour,
        'roughness': float(material['roughness']),
        'metallic': float(material['metallic']),
        'specular': 0.5,
    }
    both = {'type': 'twosided', 'bsdf': bsdf}
    if material.get('opacity') is None:
        return both
    # Clear: this share of the light is stopped, the rest goes straight through, as the rasteriser composes it.
    return {'type': 'mask', 'opacity': float(material['opacity']), 'nested': both}


def sky_emitter(sky: np.ndarray) -> dict:
    return {'type': 'envmap', 'bitmap': mi.Bitmap(envmap_pixels(sky))}


def envmap_pixels(sky: np.ndarray) -> np.ndarray:
    """
    Both put column c at azimuth (c + 1/2) / W, but our rows lie at (r + 1/2) / H and Mitsuba's at r / (H - 1). With a
    mean row between every two, ours fall on theirs and bilinear interpolation is unchanged.
    """
    height, width, _ = sky.shape
    pixels = np.empty((2 * height + 1, width, 3), np.float32)
    pixels[1::2] = sky
    pixels[2:-1:2] = (sky[1:] + sky[:-1]) / 2
    pixels[0] = sky[0].mean(axis=0)  # the poles are single directions
    pixels[-1] = sky[-1].mean(axis=0)
    return pixels


def sun_emitter(sun: dict, mesh: SceneMesh) -> dict:
    """A disk facing the scene, far enough for parallel light: irradiance = radiance · π · tan²(radius)."""
    direction = np.asarray(sun['direction'], float)
    low, high = mesh.positions.min(axis=0), mesh.positions.max(axis=0)
    centre, extent = (low + high) / 2, float(np.linalg.norm(high - low))
    distance = 200 * max(extent, 5.0)
    slope = tan(max(float(sun['angularRadius']), 1e-3))
    radiance = (np.asarray(sun['irradiance'], float) / (pi * slope * slope)).tolist()
    up = [0, 0, 1] if abs(direction[1]) > 0.9 else [0, 1, 0]
    origin = centre + direction * distance
    to_world = mi.ScalarTransform4f().look_at(origin=origin.tolist(), target=centre.tolist(), up=up)
    return {
        'type': 'disk',
        'to_world': to_world @ mi.ScalarTransform4f().scale(distance * slope),
        'surface': {'type': 'diffuse', 'reflectance': 0.0},
        'light': {'type': 'area', 'radiance': {'type': 'rgb', 'value': radiance}},
    }


def frame_sensor(frame: dict) -> 'mi.Sensor':
    """
    The frame's camera, showing its crop alone: a film of the crop's size with the picture's centre moved. (Mitsuba's
    own crop window is compiled into the kernel, one to two seconds for every new position.)
    """
    camera, crop = frame['camera'], frame['crop']
    width, height = frame['full']
    fov = 2 * atan(tan(radians(camera['fov']) / 2) * crop['height'] / height)
    to_world = mi.ScalarTransform4f().look_at(origin=camera['position'], target=camera['lookAt'], up=[0, 1, 0])
    return mi.load_dict({
        'type': 'perspective',
        'fov': degrees(fov),
        'fov_axis': 'y',
        'principal_point_offset_x': 0.5 - (width / 2 - crop['x']) / crop['width'],
        'principal_point_offset_y': 0.5 - (height / 2 - crop['y']) / crop['height'],
        'near_clip': 0.01,
        'far_clip': 1e5,
        'to_world': to_world,
        'film': {
            'type': 'hdrfilm',
            'width': crop['width'],
            'height': crop['height'],
            'pixel_format': 'rgb',
            'component_format': 'float32',
            'filter': {'type': 'box'},
        },
        'sampler': {'type': 'independent'},
    })
