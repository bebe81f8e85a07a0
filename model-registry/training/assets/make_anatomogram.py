#!/usr/bin/env python3
"""
Writes assets/anatomogram/<version>: outlines of organs from the npm package @ebi-gene-expression-group/anatomogram.

    make_anatomogram.py ebi-gene-expression-group-anatomogram-2.4.0.tgz

Needs numpy, scikit-image and svgelements. The same archive and version give the same outlines.
"""

import argparse
import json
import re
import tarfile
import tempfile
from importlib import metadata
from pathlib import Path

import numpy as np
import svgelements
from asset_record import REGISTRY, check_version, digest_of, digest_of_file, run, write_asset
from skimage.measure import approximate_polygon

SVG = 'package/lib/svg/homo_sapiens.male.svg'
README = 'package/README.md'
OUTLINE = 'human_male_outline'
ORGANS = {
    'brain': 'UBERON_0000955',
    'trachea': 'UBERON_0003126',
    'thyroid-gland': 'UBERON_0002046',
    'oesophagus': 'UBERON_0001043',
    'lungs': 'UBERON_0002048',
    'heart': 'UBERON_0000948',
    'liver': 'UBERON_0002107',
    'gall-bladder': 'UBERON_0002110',
    'stomach': 'UBERON_0000945',
    'spleen': 'UBERON_0002106',
    'pancreas': 'UBERON_0001264',
    'kidneys': 'UBERON_0002113',
    'small-intestine': 'UBERON_0002108',
    'colon': 'UBERON_0001155',
    'urinary-bladder': 'UBERON_0001255',
}
CREDIT = (
    'Organ outlines: anatomograms of Expression Atlas, EMBL-EBI (European Bioinformatics Institute), licensed under '
    'CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); flattened to polygons and given depth by Maquette.'
)
# Widest distance between curve and polygon, in the drawing's unit (the body is 195 high).
TOLERANCE = 0.06
SMALLEST = 0.15


def main() -> None:
    args = arguments()
    with tarfile.open(args.archive) as archive:
        svg, readme = (archive.extractfile(name).read() for name in (SVG, README))
    drawn = outlines(svg)
    text = (json.dumps(drawn, separators=(',', ':')) + '\n').encode()
    evidence = {'README.md': (readme, "The package's own description; its section Licence says what is under which licence.")}
    folder = write_asset(describe(args, svg, readme, drawn), {'outlines.json': text}, evidence, args.registry, args.replace)
    print(f'anatomogram@{args.version}: {len(drawn["organs"])} organs, {len(text) / 1e3:.0f} kB → {folder}')


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description='Write the outlines of organs from the package anatomogram.')
    parser.add_argument('archive', type=Path)
    parser.add_argument('--version', type=check_version, default='1.0.0')
    parser.add_argument('--registry', type=Path, default=REGISTRY)
    parser.add_argument('--replace', action='store_true', help='overwrite a version that was never published')
    return parser.parse_args()


def outlines(svg: bytes) -> dict:
    """Rings of points, x to the right and y down, in the drawing's unit; a point in any ring of an organ is inside."""
    with tempfile.NamedTemporaryFile(suffix='.svg') as file:
        file.write(svg)
        file.flush()
        root = svgelements.SVG.parse(file.name, reify=True)
    found = {}
    collect(root, found)
    body = max(rings_of(found[OUTLINE]), key=lambda ring: abs(area(np.array(ring))))
    organs = [{'name': name, 'ontology': key.replace('_', ':'), 'rings': rings_of(found[key])} for name, key in ORGANS.items()]
    return {'height': 195.36, 'body': body, 'organs': organs}


def collect(element, found: dict) -> None:
    name = element.values.get('id') if hasattr(element, 'values') and isinstance(element.values, dict) else None
    if name and name not in found:
        found[name] = element
    if isinstance(element, (svgelements.Group, svgelements.SVG)):
        for child in element:
            collect(child, found)


def rings_of(element) -> list[list[list[float]]]:
    if isinstance(element, svgelements.Group):
        return [ring for child in element for ring in rings_of(child)]
    if not isinstance(element, svgelements.Shape):
        return []
    rings = []
    for part in svgelements.Path(element).as_subpaths():
        path = svgelements.Path(part)
        count = max(24, min(600, int(path.length(error=1e-3) / 0.1)))
        points = np.array([[p.x, p.y] for p in (path.point(t) for t in np.linspace(0, 1, count))])
        points = approximate_polygon(np.vstack([points, points[:1]]), TOLERANCE)[:-1]
        if len(points) >= 3 and abs(area(points)) >= SMALLEST:
            rings.append(np.round(points, 2).tolist())
    return rings


def area(points: np.ndarray) -> float:
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def describe(args: argparse.Namespace, svg: bytes, readme: bytes, drawn: dict) -> dict:
    text = readme.decode()
    licence = ' '.join(re.sub(r'^#+ *Licence', '', text[text.index('# Licence') :], flags=re.M).split())
    return {
        'schema': 'maquette/asset/1',
        'id': 'anatomogram',
        'version': args.version,
        'kind': 'anatomy',
        'title': 'Outlines of human organs',
        'description': 'Outlines of the organs of the head and trunk, with their ontology ids, and of the body around them.',
        'sources': [
            {
                'id': 'anatomogram',
                'registry': 'npm',
                'package': '@ebi-gene-expression-group/anatomogram',
                'version': args.archive.stem.rsplit('-', 1)[1],
                'archive': args.archive.name,
                'digest': digest_of_file(args.archive),
                'licence': 'CC-BY-4.0',
                'licensor': 'European Bioinformatics Institute (EMBL-EBI), Gene Expression group',
                'statements': [{'file': README, 'digest': digest_of(readme), 'text': licence}],
            }
        ],
        'items': [
            {
                'name': 'Anatomogram of a man: ' + ', '.join(organ['name'] for organ in drawn['organs']),
                'source': 'anatomogram',
                'creators': ['Expression Atlas team, European Bioinformatics Institute (EMBL-EBI)'],
                'licence': 'CC-BY-4.0',
                'inputs': [{'path': SVG, 'digest': digest_of(svg)}],
            }
        ],
        'processing': [
            'The body outline and fifteen organs are taken from the drawing; transforms are applied.',
            f'Curves become polygons at most {TOLERANCE} of a unit away (the body is 195 units high); specks are left out.',
            'Composers give the outlines depth when they build a scene.',
        ],
        'recipe': 'model-registry/training/assets/make_anatomogram.py',
        'tools': [{'name': name, 'version': metadata.version(name)} for name in ('svgelements', 'scikit-image')],
        'licence': 'CC-BY-4.0',
        'duties': [
            {'action': 'attribution', 'text': CREDIT},
            {'action': 'indicate-changes', 'text': 'The credit says that the outlines were flattened and given depth.'},
        ],
        'counts': {'organs': len(drawn['organs']), 'rings': sum(len(organ['rings']) for organ in drawn['organs'])},
        'limitations': [
            'Schematic drawings for orientation: size and place of organs are simplified, and they have no depth of their own.',
            'The outline is a man’s.',
            'For teaching pictures; not for diagnosis.',
        ],
    }


if __name__ == '__main__':
    run(main)
