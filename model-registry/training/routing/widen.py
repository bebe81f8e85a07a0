"""More training texts from fewer: sentence patterns with slots, and the ways people wrap and misspell what they ask for.

Everything random comes from generators seeded by the pattern or the prompt, so the texts are the same at every run.
"""

import random
import re
import unicodedata

SLOT = re.compile(r"\{(\w+)\}")
PER_PATTERN = 14
# Of patterns with many combinations that differ in what they are about, not only in their adornments.
PER_PAIR = 60


def pattern_rows(patterns):
    """Rows like those of prompts.jsonl, from patterns.json: each pattern filled at random, no slot word twice in a text."""
    rows = []
    for language, spoken in patterns.items():
        for name, forms in spoken["patterns"].items():
            for form in forms:
                rows += [
                    {"prompt": text, "domain": None if name == "none" else name, "kind": "pattern", "language": language}
                    for text in filled(form, spoken["slots"])
                ]
    return rows


def filled(form, slots):
    chance = random.Random(form)
    whole = SLOT.fullmatch(form)
    if whole:
        return list(slots[whole[1]])
    most = PER_PAIR if form == "{archpart} {bodygen}" else PER_PATTERN
    texts = set()
    for _ in range(3 * most):
        used = []

        def word(match):
            used.append(chance.choice([option for option in slots[match[1]] if option not in used]))
            return used[-1]

        texts.add(SLOT.sub(word, form))
        if len(texts) == most:
            break
    return sorted(texts)


def variants(row, wrappings):
    """The prompt itself, wrapped, and misspelt, each with its weight."""
    prompt = row["prompt"]
    chance = random.Random(prompt)
    wrapped = chance.choice(wrappings).format(prompt, n=chance.randint(1, 999))
    spelt = misspelt(without_accents(prompt) if chance.random() < 0.5 else prompt, chance)
    if row["kind"] != "pattern":
        return [(prompt, 1.0), (wrapped, 0.5), (spelt, 0.5)]
    return [(prompt, 0.5), (wrapped, 0.25)] if chance.random() < 0.33 else [(prompt, 0.5)]


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def misspelt(text, chance):
    """A letter left out, doubled or swapped with the next, one in some twenty-five."""
    letters = [i for i, c in enumerate(text) if c.isalpha()]
    if len(letters) < 6:
        return text
    for _ in range(1 + len(letters) // 25):
        i = chance.choice(letters[1:-1])
        if i >= len(text) - 1:
            continue
        kind = chance.random()
        if kind < 0.4:
            text = text[:i] + text[i + 1 :]
        elif kind < 0.8:
            text = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        else:
            text = text[:i] + text[i] + text[i:]
    return text
