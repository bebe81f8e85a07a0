"""Word-by-word English for German, French and Spanish prompts, since the sentence embedder reads English.

The same as libs/routing/src/domain/gloss.ts: that file says how it works, and its tests compare the two.
"""

import re
import unicodedata

ENDINGS = {"de": ["en", "er", "es", "em", "e", "n", "s"], "fr": ["es", "s", "x", "e"], "es": ["es", "s"]}
LINKS = ["", "s", "n", "en", "es", "er"]
SHORTEST_PART = 3
SHORTEST_HEAD = 5
SHORTEST_COMPOUND = 8


def fold(text):
    text = text.lower().replace("ß", "ss").replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


class Glossary:
    def __init__(self, data):
        self.words = data["words"]
        self.ambiguous = set(data["ambiguous"])
        self.english = set(data["english"])

    def gloss(self, prompt):
        tokens = re.findall(r"[^\W\d_]+|[^\w\s]|\d+", fold(prompt))
        words = [token for token in tokens if token[0].isalpha()]
        language = self.language(words)
        if language is None:
            return prompt
        return " ".join(self.resolve(token, language) or token for token in tokens)

    def language(self, words):
        clear = [word for word in words if word not in self.ambiguous]
        english = sum(word in self.english for word in clear)
        best, most = None, 0
        for language in self.words:
            count = sum(self.speaks(word, language) for word in clear)
            if count > most:
                best, most = language, count
        enough = most > english and 3 * most >= len(words) and (most >= 2 or 2 * most >= len(words))
        return best if enough else None

    def speaks(self, word, language):
        """Is the word one of the language, and not spelled so in English."""
        meaning = self.simple(word, language)
        if meaning is None and language == "de" and len(word) >= SHORTEST_COMPOUND:
            meaning = self.compound(word, whole=True)
        return meaning is not None and meaning != word

    def resolve(self, word, language):
        return self.simple(word, language) or (self.compound(word) if language == "de" else None)

    def simple(self, word, language):
        words = self.words[language]
        if word in words:
            return words[word]
        for ending in ENDINGS[language]:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_PART and word[: -len(ending)] in words:
                return words[word[: -len(ending)]]
        return None

    def compound(self, word, whole=False):
        head = None
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART):
            last = self.simple(word[cut:], "de")
            if last is None:
                continue
            first = self.first_part(word[:cut])
            if first is not None:
                return f"{first} {last}"
            if head is None and len(word) - cut >= SHORTEST_HEAD:
                head = f"{word[:cut]} {last}"
        return None if whole else head

    def first_part(self, part):
        for link in LINKS:
            stem = part[: len(part) - len(link)] if part.endswith(link) else ""
            if len(stem) >= SHORTEST_PART and stem in self.words["de"]:
                return self.words["de"][stem]
        return None
