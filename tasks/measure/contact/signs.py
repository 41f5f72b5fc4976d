"""The quick look: which texts of a column hold a sign of contact data, and of which kind.

A column of texts comes in, for each text with a sign the kinds of its signs go out: the search is dear and is told by
them what to look for. The look runs in Arrow (RE2) over the whole column, is looser than the search and lets every
find through. Texts with unusual characters are searched for everything.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.measure.contact.digit_words import DIGIT_WORDS
from tasks.measure.contact.domains import COMMON_ENDINGS, DOT_WORDS
from tasks.measure.contact.networks import (
    BEFORE_ID,
    CHINESE,
    HIDDEN,
    MESSENGERS,
    NETWORKS,
    PLAIN,
    WORD_MESSENGERS,
    WORD_NETWORKS,
)

# RE2's \s and \b know ASCII only; other blanks than these count as unusual characters.
_S = r"[\s\xa0\x{3000}]"
_END = r"(?:[^A-Za-z0-9]|$)"
_LETTERED = rf"c{_S}?[o0]{_S}?m|n{_S}?e{_S}?t|o{_S}?r{_S}?g|s{_S}?h{_S}?o{_S}?p"
_MARK = r"[()\[\]{}<>|*_~/\\-]"
_LINKS = "|".join(
    (
        rf"h{_S}?[tx*]{_S}?[tx*]{_S}?p{_S}?s?{_S}?[:;/]",
        rf"ftp{_S}?[:;]",
        r"www|vvv|w[\s\xa0.]{1,3}w[\s\xa0.]{1,3}w",
        r"mailto",
        # A full stop and an ending in letters of one size: `soft.It is warm` is two sentences.
        rf"(?-i:[^\s]\.(?:[a-z]{{2,18}}|[A-Z]{{2,18}}|Com|Net|[Xx][Nn]--[A-Za-z0-9-]+){_END})",
        r"\.(?:[a-z]{2,3}/|[а-я一-鿿]{2})",
        rf"(?:t|wa|m){_S}\.{_S}?me{_S}?/|\.{_S}me{_S}?/|\.me{_S}/",
        r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}:[0-9]{2}",
    )
)
_MAILERS = (
    r"g[\s-]?m[a4@][i1][l1]|hot[\s-]?mail|outlook|yahoo|ymail|proton\s?mail|icloud|foxmail|yandex|aliyun|zoho|tutanota"
    r"|web\.de|t-online"
)
_SPELLED = "|".join(
    (
        "@",
        r"at[\s-]?sign",
        rf"(?:{DOT_WORDS})(?:{_S}|{_MARK}){{0,4}}(?:{COMMON_ENDINGS}|{_LETTERED}|at|ch|ру|рф|ком){_END}",
        r"点(?:com|cn|net)",
        rf"[(\[{{<]{_S}?a{_S}?[)\]}}>]|{_MARK}{_S}?(?:a\.?t|ät|arroba|arobase?|arobas|klammeraffe|собака|собачка|{DOT_WORDS}|\.|点){_S}?{_MARK}",
        rf"{_S}(?:a\.?t|ät|arroba|arobase?|arobas|klammeraffe|собака|собачка){_S}+(?:163|126|qq|gmx|aol|live|mail|bk|inbox){_END}",
        rf"{_S}arroba{_S}|{_S}arobase?{_S}|{_S}klammeraffe{_S}|{_S}соба(?:ка|чка){_S}",
        rf"\b(?:{_MAILERS}){_END}",
        rf"[,_·]com{_END}|{_S}[.·]{_S}?(?:com|org|ru|cn){_END}|[.·]{_S}(?:com|ru|cn){_END}|[.·]c0m|[.·]{_S}?c{_S}+o{_S}+m",
        rf"\bmail{_S}?\.{_S}?(?:{COMMON_ENDINGS}){_END}",
    )
)
_DIALLED = r"[0-9](?:[^0-9A-Za-z,;:\n]{0,3}[0-9oOlI]){6}"
_TOLL_FREE = r"(?-i:8(?:00|33|44|55|66|77|88)\)?[ \xa0-][A-Z0-9-]{7})"
_DIGIT_WORD = "|".join(DIGIT_WORDS)
_GAP = r"[\s\xa0,.–-]{0,3}"
_NEXT = rf"(?:(?:double|triple)?{_GAP}(?:{_DIGIT_WORD}|[0-9]){_GAP})"
_SPOKEN = (
    rf"(?:{_DIGIT_WORD}){_GAP}{_NEXT}{{4}}|{_NEXT}{{4}}(?:{_DIGIT_WORD})"
    "|[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7}"
)
# Names that are words count with an id behind them, or as names behind an invitation.
_WORDS_NAMED = (
    rf"\b(?:{WORD_NETWORKS}|{WORD_MESSENGERS})(?:{_S}*\([^)]{{0,12}}\))?(?:{_S}|-)*"
    r"(?:(?:id|i\.d\.|handle|user\s?-?name|usergroup|account|acc|acct|number|num|no|nr|add|contact|page|group|channel|name|messenger|app"
    r"|номер|号|號|群|chat)\.?[\s\xa0-]*){0,2}"
    r"(?:[:：=~#@+0-9(№>–—]|is\s|id\b|handle\b|user\s?name\b|usergroup\b|group chat\b)"
    rf"|\b(?:on|via|by|at|through|over|using|per|auf|über|bei|sur|par|en|por|vía|no|pelo|в|во|через|на|по|из){_S}+"
    rf"(?:(?:our|my|the|unserem|notre|nuestro|наш[а-я]*){_S}+)?[\"'(]?(?-i:LINE|Line|Signal|WA|IMO|imo|IG|FB|ig|fb|Snap)\b"
)
_NAMES = "|".join(
    (
        PLAIN,
        BEFORE_ID,
        rf"(?:^|[^a-z0-9а-я@#])(?:{NETWORKS}|{MESSENGERS})(?:[^a-z0-9а-я]|$)",
        _WORDS_NAMED,
        rf"\b(?:dm|pm|d\.m\.|inbox|mp){_S}+(?:me|us|to|for|@|на|в)|(?:лс|личку|личные сообщения){_S}",
    )
)
_APART_GAP = r"[\s\xa0._*|/'’-]{1,3}"
_HIDDEN_SIGNS = (
    rf"(?:^|[^\pL\pN])(?:[\pL@!|$]{_APART_GAP}|[013457]{_APART_GAP}\pL{_APART_GAP})(?:[\pL\pN@!|$.:/]{_APART_GAP}){{3}}"
    rf"|\b(?:{HIDDEN})(?:[^a-z0-9а-я]|$)"
)
_CODES = r"qr|scan|barcode|(?:see|use|snap)\b[^.!?\n]{0,30}\bcode\b"
_POSTAL = (
    r"(?-i:\b[A-Z]{2},?[\s\xa0]+[0-9]{5})|\bp\.?[\s\xa0]?o\.?[\s\xa0]?box[\s\xa0]+[0-9]|postfach[\s\xa0]+[0-9]"
    r"|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse)[\s\xa0]+[0-9]"
)
_DOTS = "[．。｡․‧∙⋅•●∘◦᛫ꞏ・·]"
# `mugs•com` and `mugs • com`; a bullet before a feature is none.
_FOREIGN_DOTS = (
    rf"[A-Za-z0-9А-я一-鿿]{_DOTS}[A-Za-zА-я一-鿿]{{2}}|{_DOTS} ?(?:{COMMON_ENDINGS}|{_LETTERED}){_END}|www ?{_DOTS}"
)
# What is neither plain Latin, Russian, Chinese, Japanese or Korean nor a usual sign may hide a find.
_USUAL = (
    "\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4-\xb7\xbb-\u017e\u0180-\u024f\u0400-\u0404\u0406\u0407\u0409-\u0454\u0456\u0457\u0459-\u045f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2122\u2190-\u23ff\u2500-\u27bf\u2b00-\u2bff\u3000-\u3002\u3005-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\ufe0f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5e\U0001f300-\U0001faff"
)
_HIDING = rf"[^{_USUAL}]|[\x00-ɏ]" + "\ufe0f"
_MIXED = r"[A-Za-z][0-9.@_]*[Ѐ-џ]|[Ѐ-џ][0-9.@_]*[A-Za-z]"

_KINDS = {
    "links": _LINKS,
    "spelled": _SPELLED,
    "dialled": f"{_DIALLED}|{_TOLL_FREE}",
    "spoken": _SPOKEN,
    "names": _NAMES,
    "hidden": _HIDDEN_SIGNS,
    "chinese": CHINESE,
    "codes": _CODES,
    "postal": _POSTAL,
}
ALL_SIGNS = frozenset(_KINDS)
_UNUSUAL = f"{_HIDING}|{_MIXED}|{_FOREIGN_DOTS}"

# RE2 is fast while its states are few: the first look asks twice, and for less than the kinds that have many states.
_APART_LOOSELY = r"(?:^|[\s\xa0\"'(.,:;/-])(?:[a-z0-9@!|$а-я][\s\xa0._*|/'’-]{1,3}){3}"
_NUMBER_WORD = rf"(?:{_DIGIT_WORD}|double|triple)"
_SPOKEN_LOOSELY = (
    rf"{_NUMBER_WORD}{_GAP}(?:{_NUMBER_WORD}|[0-9]{_GAP}[0-9])|[0-9]{_GAP}{_NUMBER_WORD}"
    "|[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7}"
)
_FIRST = (
    "|".join([_LINKS, _SPELLED, _KINDS["dialled"], _CODES, _POSTAL, CHINESE, _UNUSUAL]),
    "|".join([_NAMES, rf"\b(?:{HIDDEN})(?:[^a-z0-9а-я]|$)", _APART_LOOSELY, _SPOKEN_LOOSELY]),
)


def signs_of(texts: pa.Array | pa.ChunkedArray) -> pd.Series:
    """For each text with a sign, by its place in the column, the kinds of its signs; a missing text has none."""
    has_sign = pc.or_(*(_holds(texts, pattern) for pattern in _FIRST))
    places = pc.indices_nonzero(pc.fill_null(has_sign, False))
    if not len(places):
        return pd.Series(dtype="object")
    suspects = texts.take(places)
    unusual = _holds(suspects, _UNUSUAL).to_numpy(zero_copy_only=False)
    found = pd.DataFrame(
        {kind: _holds(suspects, pattern).to_numpy(zero_copy_only=False) for kind, pattern in _KINDS.items()}
    )
    kinds = [frozenset(found.columns[row]) for row in (found.to_numpy(dtype=bool) | unusual[:, None])]
    signed = pd.Series(kinds, index=places.to_numpy(), dtype="object")
    return signed[signed.map(len) > 0]


def _holds(texts: pa.Array | pa.ChunkedArray, pattern: str) -> pa.Array | pa.ChunkedArray:
    return pc.match_substring_regex(texts, pattern=pattern, ignore_case=True)
