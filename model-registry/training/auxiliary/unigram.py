"""What the auxiliaries with a unigram vocabulary share: which pieces are of the Latin script, and their tokenizer.json."""


def latin(character):
    code = ord(character)
    return code < 0x250 or character == "▁" or 0x2010 <= code < 0x2040 or 0x20A0 <= code < 0x20C0


def unigram_tokeniser(vocabulary, special):
    """tokenizer.json for [piece, score] pairs, the special ones first: `special` names them by number. Texts are lower-cased."""
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": i, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
            for i, content in enumerate(special)
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Lowercase"},
                {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "},
                {"type": "Strip", "strip_left": True, "strip_right": True},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
            "pair": [],
            "special_tokens": {name: {"id": name, "ids": [special.index(name)], "tokens": [name]} for name in ("<s>", "</s>")},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False},
        "model": {"type": "Unigram", "unk_id": special.index("<unk>"), "byte_fallback": False, "vocab": vocabulary},
    }
