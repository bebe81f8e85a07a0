#!/usr/bin/env python3
"""
Writes datasets/<id>/<version>: the provenance record of training scenes, from the scenes themselves.

    make_dataset_record.py DATA --card cards/procedural-architecture.json --version 1.0.0

DATA holds one folder a scene: scene.json {id, split, space, seed, frames: [{id, …}]}, `<frame>.target.f16`, and the
files that these name. Frames without a target are not counted; a scene without any is left out. Counts, sizes,
dates, digests and tool versions are measured; what only people can say (purpose, limits, licence) is in the card.
Python's standard library is all it needs; run it where the renderer is installed, so that its version is found.
"""

import argparse
from collections import Counter
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

from common import (
    LICENCES,
    REGISTRY,
    BadInput,
    check_version,
    digest_of,
    digest_of_file,
    file_entry,
    files_below,
    json_bytes,
    pick,
    read_json,
    run,
    sums,
    write_version,
)

MANIFEST = 'scenes.sha256'
METHOD = (
    f'SHA-256 of {MANIFEST}, which has a line for every scene: the SHA-256 of the lines that sha256sum writes for the '
    'files of the scene, sorted by path, and the id of the scene.'
)
CARD = [
    'id', 'title', 'description', 'issuer', 'sources', 'location', 'origin', 'classification', 'personalInformation',
    'consents', 'intendedPurposes', 'collection', 'processing', 'limits', 'copyright', 'licence', 'grants',
    'derivedFrom',
]  # fmt: skip


def main() -> None:
    args = arguments()
    card = read_json(args.card)
    scenes = [measure(folder) for folder in sorted(args.data.iterdir()) if (folder / 'scene.json').is_file()]
    scenes = [scene for scene in scenes if scene['frames'] > 0]
    if not scenes:
        raise BadInput(f'{args.data} holds no scene with a rendered target.')

    manifest = sums({scene['id']: scene['digest'] for scene in scenes}).encode()
    licence_texts = {f"{name}.txt": LICENCES / f'{name}.txt' for name in card['licenceTexts']}
    record = make_record(card, args, scenes, manifest, licence_texts)
    folder = args.registry / 'datasets' / record['id'] / record['version']
    contents = {'dataset.json': json_bytes(record), MANIFEST: manifest, **licence_texts}
    write_version(folder, contents, args.replace)
    counts = record['counts']
    print(f"{record['id']}@{record['version']}: {counts['groups']} scenes, {counts['samples']} frames → {folder}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description='Write the provenance record of training scenes.')
    parser.add_argument('data', type=Path)
    parser.add_argument('--card', type=Path, required=True)
    parser.add_argument('--version', type=check_version, required=True)
    parser.add_argument('--registry', type=Path, default=REGISTRY)
    parser.add_argument('--replace', action='store_true', help='overwrite a version that was never published')
    tool = 'a tool that cannot be looked up, such as mitsuba=3.9.0'
    parser.add_argument('--processing', action='append', default=[], help='a step to add, such as samples a pixel')
    parser.add_argument('--tool', action='append', default=[], metavar='NAME=VERSION', help=tool)
    return parser.parse_args()


def measure(folder: Path) -> dict:
    """One scene: what it is, how many frames are finished, and the digest of its files."""
    path = folder / 'scene.json'
    scene = pick(read_json(path), ['id', 'split', 'space', 'seed', 'frames'], path)
    files = files_below(folder)
    names = {file.name for file in files}
    modified = [file.stat().st_mtime for file in files]
    return {
        'id': scene['id'],
        'split': scene['split'],
        'space': scene['space'],
        'frames': sum(f"{frame['id']}.target.f16" in names for frame in scene['frames']),
        'files': len(files),
        'bytes': sum(file.stat().st_size for file in files),
        'begun': min(modified),
        'finished': max(modified),
        'digest': digest_of(sums({str(f.relative_to(folder)): digest_of_file(f) for f in files}).encode()),
    }


def make_record(card: dict, args: argparse.Namespace, scenes: list[dict], manifest: bytes, texts: dict) -> dict:
    finished = day(max(scene['finished'] for scene in scenes))
    begun = day(min(scene['begun'] for scene in scenes))
    evidence = [
        *(evidence_of(path, name, 'Licence text') for name, path in texts.items()),
        {
            'file': MANIFEST,
            'bytes': len(manifest),
            'digest': digest_of(manifest),
            'mediaType': 'text/plain',
            'description': 'Digest of every scene',
        },
    ]
    record = {'schema': 'maquette/dataset/1', 'version': args.version, **pick(card, CARD, args.card)}
    record['processing'] = [*record['processing'], *args.processing]
    record |= {
        'date': finished,
        'generation': {
            'method': card['method'],
            'period': {'from': begun, 'until': finished},
            'tools': tools(card['tools'], args.tool),
            'recipe': card['recipe'],
        },
        'format': card['format'],
        'counts': {
            'unit': 'frame',
            'samples': sum(scene['frames'] for scene in scenes),
            'groups': len(scenes),
            'partitions': partitions(scenes),
        },
        'content': {
            'digest': digest_of(manifest),
            'files': sum(scene['files'] for scene in scenes),
            'bytes': sum(scene['bytes'] for scene in scenes),
            'method': METHOD,
        },
        'evidence': evidence,
    }
    return record


def partitions(scenes: list[dict]) -> list[dict]:
    """Scenes and frames of each split and space."""
    groups, samples = Counter(), Counter()
    for scene in scenes:
        key = (scene['split'], scene['space'])
        groups[key] += 1
        samples[key] += scene['frames']
    return [
        {'split': split, 'label': space, 'groups': groups[split, space], 'samples': samples[split, space]}
        for split, space in sorted(groups)
    ]


def tools(wanted: list[dict], given: list[str]) -> list[dict]:
    """The card names the tools; their versions are those installed here, or given."""
    versions = dict(tool.split('=', 1) for tool in given)
    return [{**tool, 'version': versions.get(tool['name']) or installed(tool['name'])} for tool in wanted]


def installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        raise BadInput(f'{name} is not installed here: run this where it is, or give --tool {name}=VERSION.') from None


def evidence_of(path: Path, name: str, description: str) -> dict:
    entry = file_entry(path, name)
    return {'file': entry.pop('path'), **entry, 'description': description}


def day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).date().isoformat()


if __name__ == '__main__':
    run(main)
