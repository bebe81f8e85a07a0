"""What the recipes of assets share: the record, the seal beside it, and a compact container of arrays."""

import json
import platform
import struct
import sys
import zlib
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'records'))
from common import (  # noqa: E402
    REGISTRY,
    check_version,
    digest_of,
    digest_of_file,
    json_bytes,
    run,
    sums,
    write_version,
)

__all__ = ['REGISTRY', 'check_version', 'digest_of', 'digest_of_file', 'pack', 'run', 'write_asset']

MAGIC = b'MQA1'
MEDIA_TYPES = {'.bin': 'application/octet-stream', '.txt': 'text/plain', '.md': 'text/markdown', '.json': 'application/json', '.gz': 'application/gzip'}


def pack(header: dict, arrays: dict[str, np.ndarray]) -> bytes:
    """
    A deflated container: MQA1, the header's length (32 bits, little-endian), the header as JSON, then the arrays one
    after the other, each at a multiple of four bytes. The header's `arrays` say name, type, length and offset.
    """
    listed, blocks, offset = [], [], 0
    for name, array in arrays.items():
        block = np.ascontiguousarray(array).tobytes()
        kind = {'i2': 'int16', 'u2': 'uint16', 'u1': 'uint8', 'i1': 'int8', 'f4': 'float32', 'u4': 'uint32'}
        listed.append({'name': name, 'type': kind[array.dtype.str[1:]], 'length': int(array.size), 'offset': offset})
        block += b'\0' * (-len(block) % 4)
        blocks.append(block)
        offset += len(block)
    text = json.dumps({**header, 'arrays': listed}, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 4)
    return zlib.compress(MAGIC + struct.pack('<I', len(text)) + text + b''.join(blocks), 9)


def write_asset(
    record: dict, files: dict[str, bytes], evidence: dict[str, tuple[bytes, str]], registry: Path, replace: bool
) -> Path:
    """Completes a record with digests, tools and the date, and writes the version as a whole or not at all."""
    record |= {
        'tools': [
            {'name': 'python', 'version': platform.python_version()},
            {'name': 'numpy', 'version': metadata.version('numpy')},
            *record.get('tools', []),
        ],
        'files': [
            {'path': name, 'bytes': len(data), 'digest': digest_of(data), 'mediaType': media_type(name)}
            for name, data in files.items()
        ],
        'evidence': [
            {
                'file': name,
                'bytes': len(data),
                'digest': digest_of(data),
                'mediaType': media_type(name),
                'description': description,
            }
            for name, (data, description) in evidence.items()
        ],
        'createdAt': datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
    }
    contents = {'asset.json': json_bytes(record), **files, **{name: data for name, (data, _) in evidence.items()}}
    contents['SHA256SUMS'] = sums({name: digest_of(data) for name, data in contents.items()}).encode()
    folder = registry / 'assets' / record['id'] / record['version']
    write_version(folder, contents, replace)
    return folder


def media_type(name: str) -> str:
    return MEDIA_TYPES.get(Path(name).suffix, 'application/octet-stream')
