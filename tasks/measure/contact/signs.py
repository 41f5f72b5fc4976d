"""The quick look: whether a text holds any sign of contact data. Lets every find through, and few other texts.

One text is looked at by an automaton over literal signs and three short patterns, a whole column by one pattern in
Arrow's RE2. Both are looser than the search, and each in its own way: only what they let through is comparable.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.measure.contact import literals

# A dot inside a word or before an ending, seven digits with little between, a number in letters, a postal code.
_DOT = r"\.(?:[A-Za-z]{2}|[ \xa0]{1,2}(?:[Cc][Oo][Mm]|[Rr][Uu]|[Cc][Nn])(?:[^A-Za-z]|$))"
_TOLL_FREE = r"8[03-8]{2}\)?[ -][A-Z0-9]"
_DIALLED = r"[0-9](?:[^0-9A-Za-z,;:\n]{0,3}[0-9]){6}"
_POSTCODE = r"[0-9]{5}(?:$|[.,;)\n]| [A-ZÄÖÜ]|-[0-9]{4})"
_CHINESE_DIGITS = "[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7}"
_FOREIGN_DOTS = r"[．。｡․‧∙⋅•●∘◦᛫ꞏ・·] ?[A-Za-zА-я一-鿿]{2}|\.[А-я一-鿿]{2}"
# What is neither plain Latin, Russian, Chinese, Japanese or Korean nor a usual sign may hide a find.
_USUAL = (
    "\x00-\x7f\xa0-\xac\xae-\xb1\xb4-\xb7\xba-\u024f\u0400-\u045f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122\u2190-\u23ff"
    "\u2500-\u27bf\u2b00-\u2bff\u3000-\u3002\u3005-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufe0f"
    "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5e\U0001f300-\U0001faff"
)
_HIDING = rf"[^{_USUAL}]|[\x00-ɏ]" + "\ufe0f"
_MIXED = r"[A-Za-z][0-9.@_]*[Ѐ-џ]|[Ѐ-џ][0-9.@_]*[A-Za-z]"
_FOREIGN = rf"{_HIDING}|{_MIXED}|{_FOREIGN_DOTS}|{_CHINESE_DIGITS}"

# Every digit becomes 0, every letter and divider of lists a; what else stands between digits goes.
_AS_DIGITS: dict[int, str | None] = {
    **dict.fromkeys(range(128)),
    **dict.fromkeys(map(ord, "0123456789"), "0"),
    **dict.fromkeys(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,;:\n"), "a"),
}


def may_hold_contacts(text: str) -> bool:
    """A quick look that lets through every text `find_contacts` could find something in."""
    if not text.isascii():
        if _ANY_FOREIGN.search(text):
            return True
        text = text.replace("\xa0", " ")
    lowered = text.lower()
    if literals.holds("all", lowered) or lowered.startswith(literals.STARTS):
        return True
    if _ANY_DOT.search(text) or _ANY_TOLL_FREE.search(text):
        return True
    digits = text.translate(_AS_DIGITS)
    return "0000000" in digits or ("00000" in digits and _ANY_POSTCODE.search(text) is not None)


def may_hold_contacts_mask(column: pa.Array | pa.ChunkedArray | pd.Series) -> npt.NDArray[np.bool_]:
    """The same look at a column of texts at once; a missing text holds nothing."""
    texts = (
        column
        if isinstance(column, pa.Array | pa.ChunkedArray)
        else pa.array(column, type=pa.string(), from_pandas=True)
    )
    holds = pc.match_substring_regex(texts, pattern=_ANY_SIGN, ignore_case=True)
    return np.asarray(pc.fill_null(holds, False))


def _one_pattern() -> str:
    """All signs as one pattern for RE2."""
    gap = r"[ \xa0._*|/'-]{1,3}"
    groups = (
        literals.LINKS,
        literals.SPELLED,
        literals.NAMES,
        literals.SHORT,
        literals.CODES,
        literals.CHINESE,
        literals.POSTAL,
    )
    plain = [re.escape(sign).replace(r"\ ", "[ \xa0]") for sign in sorted({sign for group in groups for sign in group})]
    words = "|".join(literals.DIGIT_WORDS)
    spoken = f"(?:{words})[ \xa0,.-]{{1,3}}(?:{words})"
    names = [gap.join(f"[{re.escape(literals.leet(letter))}]" for letter in name[:3]) for name in literals.NAMES_APART]
    starts = f"^(?:{'|'.join(literals.STARTS)})"
    return "|".join([*plain, *names, spoken, starts, _DOT, _TOLL_FREE, _DIALLED, _POSTCODE, _FOREIGN])


_ANY_DOT, _ANY_TOLL_FREE, _ANY_POSTCODE, _ANY_FOREIGN = map(re.compile, (_DOT, _TOLL_FREE, _POSTCODE, _FOREIGN))
_ANY_SIGN = _one_pattern()
