"""Trains the domain head: prompt -> architecture, fashion, medical or none of ours.

    python train_head.py            # trains, calibrates, measures, writes libs/routing/data/domain-head.json

The features of a prompt: its words put into English (gloss.py), their sentence embedding, and for each class how many
of its telling words (terms.json) occur. Needs torch, numpy, onnxruntime, tokenizers. prompts.jsonl fixes each prompt's
part: `train` for the weights and (by cross-validation) their regularisation, `calibration` for temperature and
threshold, `test` for the report alone.
"""

import argparse
import hashlib
import json
import math
import re
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from gloss import Glossary, fold
from tokenizers import Tokenizer

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CLASSES = ["architecture", "fashion", "medical", "none"]
FOLDS = 5
# How much the telling words weigh beside an embedding of unit length.
TERM_SCALE = 0.4
# Of prompts that are none of ours at most this share may be taken for ours on the calibration part.
FALSE_ACCEPTANCE = 0.04


def embed(folder, prompts):
    """[n, 384] float32 by the very graph that runs in production."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(128)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(folder / "embedder.onnx"), options, providers=["CPUExecutionProvider"])
    rows = []
    for prompt in prompts:
        ids = np.array([tokenizer.encode(prompt).ids], dtype=np.int64)
        rows.append(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    return torch.tensor(np.stack(rows))


def singular(word):
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def term_features(prompt, terms):
    """One number a class: 0 without any of its terms, 1/2 with one, 3/4 with two, ..."""
    words = {singular(word) for word in re.findall(r"[^\W\d_]+", fold(prompt))}
    return [1 - 0.5 ** len(words & terms[name]) for name in CLASSES]


def features(folder, prompts, terms):
    counted = torch.tensor([term_features(prompt, terms) for prompt in prompts])
    return torch.cat([embed(folder, prompts), TERM_SCALE * counted], dim=1)


def fit(x, y, decay):
    """Multinomial logistic regression; every class weighs the same. Convex, so there is nothing random in it."""
    weight = torch.zeros(len(CLASSES), x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(len(CLASSES), dtype=torch.float64, requires_grad=True)
    balance = len(y) / (len(CLASSES) * torch.bincount(y, minlength=len(CLASSES)).double())
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        value = torch.nn.functional.cross_entropy(x.double() @ weight.T + bias, y, weight=balance)
        value = value + decay * (weight**2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    return weight.detach(), bias.detach()


def cross_validated_loss(x, y, decay, order):
    losses = []
    for fold in range(FOLDS):
        held = order % FOLDS == fold
        weight, bias = fit(x[~held], y[~held], decay)
        logits = x[held].double() @ weight.T + bias
        # The temperature is fitted later, so only what it cannot mend counts: the best loss over temperatures.
        losses.append(min(torch.nn.functional.cross_entropy(logits * s, y[held]).item() for s in (1, 1.5, 2, 3, 4, 6)))
    return sum(losses) / FOLDS


def fit_temperature(logits, y):
    scales = np.exp(np.linspace(math.log(0.3), math.log(10), 200))
    return min(scales, key=lambda s: torch.nn.functional.cross_entropy(logits * s, y).item())


def probabilities_of(x, weight, bias):
    return torch.softmax(x.double() @ weight.T + bias, dim=1)


def choose_threshold(p, y):
    """The lowest threshold that keeps false acceptance within its bound on the calibration part, at least 0.5."""
    best = p[:, :3].max(1).values
    for threshold in np.arange(0.5, 0.95, 0.01):
        if (best[y == 3] >= threshold).double().mean() <= FALSE_ACCEPTANCE:
            return round(float(threshold), 2)
    return 0.95


def report(p, y, threshold):
    best, domain = p[:, :3].max(1)
    ours = y < 3
    named = best >= threshold
    right = named & (domain == y)
    score = best.numpy()
    auroc = np.mean([(score[ours.numpy()] > s).mean() + 0.5 * (score[ours.numpy()] == s).mean() for s in score[~ours.numpy()]])
    return {
        "prompts": len(y),
        "inDomain": int(ours.sum()),
        "inDomainAccuracy": round(right[ours].double().mean().item(), 4),
        "falseRefusal": round((~named)[ours].double().mean().item(), 4),
        "wrongDomain": round((named & (domain != y))[ours].double().mean().item(), 4),
        "outOfDomain": int((~ours).sum()),
        "outOfDomainRefusal": round((~named)[~ours].double().mean().item(), 4),
        "outOfDomainAuroc": round(float(auroc), 4),
        "expectedCalibrationError": round(calibration_error(p, y), 4),
    }


def calibration_error(p, y, bins=10):
    confidence, predicted = p.max(1)
    correct = (predicted == y).double()
    error = 0.0
    for low in np.arange(0, 1, 1 / bins):
        inside = (confidence > low) & (confidence <= low + 1 / bins)
        if inside.any():
            error += inside.double().mean().item() * abs(correct[inside].mean() - confidence[inside].mean()).item()
    return error


def write_fixtures(path, rows, english, p):
    """Every ninth prompt as this script reads it, for the tests of the TypeScript side."""
    chosen = range(0, len(rows), 9)
    lines = [
        {"prompt": rows[i]["prompt"], "english": english[i], "probabilities": [round(float(v), 4) for v in p[i]]}
        for i in chosen
    ]
    text = ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prompts", type=Path, default=HERE / "prompts.jsonl")
    parser.add_argument("--embedder", type=Path, default=ROOT / "model-registry/auxiliary/minilm-l6/1.0.0")
    parser.add_argument("--out", type=Path, default=ROOT / "libs/routing/data/domain-head.json")
    parser.add_argument("--fixtures", type=Path, default=ROOT / "libs/routing/src/domain/domain-head.fixtures.json")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--errors", choices=["calibration", "test"], help="list the prompts of this part that went wrong")
    args = parser.parse_args()

    rows = [json.loads(line) for line in args.prompts.read_text(encoding="utf-8").splitlines()]
    glossary = json.loads((HERE / "glossary.json").read_text(encoding="utf-8"))
    terms = json.loads((HERE / "terms.json").read_text(encoding="utf-8"))
    terms = {name: sorted({singular(fold(word)) for word in terms[name]}) for name in CLASSES}
    english = [Glossary(glossary).gloss(row["prompt"]) for row in rows]
    x = features(args.embedder, english, {name: set(words) for name, words in terms.items()})
    y = torch.tensor([CLASSES.index(row["domain"] or "none") for row in rows])
    part = np.array([row["split"] for row in rows])
    train, calibration, test = (torch.tensor(part == name) for name in ("train", "calibration", "test"))

    order = np.array([int(hashlib.sha256(row["prompt"].encode()).hexdigest()[:6], 16) for row in rows])
    order = torch.tensor(order[part == "train"])
    decays = [10**e for e in np.arange(-5, -1.9, 0.5)]
    losses = [cross_validated_loss(x[train], y[train], decay, order) for decay in decays]
    decay = decays[int(np.argmin(losses))]
    weight, bias = fit(x[train], y[train], decay)
    scale = fit_temperature(x[calibration].double() @ weight.T + bias, y[calibration])
    weight, bias = weight * scale, bias * scale
    threshold = choose_threshold(probabilities_of(x[calibration], weight, bias), y[calibration])
    print(f"decay {decay:.1e}, temperature {1 / scale:.3f}, threshold {threshold}")

    p = probabilities_of(x, weight, bias)
    measured = {name: report(p[mask], y[mask], threshold) for name, mask in (("calibration", calibration), ("test", test))}
    for kind in ("hard", "plain"):
        mask = test & torch.tensor([row["kind"] == kind for row in rows])
        print(f"test, {kind}:", report(p[mask], y[mask], threshold))
    for name, values in measured.items():
        print(name, json.dumps(values))
    for i, row in enumerate(rows if args.errors else []):
        best, domain = p[i, :3].max(0)
        named = CLASSES[domain] if best >= threshold else None
        if row["split"] == args.errors and named != row["domain"]:
            print(f"  {row['domain']} -> {named} ({best:.2f}): {row['prompt']}")

    head = {
        "schema": "maquette/domain-head/1",
        "version": args.version,
        "classes": CLASSES,
        "embedder": "sha256:" + hashlib.sha256((args.embedder / "embedder.onnx").read_bytes()).hexdigest(),
        "prompts": "sha256:" + hashlib.sha256(args.prompts.read_bytes()).hexdigest(),
        "temperature": round(float(1 / scale), 4),
        "threshold": threshold,
        "measured": measured["test"],
        "termScale": TERM_SCALE,
        "bias": [round(float(b), 5) for b in bias],
        "weights": [[round(float(w), 4) for w in row] for row in weight],
        "terms": terms,
        "glossary": glossary,
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    write_fixtures(args.fixtures, rows, english, p)
    print(f"wrote {args.out.name}, {args.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
