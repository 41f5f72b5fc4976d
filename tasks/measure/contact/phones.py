"""Telephone numbers in a folded text: international ones, national ones behind a word that announces a number.

The plans of `phonenumbers` decide what can be dialled. Article numbers (GTIN, ISBN), sizes, years, models and measures
are no numbers: a national number counts where a word such as `call` stands right before it, or where its grouping is
that of one country alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import phonenumbers
from stdnum import ean

from tasks.measure.contact.digit_words import DIGIT_WORDS

_REGIONS = (
    "US",
    "GB",
    "DE",
    "FR",
    "ES",
    "IT",
    "CN",
    "RU",
    "BR",
    "IN",
    "AU",
    "MX",
    "JP",
    "NL",
    "PL",
    "TR",
    "HK",
    "KR",
    "UA",
    "ID",
)
_ANNOUNCING = (
    r"t[3e][l1]|ph[o0]ne|c[a4@]ll|m[o0]bile|tele(?:ph?one?|fon[eoa]?|fonnummer|foon)|phones?|tel|tél|tél[ée]phone|fone?|fon|ph|call(?:ing)?|c[\s.]a[\s.]l[\s.]l|t[\s.]e[\s.]l|dial|mobile?|mob|cell(?:phone|ular)?"
    r"|sms|text(?:ing)?|ring|fax|hotline|helpline|whats\s?-?app|wh?ats\s?ap+|wa|w/a|viber|telegram|signal|we\s?chat|imo|line|zalo"
    r"|contact(?:o|ez|e|ar|s)?|reach|handy(?:nr|nummer)?|mobil(?:e|nummer|funk)?|rufnummer|anrufen?|ruf|rufen|hotlines?|portable"
    r"|appele[zr]|tel[eé]fonos?|móvil|celular|ll[aá]m(?:e|a|ar|enos|anos)|llámenos|llámanos|cel|ligue|tlf|tfno|numero|número|numéro|telefoni?"
    r"|тел|телефон(?:у|ы|а)?|моб|мобильный|звоните|позвоните|звонок|факс|ватсап|вацап|вотсап|вайбер|телеграм+|телега|номер"
)
_FILLERS = (
    r"(?:\s*(?:no|nr|num(?:ber)?s?|us|me|now|at|on|is|our|my|the|to|by|via|phone|tel|mobile|for|orders?|support|sales|free|toll|toll-free|today|or|"
    r"text|call|with|unter|uns|an|au|le|nous|al|nos|por|нам|по|номеру?|телефону?|id|№|n[°ºo]|whats\s?app|viber|direct(?:ly)?|info|"
    r"here|anytime|24/7|hotline|customer|service|nummer|numero|numéro|número)\b\.?)"
)
_NUMBER = r"(?:\+|\(\+?)?\s?\d(?:[ ().\-/–—_*·]{0,3}\d){5,16}"
_ANNOUNCED = re.compile(
    rf"(?<![^\W\d_])(?:{_ANNOUNCING})(?![^\W\d_])[\s.:#=>~/-]*{_FILLERS}{{0,5}}[\s.:：#=>~/()-]{{0,5}}?(?P<number>{_NUMBER})(?![\d\w])"
    rf"|(?:电话|手机|热线|传真|座机|联系方式|致电|来电|拨打|咨询|客服|微信|微訊|電話|手機|熱線)(?:号码?|號碼?|同号|客服)?[\s:：/]*(?P<chinese>{_NUMBER})(?!\d)",
    re.IGNORECASE,
)
_CLUSTER = re.compile(r"\d(?:[ ().\-/–—_*·]{0,3}\d){5,}")
_LONGEST_ANNOUNCEMENT = 80
_SHOUTED = re.compile(r"[☎☏✆📞📱📲]\uFE0F?\s*[:：]?\s*(?P<number>" + _NUMBER + r")(?![\d\w])")
_INTERNATIONAL = re.compile(r"(?<![\w.+])\(?\+\s?\(?\d(?:[ ().\-/–—_*·]{0,3}\d){6,16}(?![\d\w])")
_DOUBLE_ZERO = re.compile(r"(?<![\w.+-])00\s?[1-9]\d{0,2}(?:[ ().\-/]{0,3}\d){7,13}(?![\w]|[.,-]\d)")
_GROUPED = re.compile(
    r"(?<![\w.\-/+])(?:"
    r"(?P<america>(?:\(?\+?1\)?[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4})"
    r"|(?P<russia>(?:8|7)[ -]?\(?[3-9]\d\d\)?[ -]?\d{3}[ -]\d\d[ -]?\d\d)"
    r"|(?P<china>1[3-9]\d[ -]\d{4}[ -]\d{4}|400[ -]\d{3}[ -]\d{4}|400-\d{4}-\d{3}|0\d{2,3}-\d{8})"
    r"|(?P<britain>0(?:7\d{3} ?\d{3} ?\d{3}|20 \d{4} \d{4}|1\d{3} \d{6}|800 \d{3} ?\d{3,4}))"
    r"|(?P<france>0[1-79](?:\.\d\d){4}|0[67](?: \d\d){4})"
    r"|(?P<germany>0(?:1[5-7]\d|[2-9]\d{1,3})[ ]?/[ ]?\d{4,9}|0(?:1[5-7]\d)[ -]\d{7,8})"
    r"|(?P<brazil>\(\d\d\) ?9\d{4}-\d{4})"
    r")(?![\w]|[.\-]\d)"
)
_VANITY = re.compile(
    r"(?<![\w-])1?[ -]?\(?8(?:00|33|44|55|66|77|88)\)?[ -](?=[A-Z0-9-]*[A-Z]{3})[A-Z0-9-]{7,9}(?![\w-])"
)
_MEASURED = re.compile(
    r"\s?(?:mm|cm|m|km|in|inch(?:es)?|ft|ml|l|g|kg|oz|lbs?|w|kw|v|mah|wh|lm|lumens?|k|rpm|hz|khz|mhz|ghz|mb|gb|tb|pcs|pieces|"
    r"pages|pc|sets?|degrees?|°|px|dpi|x\s?\d|psi|usd|eur|%)(?![a-z])",
    re.IGNORECASE,
)
_CODED = re.compile(
    r"(?:\b(?:part|model|ref|reference|item|art|article|artikel(?:nummer)?|sku|code|p/?n|s/?n|mpn|oem|ean|upc|gtin|isbn|asin|serial|no|number|nr|№|size|"
    r"sizes|style|lot|batch|din|iso|pat(?:ent)?|fits?|replaces?|compatible|артикул|арт|код|type|version|color|pantone|ral|hs)\b"
    r"|型号|货号|编号|款号)[\s.:#№()-]*(?:(?:no|nr|number|code|is|for|with)\b[\s.:#]*)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\d/]\s?[,;/]\s?$|(?<!\d)\d{1,3}\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT_WORD = "|".join(DIGIT_WORDS)
_SPOKEN = re.compile(
    rf"(?<!\w)(?:(?:double |triple )?(?:{_DIGIT_WORD}|\d)(?:[\s,.–-]{{1,3}}|(?=\d))){{6,}}(?:{_DIGIT_WORD}|\d)(?!\w)",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(?:(?:[0-9]\ufe0f?\u20e3|[\U0001d7ce-\U0001d7ff])[\s().,+-]{0,3}){6,}")
_APART = re.compile(r"(?<![\w.+-])\d(?P<gap>[ ._*-]{1,3})(?:\d(?P=gap)){7,}\d(?![\w]|[.,-]\d)")
_LIKE_DIGITS = re.compile(r"(?<![A-Za-z])[oO](?=\d)|(?<=\d)[oO](?=[\d\s]|$)|(?<=\d)[lI](?=\d)")
_SPOKEN_CHINESE = re.compile(r"[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{7,}")


def find_phones(text: str, signs: frozenset[str]) -> list[tuple[int, int]]:
    """Where telephone numbers stand, looked for by `signs`."""
    spans: list[tuple[int, int]] = []
    if "dialled" in signs:
        spans += [match.span() for match in _VANITY.finditer(text)] + _in_digits(_with_digits(text))
    if "spoken" in signs:
        spans += [match.span() for match in _SPOKEN.finditer(text) if _is_spoken(match.group())]
        numerals = _SPOKEN_CHINESE.finditer(text)
        spans += [one.span() for one in numerals if len(set(one.group())) > 2 and not _counts_up(one.group())]
    return spans


def find_drawn_phones(written: str) -> list[tuple[int, int]]:
    """Where six digits or more stand as pictures or in type of formulas, in the text as it was written."""
    return [match.span() for match in _DRAWN.finditer(written) if not _is_list(match.group())]


def _is_list(drawn: str) -> bool:
    numbers = [unicodedata.digit(one) for one in drawn if unicodedata.digit(one, None) is not None]
    return {later - earlier for earlier, later in pairwise(numbers)} == {1}


def _with_digits(text: str) -> str:
    """The text with letters between digits read as the digits they look like (`o17o 12345`), of the same length."""
    return _LIKE_DIGITS.sub(lambda match: "0" if match.group() in "oO" else "1", text)


def _in_digits(text: str) -> list[tuple[int, int]]:
    spans = [span for match in _INTERNATIONAL.finditer(text) if (span := _international(match, text)) is not None]
    spans += [match.span() for match in _DOUBLE_ZERO.finditer(text) if _is_double_zero(match.group())]
    spans += [match.span() for match in _GROUPED.finditer(text) if _is_grouped(match, text)]
    for match in (match for low, high in _around_numbers(text) for match in _ANNOUNCED.finditer(text, low, high)):
        name = "number" if match["number"] else "chinese"
        start = match.start(name)
        ends = (start + end for end in _ends(match[name])[:2])
        dialled = next((end for end in ends if _is_dialled(text[start:end], text[end : end + 12])), None)
        if dialled is not None:
            spans.append((start, dialled))
    spans += [match.span() for match in _APART.finditer(text) if _is_dialled(match.group(), "")]
    spans += [match.span("number") for match in _SHOUTED.finditer(text) if _is_dialled(match["number"], "")]
    return spans


def _around_numbers(text: str) -> list[tuple[int, int]]:
    """Where announced numbers may stand, with what may announce them: the words are sought there only."""
    around: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        low, high = max(0, match.start() - _LONGEST_ANNOUNCEMENT), match.end() + 1
        if around and low < around[-1][1]:
            low = around.pop()[0]
        around.append((low, high))
    return around


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _international(match: re.Match[str], text: str) -> tuple[int, int] | None:
    """A plus and a country code, of a length that country dials, without the number of something else behind it."""
    number = match.group()
    for end in _ends(number):
        if _dials(number[:end], phonenumbers.is_valid_number):
            return match.start(), match.start() + end
    is_possible = _dials(number, phonenumbers.is_possible_number) and not _MEASURED.match(text, match.end())
    return match.span() if is_possible else None


def _ends(passage: str) -> list[int]:
    """Where a number may end: with all its groups, or with up to two of the last ones left away."""
    return [match.end() for match in re.finditer(r"\d(?=\D|$)", passage)][::-1][:3]


def _dials(passage: str, can_be: Callable[[phonenumbers.PhoneNumber], bool]) -> bool:
    try:
        return can_be(phonenumbers.parse("+" + _digits(passage)))
    except phonenumbers.NumberParseException:
        return False


def _is_double_zero(number: str) -> bool:
    digits = _digits(number)
    if digits == number and ean.is_valid(digits):
        return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse("+" + digits[2:]))
    except phonenumbers.NumberParseException:
        return False


def _is_grouped(match: re.Match[str], text: str) -> bool:
    """A grouping that is a telephone number's; behind `part no` or before a unit it is not."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :]
    if _CODED.search(before) or _MEASURED.match(after) or _LISTED.search(before) or re.match(r"\s?[,/]\s?\d", after):
        return False
    digits = _digits(match.group())
    groups = re.findall(r"\d+", match.group())
    return len(set(digits)) > 2 and not all(_YEAR.fullmatch(group) for group in groups) and not _is_round(groups)


def _is_round(groups: list[str]) -> bool:
    """`100-200-3000`: steps of something."""
    return len(groups) > 1 and all(group.endswith("00") for group in groups)


def _is_dialled(number: str, after: str) -> bool:
    """Whether digits behind an announcing word can be dialled: no years, models (`phone 11 12 13 14`) or measures."""
    groups = re.findall(r"\d+", number)
    digits = "".join(groups)
    if not 7 <= len(digits) <= 15 or _MEASURED.match(after):
        return False
    if number.lstrip().startswith(("+", "(+")):
        return _dials(digits, phonenumbers.is_possible_number)
    is_apart = len(groups) > 6 and all(len(group) == 1 for group in groups) and groups != sorted(groups)
    if is_apart:
        return True
    are_models = all(len(group) <= 2 for group in groups) and not digits.startswith("0")
    are_sizes = (
        len(groups) > 2
        and [int(group) for group in groups] == sorted({int(group) for group in groups})
        and len(groups[0]) <= 3
    )
    are_measures = any(len(group) == 1 for group in groups[1:])
    are_years = all(_YEAR.fullmatch(group) for group in groups)
    if are_models or are_measures or are_years or _is_round(groups):
        return False
    is_article = len(groups) == 1 and len(digits) in (8, 12, 13, 14) and ean.is_valid(digits)
    if is_article or len(set(digits)) < 3:
        return False
    return not are_sizes or _is_valid_somewhere(number)


def _is_valid_somewhere(number: str) -> bool:
    for region in _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _is_spoken(passage: str) -> bool:
    """Seven digits or more, most of them words, that do not count up or down."""
    parts = [part for part in re.findall(r"[^\W\d_]+|\d", passage.lower()) if part not in ("double", "triple")]
    numbers = [int(part) if part.isdigit() else DIGIT_WORDS[part] for part in parts]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    words = sum(not part.isdigit() for part in parts)
    return words >= 3 and len(steps) > 2


def _counts_up(passage: str) -> bool:
    places = ["零一二三四五六七八九".find(one) for one in passage]
    return all(later - earlier == 1 for earlier, later in pairwise(places))
