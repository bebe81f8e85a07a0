"""Hashed groups of letters of a prompt's words: a view that needs no vocabulary. letters.ts is the same in TypeScript."""

import re

import numpy as np
from gloss import fold

WORD = re.compile(r"[^\W\d_]+")


def letter_features(prompt, letters):
    """[width], of length `scale` (or 0 without words): how often each bucket's groups occur, words set in < and >."""
    counts = np.zeros(letters["width"])
    for word in WORD.findall(fold(prompt)):
        marked = f"<{word}>"
        for size in letters["sizes"]:
            for start in range(len(marked) - size + 1):
                counts[fnv1a(marked[start : start + size]) % letters["width"]] += 1
    length = np.sqrt((counts**2).sum())
    return counts * (letters["scale"] / length) if length > 0 else counts


def fnv1a(text):
    """32 bits, over the text's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
