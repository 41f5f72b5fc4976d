"""How well a text read in one encoding fits a language: the cost of its letters, the lowest for the right reading.

Comes in what an encoding makes of a feed's words, goes out a cost in nats (natural logarithms of probabilities): words
of alphabets by pairs of neighbouring letters, Chinese, Japanese and Korean by single characters. The costs stand in
`letters.tsv`, counted in the translations of free programs, `_` being the edge of a word. It decides nothing.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from pathlib import Path

EDGE = "_"
# Pairs that are not listed: letters of the language, ASCII letters, foreign letters.
_RARE, _RARE_ASCII, _FOREIGN = 7.5, 6.5, 11.0
# Western letters are met in names everywhere.
_WESTERN = 9.5
_OTHER_SCRIPT, _CAPITAL_INSIDE, _SYMBOL_INSIDE = 6.0, 4.0, 6.0
_NO_TEXT = 16.0
_TYPOGRAPHY = dict.fromkeys("“”’‘–—°®™\xa0«»„…•¿¡€£½µ²", 5.0) | dict.fromkeys("·©§×№¼¾³ºª±‚", 7.0)
_TYPOGRAPHY |= {"\u200c": 6.0, "İ": 7.0}
_BY_CATEGORY = {"Lm": 10.0, "So": 12.0}
_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’‘·\xad–—](?=[^\W\d_])")
# Romanian is written with a comma or a cedilla under the same bytes.
_ALIKE = str.maketrans("șțȘȚ", "şţŞŢ")

# Han and Hangul that a country's standard counts among the common ones, by the first byte in that standard.
_COMMON = {
    "zh_CN": ("gb2312", range(0xB0, 0xD8)),
    "zh_TW": ("big5", range(0xA4, 0xC7)),
    "ja": ("shift_jis", range(0x81, 0x98)),
    "ko": ("euc_kr", range(0xB0, 0xC9)),
}
_ASCII_PAIR, _BESIDE_ASCII, _ALONE = 4.0, 10.0, 6.0
_ASCII_LETTERS = re.compile(r"[A-Za-z](?=[A-Za-z])")
_TOUCHING = re.compile(r"[A-Za-z](?=[\u3040-\uffff])|[\u3040-\uffff](?=[A-Za-z])")

_LONE = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")

Pair = tuple[str, str]


@functools.cache
def _tables() -> tuple[dict[str, dict[Pair, float]], dict[str, frozenset[str]]]:
    """The pairs of each alphabetic language with their costs, and the frequent characters of the others."""
    pairs: dict[str, dict[Pair, float]] = {}
    characters: dict[str, frozenset[str]] = {}
    for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines():
        language, cost, text = line.split("\t")
        if language in _COMMON:
            characters[language] = frozenset(text)
        else:
            listed = zip(text[::2], text[1::2], strict=True)
            pairs.setdefault(language, {}).update(dict.fromkeys(listed, float(cost) + 0.3))
    return pairs, characters


@functools.cache
def _by_script() -> dict[str, list[tuple[dict[Pair, float], frozenset[str]]]]:
    """The languages of each script, as their pairs and their alphabet."""
    found: dict[str, list[tuple[dict[Pair, float], frozenset[str]]]] = {}
    for table in _tables()[0].values():
        alphabet = frozenset(char for pair in table for char in pair)
        script = Counter(_script(char) for char in alphabet if not char.isascii()).most_common(1)[0][0]
        found.setdefault(script, []).append((table, alphabet))
    return found


@functools.cache
def _script(char: str) -> str:
    return "LATIN" if char.isascii() else unicodedata.name(char, "?").split()[0]


@functools.cache
def _symbol_cost(char: str) -> float | None:
    """The cost of a character that is no letter; None for a letter."""
    category = unicodedata.category(char)
    if char in _TYPOGRAPHY:
        return _TYPOGRAPHY[char]
    if char.isascii():
        return None if char.isalpha() else 0.0
    if category in ("Lu", "Ll", "Lo", "Mn", "Mc"):
        return None
    if category[0] == "C" or "\u2500" <= char < "\u25a0":
        return _NO_TEXT
    return _BY_CATEGORY.get(category, 10.0 if char < "\u0100" else 11.0)


_LONE_LETTER = 6.0
_LONE_LETTERS = re.compile(r"(?<!\w)[^\W\d_a-zA-Z](?!\w)")


def alphabetic_cost(text: str) -> float:
    """The cost of words of an alphabet in the language that fits them best."""
    text = text.translate(_ALIKE)
    fixed = _SYMBOL_INSIDE * len(_INSIDE.findall(text))
    # A sign such as the euro's stands alone; in other encodings its byte is a letter, and few letters are words.
    fixed += _LONE_LETTER * min(2, len(set(_LONE_LETTERS.findall(text))))
    pairs: Counter[Pair] = Counter()
    for (left, right), times in Counter(zip(" " + text, text + " ", strict=True)).items():
        cost_left, cost_right = _symbol_cost(left), _symbol_cost(right)
        fixed += times * (cost_right or 0.0)
        if cost_left is None and cost_right is None:
            fixed += times * _break_cost(left, right)
        if cost_left is None or cost_right is None:
            folded = (
                (EDGE if cost_left is not None else left.lower()),
                (EDGE if cost_right is not None else right.lower()),
            )
            pairs[folded] += times
    scripts = Counter({_script(right): 0 for _, right in pairs})
    for (_, right), times in pairs.items():
        scripts[_script(right)] += 0 if right.isascii() else times
    script = scripts.most_common(1)[0][0] if scripts else "LATIN"
    costs = [_in_language(pairs, *language) for language in _by_script().get(script, ())]
    return fixed + min(costs, default=_FOREIGN * pairs.total())


def _break_cost(left: str, right: str) -> float:
    capital = _CAPITAL_INSIDE if left.islower() and right.isupper() else 0.0
    return capital + (_OTHER_SCRIPT if _script(left) != _script(right) else 0.0)


def _in_language(pairs: Counter[Pair], table: dict[Pair, float], alphabet: frozenset[str]) -> float:
    total = 0.0
    for pair, times in pairs.items():
        cost = table.get(pair)
        if cost is None:
            left, right = pair
            known = _RARE_ASCII if left.isascii() and right.isascii() else _RARE
            cost = known if right in alphabet else _WESTERN if right < "\u0100" else _FOREIGN
        total += times * cost
    return total


def ideographic_cost(text: str, language: str) -> float:
    """The cost of words in `zh_CN`, `zh_TW`, `ja` or `ko`; ASCII letters that touch their characters are suspicious."""
    cost = _BESIDE_ASCII * len(_TOUCHING.findall(text)) + _ASCII_PAIR * len(_ASCII_LETTERS.findall(text))
    cost += _ALONE * len(_LONE.findall(text))
    return cost + sum(
        times * _character_cost(char, language) for char, times in Counter(text).items() if not char.isascii()
    )


@functools.cache
def _character_cost(char: str, language: str) -> float:
    if char in _tables()[1][language]:
        return 6.0
    if "\u3040" <= char < "\u3100":
        return 4.5 if language == "ja" else 10.0
    if "\u4e00" <= char < "\ua000":
        return (9.0 if _is_common(char, language) else 13.0) + (2.0 if language == "ko" else 0.0)
    if "\uac00" <= char < "\ud7b0":
        return 14.0 if language != "ko" else 8.0 if _is_common(char, language) else 12.0
    if "\u3000" <= char < "\u3020" or "\uff00" <= char < "\uff60":
        return 5.0
    if "\uff60" <= char < "\uffa0":
        return 8.0
    return _NO_TEXT if unicodedata.category(char)[0] == "C" else _TYPOGRAPHY.get(char, 11.0)


def _is_common(char: str, language: str) -> bool:
    codec, rows = _COMMON[language]
    try:
        return char.encode(codec)[0] in rows
    except UnicodeEncodeError:
        return False
