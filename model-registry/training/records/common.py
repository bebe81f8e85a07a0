"""What both record makers share: digests, cards, and writing a version that is either complete or not there."""

import hashlib
import json
import os
import re
import shutil
import sys
from pathlib import Path

REGISTRY = Path(__file__).resolve().parents[2]
LICENCES = Path(__file__).resolve().parent / 'licences'
VERSION = re.compile(r'^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$')
MEDIA_TYPES = {'.json': 'application/json', '.txt': 'text/plain', '.md': 'text/markdown', '.jpg': 'image/jpeg'}


class BadInput(Exception):
    """Something the caller gave cannot be used; the text says what to do."""


def digest_of(data: bytes) -> str:
    return f'sha256:{hashlib.sha256(data).hexdigest()}'


def digest_of_file(path: Path) -> str:
    hasher = hashlib.sha256()
    with open(path, 'rb') as file:
        while block := file.read(1 << 20):
            hasher.update(block)
    return f'sha256:{hasher.hexdigest()}'


def sums(digests: dict[str, str]) -> str:
    """Lines as sha256sum writes them, sorted by path."""
    return ''.join(f"{digest.removeprefix('sha256:')}  {path}\n" for path, digest in sorted(digests.items()))


def files_below(folder: Path, pattern: str = '*') -> list[Path]:
    """Ordinary files, sorted; what begins with a dot is being written and does not count."""
    found = (path for path in folder.rglob(pattern) if path.is_file())
    return sorted(p for p in found if not any(part.startswith('.') for part in p.relative_to(folder).parts))


def read_json(path: Path) -> dict:
    try:
        return json.loads(Path(path).read_text(encoding='utf-8'))
    except FileNotFoundError:
        raise BadInput(f'{path} does not exist.') from None
    except ValueError as error:
        raise BadInput(f'{path} is not JSON: {error}') from None


def pick(source: dict, keys: list[str], where: Path) -> dict:
    """The given members; every missing one is named."""
    missing = [key for key in keys if key not in source]
    if missing:
        raise BadInput(f'{where} lacks {", ".join(missing)}.')
    return {key: source[key] for key in keys}


def file_entry(path: Path, name: str) -> dict:
    media_type = MEDIA_TYPES.get(path.suffix, 'application/octet-stream')
    return {'path': name, 'bytes': path.stat().st_size, 'digest': digest_of_file(path), 'mediaType': media_type}


def check_version(version: str) -> str:
    if not VERSION.match(version):
        raise BadInput(f'"{version}" is no version: write MAJOR.MINOR.PATCH.')
    return version


def write_version(folder: Path, contents: dict[str, bytes | Path], replace: bool) -> None:
    """Writes the files beside the final place and renames: readers see the whole version or none."""
    if folder.exists() and not replace:
        raise BadInput(f'{folder} exists, and a published version never changes: raise the version (or --replace).')
    staging = folder.parent / f'.{folder.name}-{os.getpid()}'
    staging.mkdir(parents=True)
    try:
        for name, content in contents.items():
            if isinstance(content, Path):
                shutil.copyfile(content, staging / name)
            else:
                (staging / name).write_bytes(content)
        if folder.exists():
            shutil.rmtree(folder)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def json_bytes(value: dict) -> bytes:
    try:
        return (json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + '\n').encode()
    except ValueError:
        raise BadInput('A measured number is not finite: look into the training or evaluation file.') from None


def run(main) -> None:
    try:
        main()
    except BadInput as error:
        sys.exit(f'{Path(sys.argv[0]).name}: {error}')
