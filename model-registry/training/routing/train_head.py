"""Trains the domain heads: prompt -> architecture, fashion, medical or none of ours.

    python train_head.py                      # trains, calibrates, writes libs/routing/data/domain-head.json
    python train_head.py --only architecture  # this domain's head alone; the others stay as they are, to the byte
    python train_head.py --errors             # lists the development prompts that went wrong

Needs numpy, scipy, onnxruntime, tokenizers; some minutes on two cores. There is one head a domain, so a new domain needs its own
head and nothing else. A head reads four views of a prompt, side by side: the embedding by the encoder that was trained to tell
our domains apart (train_encoder.py), the multilingual sentence embedding, the English one (of the prompt put into English word by
word, gloss.py), and hashed groups of letters (letters.py).

The weights of the first view were learnt with the encoder (encoder-head.json), those of the others here, by logistic regression
("this domain or not"). How much each side counts, and the shift, come from prompts that neither side saw: the development part of
the evaluation set and the late prompts; so does the threshold. Then the regression is done again with those, and they stay.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from gloss import Glossary, fold
from letters import letter_features
from parts import CLASSES, DOMAINS, HERE, answers, evaluation, prompts
from scipy.optimize import minimize
from tokenizers import Tokenizer
from widen import pattern_rows, variants

ROOT = HERE.parents[2]
AUXILIARY = ROOT / "model-registry/auxiliary"
LETTERS = {"width": 1024, "sizes": [3, 4, 5], "scale": 0.7}
# By the likelihood of unseen training prompts; 7e-6 and 5e-5 are a little worse.
DECAY = 2e-5
# A training text with a likeness above this to a prompt of the development part is left out.
TOO_NEAR = 0.85
# How much the late prompts count in the calibration. They are rare words for the most part, harder than what people ask for.
LATE_SHARE = 0.3
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
    """Prompts to features: [n, 384], and [n, 512 + 384 + 1024]."""

    def __init__(self, glossary):
        self.domains, self.multilingual, self.english = Embedder("e5-domains"), Embedder("use-multilingual"), Embedder("minilm-l6")
        self.glossary = Glossary(glossary)

    def general(self, texts):
        english = self.english([self.glossary.gloss(text) for text in texts])
        letters = np.stack([letter_features(text, LETTERS) for text in texts])
        return np.hstack([self.multilingual(texts), english, letters])


def training_rows(reader, patterns):
    """Every row once; none too near to the development part."""
    rows = {row["prompt"].lower(): row for row in pattern_rows(patterns)}
    spent = [{**row, "domain": CLASSES[answer]} for row, answer in answers(evaluation("training"))]
    rows.update({row["prompt"].lower(): row for row in [*spent, *prompts("heads")]})
    rows = list(rows.values())
    development = reader.multilingual([row["prompt"] for row in evaluation("development")])
    likeness = reader.multilingual([row["prompt"] for row in rows]) @ development.T
    kept = [row for row, near in zip(rows, likeness.max(1)) if near < TOO_NEAR]
    print(f"{len(rows)} prompts, {len(rows) - len(kept)} left out as too near to the development part")
    return kept


def texts_of(rows, patterns):
    """Texts, their classes and weights: each prompt as it stands, wrapped, and misspelt."""
    texts, answer, weight = [], [], []
    for row in rows:
        for text, share in variants(row, patterns.get(row["language"], patterns["en"])["wrappings"]):
            texts.append(text)
            answer.append(CLASSES.index(row["domain"]))
            weight.append(share)
    return texts, np.array(answer), np.array(weight)


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
    """Shares of the encoder's logits and of the others, and the shift, that make the answers likeliest.

    The same for every domain; parts: (encoder's logits, the others', answers, share).
    """

    def loss(v):
        each = ((share, probabilities(v[0] * own + v[1] * other, 1, v[2])[np.arange(len(known)), known]) for own, other, known, share in parts)
        return sum(-share * np.log(p + 1e-12).mean() for share, p in each)

    return [round(float(v), 4) for v in minimize(loss, np.array([0.7, 0.7, 0.5]), method="Nelder-Mead").x]


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
    written = [
        {
            "prompt": rows[i]["prompt"],
            "english": reader.glossary.gloss(rows[i]["prompt"]),
            "probabilities": [round(float(v), 4) for v in p[i]],
        }
        for i in range(0, len(rows), 2)
    ]
    text = ",\n".join(json.dumps(line, ensure_ascii=False) for line in written)
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")


def fit_heads(x, answer, weight, names):
    """[1920 + 1] a domain, its bias last."""
    return {name: fit(x, (answer == CLASSES.index(name)).astype(float), weight) for name in names}


def logits_of(x, heads):
    return np.stack([x @ heads[name][:-1] + heads[name][-1] for name in DOMAINS], axis=1)


def figures_by(p, rows, known, threshold):
    columns = {"part": lambda row: row.get("split", "written late"), "language": lambda row: row["language"], "kind": lambda row: row["kind"]}
    for column, of in columns.items():
        names = np.array([of(row) for row in rows])
        for name in dict.fromkeys(names):
            which = names == name
            print(f"  {column} {name}", json.dumps(report(p[which], known[which], threshold)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "libs/routing/data/domain-head.json")
    parser.add_argument("--fixtures", type=Path, default=ROOT / "libs/routing/src/domain/domain-head.fixtures.json")
    parser.add_argument("--version", default="3.0.0")
    parser.add_argument("--only", help="train this domain's head, keep the others and the calibration")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()

    load = lambda name: json.loads((HERE / name).read_text(encoding="utf-8"))
    glossary, marks, patterns, learnt = load("glossary.json"), load("terms.json"), load("patterns.json"), load("encoder-head.json")
    reader = Reader(glossary)
    texts, answer, weight = texts_of(training_rows(reader, patterns), patterns)
    x = reader.general(texts)
    unseen = list(answers([*prompts("calibration"), *evaluation("development")]))
    prompt = [row["prompt"] for row, _ in unseen]
    known = np.array([answer for _, answer in unseen])
    is_late = np.array(["stage" in row for row, _ in unseen])
    own, general = reader.domains(prompt), reader.general(prompt)

    before = json.loads(args.out.read_text(encoding="utf-8")) if args.only else None
    if before:
        scale, shift, threshold, share, development = (before[name] for name in ("scale", "shift", "threshold", "share", "development"))
    else:
        encoder = logits_of(own, {name: np.append(head["weights"], head["bias"]) for name, head in learnt.items()})
        others = logits_of(general, fit_heads(x, answer, weight, DOMAINS))
        sides = [(~is_late, 1 - LATE_SHARE), (is_late, LATE_SHARE)]
        a, scale, shift = calibrate([(encoder[which], others[which], known[which], part) for which, part in sides])
        share = round(a / scale, 4)
        p = probabilities(share * encoder + others, scale, shift)
        threshold = choose_threshold(p[~is_late], known[~is_late])
        development = report(p[~is_late], known[~is_late], threshold)
        print(f"scale {scale}, shift {shift}, share of the encoder {share}, threshold {threshold}, {len(texts)} texts")
        figures_by(p, [row for row, _ in unseen], known, threshold)
        for (row, _), answered, each in zip(unseen, known, p) if args.errors else ():
            best = int(each[: len(DOMAINS)].argmax())
            named = CLASSES[best] if each[best] >= threshold else None
            if named != CLASSES[answered]:
                print(f"  {CLASSES[answered]} -> {named} ({DOMAINS[best]} {each[best]:.2f}): {row['prompt']}")

    x, answer, weight = np.vstack([x, general]), np.append(answer, known), np.append(weight, np.ones(len(known)))
    trained = fit_heads(x, answer, weight, [args.only] if args.only else DOMAINS)
    heads = {**(before["heads"] if before else {}), **{name: joined(learnt.get(name), v, share) for name, v in trained.items()}}

    singular = lambda w: w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
    head = {
        "schema": "maquette/domain-head/3",
        "version": args.version,
        "embedders": {name: getattr(reader, name).digest for name in ("domains", "multilingual", "english")},
        "prompts": "sha256:" + hashlib.sha256((HERE / "prompts.jsonl").read_bytes() + (HERE / "patterns.json").read_bytes()).hexdigest(),
        "letters": LETTERS,
        "scale": scale,
        "shift": shift,
        "threshold": threshold,
        "share": share,
        "development": development,
        "heads": heads,
        "terms": {name: sorted({singular(fold(word)) for word in marks[name]}) for name in DOMAINS},
        "glossary": glossary,
    }
    args.out.write_text(json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    rows = evaluation("development")
    prompt = [row["prompt"] for row in rows]
    views = np.hstack([reader.domains(prompt), reader.general(prompt)])
    final = {name: np.append(each["weights"], each["bias"]) for name, each in heads.items()}
    write_fixtures(args.fixtures, rows, reader, probabilities(logits_of(views, final), scale, shift))
    print(f"wrote {args.out.name}, {args.out.stat().st_size / 1e3:.0f} kB")


def joined(learnt, v, share):
    """One head from its two sides. A domain that the encoder was not trained on does without the encoder."""
    own = share * np.array(learnt["weights"]) if learnt else np.zeros(384)
    bias = v[-1] + (share * learnt["bias"] if learnt else 0)
    return {"bias": round(float(bias), 5), "weights": [round(float(w), 4) for w in np.append(own, v[:-1])]}


if __name__ == "__main__":
    main()
