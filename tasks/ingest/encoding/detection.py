"""Which legacy encoding lines of a feed are in: chardet, charset-normalizer and the cost of the letters have a vote.

Comes in a sample of lines that are no UTF-8, goes out the candidates with the best first and how sure the first is.
Each candidate is charged for what it makes of the words (`letters`) and for how seldom it is met in feeds, and
is credited for each detector that reads the same text. chardet alone errs on words in capitals, charset-normalizer on
feeds of few accented words, and both err together; their costs agree only on the right text. It reads no files.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import chardet
import charset_normalizer

from tasks.ingest.encoding.letters import alphabetic_cost, ideographic_cost
from tasks.ingest.encoding.names import codec_name, meant

# In nats: how much a vote weighs, and how far ahead of every other text the best must be.
_CHARDET, _CHARSET_NORMALIZER = 4.0, 2.0
ENOUGH = 3.0
# So far ahead that what somebody told of the encoding is a mistake.
_CERTAIN = 30.0
_WORD_BYTES = 16 << 10
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
# The second byte of a character may be any of these.
_WIDE_WORD = re.compile(rb"[@-~\x80-\xff]+")
# One undecodable character is allowed among this many bytes that are not ASCII.
_ONE_OF = 50

_IDEOGRAPHIC = {
    "gb18030": ("zh_CN", 0.0),
    "big5": ("zh_TW", 0.0),
    "cp950": ("zh_TW", 1.0),
    "big5hkscs": ("zh_TW", 2.0),
    "shift_jis": ("ja", 0.0),
    "cp932": ("ja", 0.5),
    "euc_jp": ("ja", 0.5),
    "euc_jis_2004": ("ja", 2.0),
    "cp949": ("ko", 0.0),
}
# How seldom each is met, in nats: Windows, then Unix and the web, then the Macintosh and DOS.
_ALPHABETIC = {
    "windows-1252": 0.0, "windows-1251": 0.5, "windows-1250": 1.0, "windows-1253": 1.0, "windows-1254": 1.5,
    "windows-1255": 1.0, "windows-1256": 1.0, "windows-1257": 2.0, "windows-1258": 3.0, "cp874": 1.0,
    "koi8-r": 1.5, "koi8-u": 2.0, "iso-8859-1": 1.5, "iso-8859-2": 2.0, "iso-8859-4": 5.0, "iso-8859-5": 3.0,
    "iso-8859-6": 3.0, "iso-8859-7": 2.0, "iso-8859-8": 2.0, "iso-8859-9": 2.5, "iso-8859-13": 4.0,
    "iso-8859-15": 2.0, "iso-8859-16": 5.0,
    "mac-roman": 4.0, "mac-latin2": 5.0, "mac-cyrillic": 4.0,
    "cp437": 4.5, "cp850": 4.0, "cp852": 4.0, "cp866": 4.0, "cp855": 5.0, "cp857": 6.0, "cp862": 5.0, "cp737": 5.0,
    "cp865": 7.0, "cp1125": 5.5, "cp775": 8.0, "cp720": 6.0, "cp864": 8.0, "cp869": 8.0,
}  # fmt: skip
_SELDOM = 7.0


@dataclass(frozen=True)
class Candidate:
    """An encoding, the text it makes of the sample, and its cost in nats."""

    name: str
    text: str
    cost: float


def candidates(sample: bytes, *, also: str | None = None) -> list[Candidate]:
    """The encodings that can read the sample, and `also` that one, the likeliest first and only one for each text."""
    votes = _votes(sample)
    words, wide_words = _words(sample, _WORD), _words(sample, _WIDE_WORD)
    asked = (also,) if also else ()
    names = dict.fromkeys((*_IDEOGRAPHIC, *_ALPHABETIC, *(meant(name) for name, _ in votes), *asked))
    spoken_for = [(_text(sample, name), weight) for name, weight in votes]
    found = []
    for name in names:
        text = _text(sample, name)
        if text is not None:
            cost = _cost(name, words, wide_words)
            cost -= sum(weight for read, weight in spoken_for if read == text)
            found.append(Candidate(name, text, cost))
    found.sort(key=lambda one: (one.cost, one.name))
    best: dict[str, Candidate] = {}
    for one in found:
        best.setdefault(one.text, one)
    return list(best.values())


def confidence(ranked: list[Candidate]) -> float:
    """How sure the first candidate is against all others, from 0 to 1."""
    return 1 / sum(math.exp(max(ranked[0].cost - one.cost, -700)) for one in ranked)


def is_decided(ranked: list[Candidate]) -> bool:
    """Whether the first candidate is far enough ahead of the second."""
    return len(ranked) == 1 or ranked[1].cost - ranked[0].cost >= ENOUGH


def contradicted(sample: bytes, name: str) -> str | None:
    """The encoding that the sample is far likelier in than in one that was told; None where there is none."""
    if b"a,1".decode(name, "replace") != "a,1":
        return None
    text = _text(sample, name)
    ranked = candidates(sample, also=name)
    told = next((one for one in ranked if one.text == text), None)
    gap = told.cost - ranked[0].cost if told else 0.0
    return ranked[0].name if is_decided(ranked) and gap > max(_CERTAIN, 0.2 * ranked[0].cost) else None


def _votes(sample: bytes) -> list[tuple[str, float]]:
    one = chardet.detect(sample, max_bytes=max(1, len(sample)), compat_names=False)["encoding"]
    other = charset_normalizer.from_bytes(sample).best()
    named = ((one, _CHARDET), (other.encoding if other else None, _CHARSET_NORMALIZER))
    known = ((codec_name(name), weight) for name, weight in named if name)
    return [(name, weight) for name, weight in known if name and not name.startswith(("utf", "iso2022", "hz"))]


def _text(sample: bytes, name: str) -> str | None:
    """The sample read in an encoding; None if too much of it is no text there."""
    text = sample.decode(name, "replace")
    wrong = text.count("\ufffd")
    return text if wrong * _ONE_OF <= _not_ascii(sample) else None


def _not_ascii(data: bytes) -> int:
    return len(data) - len(data.decode("ascii", "ignore"))


def _cost(name: str, words: bytes, wide_words: bytes) -> float:
    if name in _IDEOGRAPHIC:
        language, seldom = _IDEOGRAPHIC[name]
        return seldom + ideographic_cost(wide_words.decode(name, "replace"), language)
    return _ALPHABETIC.get(name, _SELDOM) + alphabetic_cost(words.decode(name, "replace"))


def _words(sample: bytes, word: re.Pattern[bytes]) -> bytes:
    """The different words that are not ASCII, up to 16 KiB: first those with a byte that no earlier one has."""
    found = [one for one in dict.fromkeys(word.findall(sample)) if not one.isascii()]
    seen: set[int] = set()
    news = []
    for one in found:
        high = {byte for byte in one if byte > 127}
        if not high <= seen:
            news.append(one)
            seen |= high
    size = sum(map(len, found)) + len(found)
    spread = found[:: size // _WORD_BYTES + 1]
    return b" ".join(dict.fromkeys((*news, *spread)))[: 2 * _WORD_BYTES]
