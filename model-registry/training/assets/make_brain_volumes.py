#!/usr/bin/env python3
"""
Writes assets/brain-volumes/<version>: the MNI152 template that the PyPI package `nilearn` carries, as compact volumes.

    make_brain_volumes.py nilearn-0.14.1-py3-none-any.whl

Needs numpy, scipy and nibabel. The same wheel and version give the same volumes.
"""

import argparse
import json
import zipfile
from importlib import metadata
from io import BytesIO
from pathlib import Path

from asset_record import REGISTRY, check_version, digest_of, digest_of_file, run, write_asset
from brain_volumes import SOURCE, STEPS, volumes

DESCRIPTION = 'nilearn/datasets/description/icbm152_2009.rst'
NOTICE = Path(__file__).resolve().parent / 'mni152-notice.txt'
MAKERS = ['Vladimir Fonov', 'Alan Evans', 'D. Louis Collins', 'McConnell Brain Imaging Centre, McGill University']


def main() -> None:
    args = arguments()
    wheel = args.wheel.read_bytes()
    files = volumes(wheel)
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        record = describe(archive, args.wheel, args.version, json.loads(files['volumes.json']))
        evidence = {
            'mni152-notice.txt': (
                NOTICE.read_bytes(),
                "The notice (file COPYING) with which the template's makers publish it; the package does not carry it.",
            ),
            'package-description.txt': (
                archive.read(DESCRIPTION),
                'What the package says about the template: where it is from, and "License: unknown".',
            ),
        }
    folder = write_asset(record, files, evidence, args.registry, args.replace)
    print(f"{record['id']}@{record['version']}: {sum(map(len, files.values())) / 1e6:.2f} MB → {folder}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description='Write the brain volumes from the wheel of nilearn.')
    parser.add_argument('wheel', type=Path)
    parser.add_argument('--version', type=check_version, default='1.0.0')
    parser.add_argument('--registry', type=Path, default=REGISTRY)
    parser.add_argument('--replace', action='store_true', help='overwrite a version that was never published')
    return parser.parse_args()


def describe(archive: zipfile.ZipFile, wheel: Path, version: str, layout: dict) -> dict:
    def inputs(*kinds: str) -> list[dict]:
        return [{'path': SOURCE.format(kind), 'digest': digest_of(archive.read(SOURCE.format(kind)))} for kind in kinds]

    text = archive.read(DESCRIPTION).decode()
    origin = ' '.join(text[text.index('References atlases') : text.index('Direct download')].split())
    notice = ' '.join(NOTICE.read_text().split())
    return {
        'schema': 'maquette/asset/1',
        'id': 'brain-volumes',
        'version': version,
        'kind': 'volume',
        'title': 'MNI152 brain volumes',
        'description': (
            'Averaged magnetic resonance images of 152 adults (ICBM 152, nonlinear symmetric 2009a): T1 intensity, and the '
            'probability of brain and of white matter, one millimetre a voxel. Composers make brain surfaces and cut faces of it.'
        ),
        'sources': [
            {
                'id': 'nilearn',
                'registry': 'pypi',
                'package': 'nilearn',
                'version': wheel.name.split('-')[1],
                'archive': wheel.name,
                'digest': digest_of_file(wheel),
                'licence': 'LicenseRef-MNI-ICBM152',
                'licensor': 'McConnell Brain Imaging Centre, Montreal Neurological Institute, McGill University',
                'statements': [
                    {'file': DESCRIPTION, 'digest': digest_of(text.encode()), 'text': origin},
                    {'file': DESCRIPTION, 'digest': digest_of(text.encode()), 'text': 'License: unknown'},
                ],
            }
        ],
        'items': [
            {
                'name': 'ICBM 152 nonlinear symmetric template 2009a: T1, grey and white matter',
                'source': 'nilearn',
                'creators': MAKERS,
                'licence': 'LicenseRef-MNI-ICBM152',
                'inputs': inputs('t1', 'gm', 'wm'),
            }
        ],
        'processing': STEPS,
        'recipe': 'model-registry/training/assets/make_brain_volumes.py',
        'tools': [{'name': name, 'version': metadata.version(name)} for name in ('scipy', 'nibabel')],
        'licence': 'LicenseRef-MNI-ICBM152',
        'duties': [{'action': 'attribution', 'text': notice}],
        'counts': {'volumes': len(layout['volumes']), 'voxels': layout['size'][0] * layout['size'][1] * layout['size'][2]},
        'limitations': [
            'The package itself says of the licence "unknown". The notice is the one that the makers publish with the '
            'template (COPYING in its archive); it was not fetched from their site but is quoted as others carry it.',
            'An average: no single person is shown, and no person can be recognised. Small sulci and vessels are blurred.',
            'For teaching pictures; not for diagnosis.',
        ],
    }


if __name__ == '__main__':
    run(main)
