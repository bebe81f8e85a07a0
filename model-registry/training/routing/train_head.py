"""Trains the domain heads: prompt -> architecture, fashion, medical or none of ours.

    python train_head.py                      # trains, calibrates, writes libs/routing/data/domain-head.json
    python train_head.py --only architecture  # this domain's head alone; the others stay as they are, to the byte
    python train_head.py --errors             # lists the development prompts that went wrong

Needs numpy, scipy, onnxruntime, tokenizers; some minutes on two cores. There is one head a domain, a logistic regression
"this domain or not", so a new domain needs its own head and nothing else. A head reads three views of a prompt, side by side:
the multilingual sentence embedding, the English one (of the prompt put into English word by word, gloss.py), and hashed
groups of letters (letters.py).

Weights come from prompts.jsonl and patterns.json; scale, shift and threshold from the development part of evaluation.jsonl
and from the training prompts themselves, each judged by heads that did not see it. The other parts of the evaluation set are
read for one purpose here: training texts that are too near to them are dropped. They are measured by
`npm run bench -- route`, through the runtime.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from gloss import Glossary, fold
from letters import letter_features
from scipy.optimize import minimize
from tokenizers import Tokenizer
from widen import pattern_rows, variants

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
AUXILIARY = ROOT / "model-registry/auxiliary"
DOMAINS = ["architecture", "fashion", "medical"]
LETTERS = {"width": 1024, "sizes": [3, 4, 5], "scale": 0.7}
# By the likelihood of unseen training prompts; 7e-6 and 5e-5 are a little worse.
DECAY = 2e-5
# A training text with a likeness above this to a prompt of the evaluation set is left out.
TOO_NEAR = 0.85
FOLDS = 4
# How much the development part counts in the calibration; the rest are unseen training prompts. Those are harder than what
# people ask for (many are there because they lure), the development part is easier (its errors were read).
DEVELOPMENT_SHARE = 0.8
# Of the development prompts of our domains at most this share may be refused.
FALSE_REFUSAL = 0.0075


class Embedder:
    """The very graph and tokeniser that run in production; remembers what it has seen."""

    def __init__(self, name):
        folder = AUXILIARY / name / "1.0.0"
        self.tokeniser = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokeniser.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        path = folder / "embedder.onnx"
        self.digest = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.seen = {}

    def __call__(self, texts):
        return np.stack([self.one(text) for text in texts]).astype(np.float64)

    def one(self, text):
        if text not in self.seen:
            ids = self.tokeniser.encode(text).ids
            ids = np.array([ids if len(ids) <= 128 else ids[:127] + ids[-1:]], dtype=np.int64)
            self.seen[text] = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return self.seen[text]


class Reader:
    """Prompts to features, [n, 512 + 384 + 1024]."""

    def __init__(self, glossary):
        self.multilingual, self.english = Embedder("use-multilingual"), Embedder("minilm-l6")
        self.glossary = Glossary(glossary)

    def __call__(self, prompts):
        english = self.english([self.glossary.gloss(prompt) for prompt in prompts])
        letters = np.stack([letter_features(prompt, LETTERS) for prompt in prompts])
        return np.hstack([self.multilingual(prompts), english, letters])


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def training_rows(reader, patterns, evaluation):
    """Every row once; none too near to the evaluation set, whichever its part."""
    rows = {row["prompt"].lower(): row for row in pattern_rows(patterns)}
    rows.update({row["prompt"].lower(): row for row in read_lines(HERE / "prompts.jsonl")})
    rows = list(rows.values())
    likeness = reader.multilingual([r["prompt"] for r in rows]) @ reader.multilingual([r["prompt"] for r in evaluation]).T
    kept = [row for row, near in zip(rows, likeness.max(1)) if near < TOO_NEAR]
    print(f"{len(rows)} prompts, {len(rows) - len(kept)} left out as too near to the evaluation set")
    return kept


def fit(x, wanted, weight):
    """Logistic regression with weighted rows; convex, so there is nothing random in it."""
    weight = weight / weight.sum()

    def loss(v):
        logit = x @ v[:-1] + v[-1]
        value = (weight * (np.logaddexp(0, logit) - wanted * logit)).sum() + DECAY * (v[:-1] ** 2).sum()
        rest = weight * (1 / (1 + np.exp(-logit)) - wanted)
        return value, np.append(x.T @ rest + 2 * DECAY * v[:-1], rest.sum())

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def probabilities(logits, scale, shift):
    """[n, domains + 1], none of ours last. The odds of each head against a 'none' of weight one: its logit is 0."""
    z = np.hstack([scale * logits + shift, np.zeros((len(logits), 1))])
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def calibrate(parts):
    """Scale and shift, the same for every domain, that make the answers likeliest; parts: (logits, answers, share)."""

    def loss(v):
        each = ((share, probabilities(logits, *v)[np.arange(len(answer)), answer]) for logits, answer, share in parts)
        return sum(-share * np.log(p + 1e-12).mean() for share, p in each)

    return minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x


def unseen(x, domain, weight, row_of, rows):
    """[rows, domains] logits of each row's own prompt, by heads trained without any text made of it; and who counts."""
    fold = np.array([int(hashlib.sha256(row["prompt"].encode()).hexdigest()[:6], 16) % FOLDS for row in rows])
    first = np.unique(row_of, return_index=True)[1]
    logits = np.zeros((len(rows), len(DOMAINS)))
    for held in range(FOLDS):
        seen = fold[row_of] != held
        for k, name in enumerate(DOMAINS):
            v = fit(x[seen], (domain[seen] == name).astype(float), weight[seen])
            logits[fold == held, k] = x[first[fold == held]] @ v[:-1] + v[-1]
    return logits, np.array([row["kind"] != "pattern" for row in rows])


def choose_threshold(p, answer):
    """The highest threshold that refuses no more than FALSE_REFUSAL of the development prompts of our domains."""
    best = np.sort(p[answer < len(DOMAINS), : len(DOMAINS)].max(1))
    return float(np.floor(1000 * best[int(FALSE_REFUSAL * len(best))]) / 1000)


def report(p, answer, threshold):
    best, domain = p[:, : len(DOMAINS)].max(1), p[:, : len(DOMAINS)].argmax(1)
    ours, named = answer < len(DOMAINS), best >= threshold
    above = [(best[ours] > s).mean() + 0.5 * (best[ours] == s).mean() for s in best[~ours]]
    figures = {
        "inDomainAccuracy": (named & (domain == answer))[ours].mean(),
        "falseRefusal": (~named)[ours].mean(),
        "outOfDomainRefusal": (~named)[~ours].mean(),
        "outOfDomainAuroc": np.mean(above),
        "expectedCalibrationError": calibration_error(p, answer),
    }
    return {"prompts": len(answer), **{name: round(float(value), 4) for name, value in figures.items()}}


def calibration_error(p, answer, bins=15):
    confidence, right = p.max(1), p.argmax(1) == answer
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return sum(abs(right[which == b].sum() - confidence[which == b].sum()) for b in range(bins)) / len(answer)


def write_fixtures(path, rows, reader, p):
    """Every second development prompt as this script reads it, for the tests of the TypeScript side."""
    lines = [
        {
            "prompt": rows[i]["prompt"],
            "english": reader.glossary.gloss(rows[i]["prompt"]),
            "probabilities": [round(float(v), 4) for v in p[i]],
        }
        for i in range(0, len(rows), 2)
    ]
    text = ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "libs/routing/data/domain-head.json")
    parser.add_argument("--fixtures", type=Path, default=ROOT / "libs/routing/src/domain/domain-head.fixtures.json")
    parser.add_argument("--version", default="2.1.0")
    parser.add_argument("--only", help="train this domain's head, keep the others and the calibration")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()

    load = lambda name: json.loads((HERE / name).read_text(encoding="utf-8"))
    glossary, terms, patterns = load("glossary.json"), load("terms.json"), load("patterns.json")
    reader = Reader(glossary)
    evaluation = read_lines(HERE / "evaluation.jsonl")
    rows = training_rows(reader, patterns, evaluation)
    texts, domain, weight, row_of = [], [], [], []
    for i, row in enumerate(rows):
        for text, share in variants(row, patterns[row["language"]]["wrappings"]):
            texts.append(text)
            domain.append(row["domain"])
            weight.append(share)
            row_of.append(i)
    x, domain, weight, row_of = reader(texts), np.array(domain, dtype=object), np.array(weight), np.array(row_of)

    before = json.loads(args.out.read_text(encoding="utf-8")) if args.only else None
    trained = {}
    for name in [args.only] if args.only else DOMAINS:
        v = fit(x, (domain == name).astype(float), weight)
        trained[name] = {"bias": round(float(v[-1]), 5), "weights": [round(float(w), 4) for w in v[:-1]]}
    heads = {**(before["heads"] if before else {}), **trained}

    development = [row for row in evaluation if row["split"] == "development"]
    xd = reader([row["prompt"] for row in development])
    logits = np.stack([xd @ np.array(heads[name]["weights"]) + heads[name]["bias"] for name in DOMAINS], axis=1)
    clear = np.array([len(row["accept"]) == 1 for row in development])
    answer = np.array([(DOMAINS + [None]).index(row["accept"][0]) for row in development])
    if before:
        scale, shift, threshold = before["scale"], before["shift"], before["threshold"]
    else:
        held, counts = unseen(x, domain, weight, row_of, rows)
        known = np.array([(DOMAINS + [None]).index(row["domain"]) for row in rows])[counts]
        parts = [(logits[clear], answer[clear], DEVELOPMENT_SHARE), (held[counts], known, 1 - DEVELOPMENT_SHARE)]
        scale, shift = (round(float(v), 4) for v in calibrate(parts))
        threshold = choose_threshold(probabilities(logits[clear], scale, shift), answer[clear])
        print("unseen", json.dumps(report(probabilities(held[counts], scale, shift), known, threshold)))
    p = probabilities(logits, scale, shift)
    print(f"scale {scale}, shift {shift}, threshold {threshold}, {len(texts)} texts")
    print("development", json.dumps(report(p[clear], answer[clear], threshold)))
    for i, row in enumerate(development if args.errors else []):
        best = int(p[i, : len(DOMAINS)].argmax())
        named = DOMAINS[best] if p[i, best] >= threshold else None
        if named not in row["accept"]:
            print(f"  {row['accept']} -> {named} ({DOMAINS[best]} {p[i, best]:.2f}): {row['prompt']}")

    singular = lambda w: w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
    head = {
        "schema": "maquette/domain-head/2",
        "version": args.version,
        "embedders": {"multilingual": reader.multilingual.digest, "english": reader.english.digest},
        "prompts": "sha256:" + hashlib.sha256((HERE / "prompts.jsonl").read_bytes() + (HERE / "patterns.json").read_bytes()).hexdigest(),
        "letters": LETTERS,
        "scale": scale,
        "shift": shift,
        "threshold": threshold,
        "development": report(p[clear], answer[clear], threshold),
        "heads": heads,
        "terms": {name: sorted({singular(fold(word)) for word in terms[name]}) for name in DOMAINS},
        "glossary": glossary,
    }
    args.out.write_text(json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    write_fixtures(args.fixtures, development, reader, p)
    print(f"wrote {args.out.name}, {args.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
