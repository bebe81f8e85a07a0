#!/usr/bin/env python3
"""
Writes <domain>/<name>/<version>: a checkpoint version, from an exported model and what was measured of it.

    make_checkpoint.py MODEL.onnx --card cards/daylight.json --version 1.0.0 \\
        --training training.json --evaluation evaluation.json --dataset procedural-architecture@1.0.0

training.json    {seeds: [int], hardware, framework, durationSeconds, steps, parameters, notes?}
evaluation.json  {reference, frames, psnr, ssim, previewPsnr, previewSsim?, measuredAt?, groups?: [{label, frames,
                 psnr, ssim?, previewPsnr, previewSsim?}], measures?}   psnr in dB; more members are left out; what
                 `npm run bench -- quality --json` prints is such a file
Names and shapes of the contract are in the card; channel names are read from the rasteriser's source. The registry
checks both against the model. Python's standard library is all it needs.
"""

import argparse
import re
from datetime import datetime, timezone
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

REPOSITORY = REGISTRY.parent
CHANNELS = REPOSITORY / 'libs/scene/src/raster/channels.ts'
CARD = ['domain', 'name', 'kind', 'task', 'title', 'description', 'licence', 'intendedUse', 'limitations']
TRAINING = ['seeds', 'hardware', 'framework', 'durationSeconds', 'steps', 'parameters']
QUALITY = ['reference', 'frames', 'psnr', 'ssim', 'previewPsnr']
GROUP = ['label', 'frames', 'psnr', 'previewPsnr']
UPSCALER_QUALITY = ['reference', 'frames', 'psnr', 'ssim', 'bicubicPsnr', 'bicubicSsim', 'measuredAt']
UPSCALER_CONTRACT = {
    'inputs': [{'name': 'picture', 'type': 'float32', 'shape': [1, 3, 'height', 'width']}],
    'outputs': [{'name': 'frame', 'type': 'float32', 'shape': [1, 3, 'large_height', 'large_width']}],
}


def main() -> None:
    args = arguments()
    card = read_json(args.card)
    texts = {f'{name}.txt': LICENCES / f'{name}.txt' for name in card['licenceTexts']}
    upscaling = {'upscaler.onnx': args.upscaler} if args.upscaler else {}
    contents = {'model.onnx': args.model, **upscaling, **texts, **{path.name: path for path in args.companions}}
    record = make_record(card, args, contents)
    checkpoint = json_bytes(record)
    digests = {entry['path']: entry['digest'] for entry in record['files']}
    listing = sums({**digests, 'checkpoint.json': digest_of(checkpoint)}).encode()

    folder = args.registry / record['domain'] / record['name'] / record['version']
    write_version(folder, {**contents, 'checkpoint.json': checkpoint, 'SHA256SUMS': listing}, args.replace)
    reference = f"{record['domain']}/{record['name']}@{record['version']}"
    print(f'{reference} → {folder}\nCheck it: npm run -s maquette -- registry verify {reference}')


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description='Write a checkpoint version into the model registry.')
    parser.add_argument('model', type=Path)
    parser.add_argument('--card', type=Path, required=True)
    parser.add_argument('--version', type=check_version, required=True)
    parser.add_argument('--training', type=Path, required=True)
    parser.add_argument('--evaluation', type=Path, required=True)
    dataset = 'ID@VERSION; it counts for training and for test, ID@VERSION:train or :test for one of them'
    parser.add_argument('--dataset', action='append', required=True, help=dataset)
    parser.add_argument('--derived-from', action='append', default=[], metavar='DOMAIN/NAME@VERSION')
    parser.add_argument('--upscaler', type=Path, help='exported upscaler to carry; its facts lie beside it in upscaler.json')
    parser.add_argument('--with', type=Path, action='append', default=[], dest='companions', help='CARD.md, grid.jpg')
    parser.add_argument('--channels', type=Path, default=CHANNELS, help='source of G_BUFFER_CHANNELS')
    parser.add_argument('--registry', type=Path, default=REGISTRY)
    parser.add_argument('--replace', action='store_true', help='overwrite a version that was never published')
    return parser.parse_args()


def make_record(card: dict, args: argparse.Namespace, contents: dict[str, Path]) -> dict:
    if not args.model.is_file():
        raise BadInput(f'{args.model} does not exist.')
    contract = pick(card, ['contract'], args.card)['contract']
    return {
        'schema': 'maquette/checkpoint/1',
        'version': args.version,
        **pick(card, CARD, args.card),
        'files': [file_entry(path, name) for name, path in contents.items()],
        'model': 'model.onnx',
        'contract': {**contract, 'channels': channel_names(args.channels)},
        'training': training(card['recipe'], read_json(args.training), args.training),
        **({'upscaler': upscaler(args.upscaler.with_name('upscaler.json'))} if args.upscaler else {}),
        'datasets': [use for dataset in args.dataset for use in dataset_uses(args.registry, dataset)],
        'quality': quality(args.evaluation),
        'derivedFrom': args.derived_from,
        'createdAt': datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
    }


def channel_names(source: Path) -> list[str]:
    """The names in `export const G_BUFFER_CHANNELS = [ … ]`, comments left out."""
    found = re.search(r'G_BUFFER_CHANNELS\s*=\s*\[(.*?)\]', source.read_text(encoding='utf-8'), re.DOTALL)
    if not found:
        raise BadInput(f'{source} has no G_BUFFER_CHANNELS.')
    return re.findall(r"'([^']+)'", re.sub(r'//.*', '', found.group(1)))


def training(recipe: str, log: dict, path: Path) -> dict:
    folder = REPOSITORY / recipe
    files = {str(file.relative_to(folder)): digest_of_file(file) for file in files_below(folder, '*.py')}
    facts = {'recipe': recipe, 'recipeDigest': digest_of(sums(files).encode()), **pick(log, TRAINING, path)}
    return facts | optional(log, ['notes'])


def upscaler(path: Path) -> dict:
    """From what upscaler/evaluate.py wrote."""
    facts = pick(read_json(path), ['training', 'quality'], path)
    return {
        'model': 'upscaler.onnx',
        'scale': 2,
        'contract': UPSCALER_CONTRACT,
        'training': training(facts['training']['recipe'], facts['training'], path),
        'quality': pick(facts['quality'], UPSCALER_QUALITY, path),
    }


def dataset_uses(registry: Path, argument: str) -> list[dict]:
    found = re.fullmatch(r'([a-z0-9.-]+)@([^:]+)(?::(train|test))?', argument)
    if not found:
        raise BadInput(f'"{argument}" names no dataset: write ID@VERSION.')
    name, version, role = found.groups()
    path = registry / 'datasets' / name / version / 'dataset.json'
    if not path.is_file():
        raise BadInput(f'{path} does not exist: make the dataset record first.')
    use = {'id': name, 'version': version, 'digest': digest_of_file(path)}
    return [{**use, 'role': each} for each in ([role] if role else ['train', 'test'])]


def quality(path: Path) -> dict:
    measured = read_json(path)
    groups = [
        {**pick(group, GROUP, path), **optional(group, ['ssim', 'previewSsim'])} for group in measured.get('groups', [])
    ]
    modified = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc).date().isoformat()
    return {
        **pick(measured, QUALITY, path),
        **optional(measured, ['previewSsim', 'measures']),
        'measuredAt': measured.get('measuredAt', modified)[:10],
        **({'groups': groups} if groups else {}),
    }


def optional(source: dict, keys: list[str]) -> dict:
    return {key: source[key] for key in keys if key in source}


if __name__ == '__main__':
    run(main)
