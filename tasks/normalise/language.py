"""The language of names and descriptions: ISO 639-1 codes out where it is certain, missing elsewhere.

Script and English function words decide whole columns at once; what is left is read by py3langid, which was right as
often as lingua on titles and more often on sentences, several times faster and in a third of its memory.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tasks.normalise.written_numbers import arrow_text, matches, only_where

LEAST_LETTERS = 20
LEAST_CONFIDENCE = 0.7

# A language is told as well by the start of a text.
_LOOKED_AT = 300
# Those of suppliers, and their neighbours: without these Danish would be Swedish and Slovak Czech, and for certain.
_LANGUAGES = (
    "en de fr es it pl cs ru uk zh ja ar vi nl sv pt tr ko "
    "az be bg bs ca da el et eu fa fi gl he hi hr hu id kk lt lv mk ms no ro sk sl sq sr th ur"
).split()

# A script is that of the text where it has nearly all letters; Japanese mixes Chinese characters with its own.
_NEARLY_ALL = 0.8
_SOME = 0.1
_HAN = r"\p{Han}"
_KANA = r"\p{Hiragana}\p{Katakana}ー"
_HANGUL = r"\p{Hangul}"
_CYRILLIC = r"\p{Cyrillic}"
_ONLY_RUSSIAN = "(?i)[ыэё]"
_ONLY_UKRAINIAN = "(?i)[їєґ]"
_NOT_RUSSIAN = "(?i)[ієїґўђјљњћџѓќѕәғқңөұүһ]"
_NOT_UKRAINIAN = "(?i)[ыэёъўђјљњћџѓќѕәғқңөұүһ]"

# Words of English alone, and those that another language has too.
_STRONG = r"(?i)\b(?:the|and|with|this|that|your|from|which|these)\b"
_ANY = (
    r"(?i)\b(?:the|and|with|this|that|your|from|which|these|for|of|to|is|are|you|it|in|on|by|can|or|not|be|will|has|have"
    r"|as|a|an|its|at)\b"
)
_LEAST_STRONG = 2
_LEAST_SHARE = 0.25

_Array = np.ndarray[Any, Any]


def detect_language(texts: pd.Series) -> pd.DataFrame:
    """The language of each text, on the same index.

    Returns `language` (ISO 639-1) and `confidence` (Float64, 0 to 1). Both are missing under 20 letters, the language
    also where the confidence is below 0.7. Texts are expected to be distinct: each is looked at.
    """
    start = pc.utf8_slice_codeunits(arrow_text(texts), 0, _LOOKED_AT)
    letters = pc.replace_substring_regex(start, r"[^\p{L}\p{M}ー]+", "")
    is_open = _length(letters) >= LEAST_LETTERS
    language = np.full(len(texts), None, dtype=object)
    confidence = np.full(len(texts), np.nan)
    for code, certainty in (*_by_script(letters), ("en", _english(start))):
        is_found = is_open & (certainty > 0)
        language[is_found] = code
        confidence[is_found] = certainty[is_found]
        is_open &= ~is_found
    for place in np.flatnonzero(is_open):
        code, certain = _identifier().classify(start[int(place)].as_py())
        confidence[place] = certain
        if certain >= LEAST_CONFIDENCE:
            language[place] = code
    return pd.DataFrame(
        {
            "language": pd.Series(language, index=texts.index, dtype="str"),
            "confidence": pd.Series(confidence, index=texts.index).astype("Float64"),
        }
    )


def _by_script(letters: pa.Array) -> list[tuple[str, _Array]]:
    """The share of letters that speaks for a language, 0 where the script does not decide."""
    if not matches(letters, rf"[{_HAN}{_KANA}{_HANGUL}{_CYRILLIC}]").any():
        return []
    kana, han = _share(letters, _KANA), _share(letters, _HAN)
    cyrillic = _share(letters, _CYRILLIC)
    is_cyrillic = cyrillic >= _NEARLY_ALL
    is_russian = is_cyrillic & matches(letters, _ONLY_RUSSIAN) & ~matches(letters, _NOT_RUSSIAN)
    is_ukrainian = is_cyrillic & matches(letters, _ONLY_UKRAINIAN) & ~matches(letters, _NOT_UKRAINIAN)
    hangul = _share(letters, _HANGUL)
    return [
        ("ja", np.where((kana >= _SOME) & (kana + han >= _NEARLY_ALL), kana + han, 0)),
        ("zh", np.where((kana == 0) & (han >= _NEARLY_ALL), han, 0)),
        ("ko", np.where(hangul >= _NEARLY_ALL, hangul, 0)),
        ("ru", np.where(is_russian, cyrillic, 0)),
        ("uk", np.where(is_ukrainian, cyrillic, 0)),
    ]


def _english(start: pa.Array) -> _Array:
    """1 where so many words are English function words that nothing else can be meant, else 0."""
    strong = _count(start, _STRONG)
    is_english = strong >= _LEAST_STRONG
    if is_english.any():
        # The rest is not worth counting.
        kept = only_where(start, is_english)
        is_english &= _count(kept, _ANY) >= _LEAST_SHARE * np.maximum(_count(kept, r"\p{L}+"), 1)
    return is_english.astype(float)


def _share(letters: pa.Array, script: str) -> _Array:
    length = _length(letters)
    if not matches(letters, f"[{script}]").any():
        return np.zeros(len(letters))
    others = _length(pc.replace_substring_regex(letters, f"[{script}]+", ""))
    return (length - others) / np.maximum(length, 1)


def _length(written: pa.Array) -> _Array:
    return np.asarray(pc.fill_null(pc.utf8_length(written), 0).to_numpy(zero_copy_only=False))


def _count(written: pa.Array, pattern: str) -> _Array:
    return np.asarray(pc.fill_null(pc.count_substring_regex(written, pattern), 0).to_numpy(zero_copy_only=False))


@cache
def _identifier() -> Any:
    # The model takes most of a second and 120 MB: only where a text needs it.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
