"""Links and e-mail addresses in a folded text, plain (`https://…`, `me@mugs.com`) and spelled out (`mugs dot com`)."""

from __future__ import annotations

import re

from tasks.measure.contact.domains import COMMON_ENDINGS, DOT_WORDS, find_domains, is_known_ending

_REST = r"[^\s<>\"'，。、；：！？（）【】《》「」\u3000-\u30ff\u3400-\u9fff]"
_LETTERED = r"c\s?[o0]\s?m|n\s?e\s?t|o\s?r\s?g|s\s?h\s?o\s?p"
_OPEN, _CLOSE = r"[(\[{<|*_~/\\-]\s?", r"\s?[)\]}>|*_~/\\-]"
_DOT_WORD = rf"(?:{DOT_WORDS})"
_AT_WORD = r"(?:at(?:[\s-]?sign)?|a\.?t|arroba|arobase|arobas|klammeraffe|собака|собачка)"
_DOT_MARKED = rf"\s?{_OPEN}(?:{_DOT_WORD}|\.|点)\s?{_CLOSE}\s?"
_DOT = rf"(?:{_DOT_MARKED}|\s+{_DOT_WORD}\s+|\s?\.\s?|点)"
_AT = rf"(?:\s?{_OPEN}(?:{_AT_WORD}|@|ät)\s?{_CLOSE}\s?|\s?[(\[{{<]\s?a\s?[)\]}}>]\s?|\s+(?:{_AT_WORD}|ät)\s+|\s?@\s?)"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?"
_MAILERS = (
    r"g\s?-?mail|hot\s?-?mail|outlook|yahoo|ymail|proton\s?mail|i\s?cloud|aol|yandex|gmx|foxmail|aliyun|163|126|qq|mail\.ru"
    r"|zoho|live|tutanota|web\.de|t-online|inbox\.ru|bk\.ru"
)

_SCHEMES = re.compile(
    rf"(?<![a-z])(?:h\s?[tx*]\s?[tx*]\s?p\s?s?|ftp)\s?[:;]\s?[/\\]\s?[/\\]\s?{_REST}+|(?<![a-z])https?\s?/\s?/\s?{_REST}+",
    re.IGNORECASE,
)
_WWW = re.compile(rf"(?<![a-z0-9])www\s?[.,·_]\s?(?=[^\W_]){_REST}+", re.IGNORECASE)
_WWW_APART = re.compile(
    r"(?<![a-z0-9])(?:w{3}|vvv+w*|w[\s.]{1,3}w[\s.]{1,3}w)(?:[\s.,·_-]+|\s+d[o0]t\s+)"
    rf"[a-z0-9][a-z0-9\s.·-]{{0,40}}?[\s.,·]\s?(?:d[o0]t\s+)?(?:{_LETTERED}|{COMMON_ENDINGS})(?![a-z0-9])",
    re.IGNORECASE,
)
_WWW_SPELLED = re.compile(r"(?<![a-z0-9])(?:w[\s.]{1,3}w[\s.]{1,3}w)(?![a-z0-9])(?:[\s.]+[a-z0-9]{2,})?", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.%+@-])[\w.%+-]{1,64}@(?:[a-z0-9\u00c0-\u024f\u0400-\u04ff-]{1,63}\.){1,5}"
    r"(?:xn--[a-z0-9-]+|[a-z]{2,18}|[\u0430-\u044f]{2,10})(?![a-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_MAIL_SPELLED = re.compile(
    rf"(?<![\w.%+-])[\w%+-]+(?:(?:\.|{_DOT_MARKED}|\s+d[\s-]?[o0][\s-]?t\s+)[\w%+-]+)*{_AT}(?P<host>{_LABEL}(?:{_DOT}{_LABEL})*?{_DOT}"
    rf"(?:{_LETTERED}|{COMMON_ENDINGS}))(?![a-z0-9])",
    re.IGNORECASE,
)
_MAILER_NAMED = re.compile(
    rf"(?<![\w.%+-])[\w.%+-]{{2,}}{_AT}(?:g\s?m[a4@][i1]l|hotmail|outlook|yahoo|ymail|protonmail|icloud|yandex|foxmail|163|qq|gmx)(?![a-z0-9])"
    rf"|(?<![a-z])(?:g-?m[a4@][i1][l1]|hotmail|outlook|yahoo|protonmail|foxmail|icloud|yandex)\s*(?:id|address)?\s*[:=]\s*[\w.+-]{{3,}}"
    rf"|(?<![\w.%+-])[\w.%+-]{{3,}}\s(?:gmail|hotmail|foxmail|protonmail)\s?(?:\.|\s|d[\s-]?[o0][\s-]?t)\s?com(?![a-z0-9])",
    re.IGNORECASE,
)
_MAILTO = re.compile(r"mailto\s?:\s?\S+", re.IGNORECASE)
_SPELLED = re.compile(
    rf"(?<![a-z0-9])(?:(?:www|w w w)(?:\s+|{_DOT}))?{_LABEL}(?:(?:{_DOT_MARKED})(?:{COMMON_ENDINGS})"
    rf"|\s+(?:d[\s-]?[o0][\s-]?t|тчк|punkt|точка|punto|ponto|point)\s?(?:com|c0m|cn|ru|c\s?o\s?m)|[_*-]d[\s-]?[o0][\s-]?t[_*-](?:{COMMON_ENDINGS})"
    rf"|\s+(?:d[\s-]?[o0][\s-]?t)\s+(?:net|org|shop|store|online|site|biz|xyz|eu|info|ru|co\s+d[\s-]?[o0][\s-]?t\s+uk|de|fr|io|me)"
    rf"|\s+(?:punkt|точка)\s+(?:de|at|ch|net|shop|ру|рф)|\s+точка\s+ком|\s+point\s+fr|点(?:com|cn|net))(?![a-z0-9])",
    re.IGNORECASE,
)
_BEFORE_DOT_WORD = re.compile(
    r"(?:polka|swiss|micro|pin|one|single|red|black|white|blue|each|big|small|tiny|the|a|mit|einem|am|im|ein|der|zum|als|eine?|jede[mnrs]?)$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?<![a-z0-9@.])(?:[a-z0-9]{2,}(?:-[a-z0-9]+)*|(?:[a-z0-9]\s){2,30}?[a-z0-9]?)\s?"
    r"(?:\s[.·]\s?(?:com|org|ru|cn)|\s?[.·]\s?c\s+o\s+m|[.·]c0m|\s?[,·_]com|[.·]\s(?:com|ru|cn))(?![a-z0-9])",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(r"\s+[a-zà-ÿ]")
_MESSENGER_APART = re.compile(r"(?<![a-z0-9])(?:t|wa|m)\s?\.\s?me\s?/\s?[\w+-]{3,}", re.IGNORECASE)
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}:\d{2,5}(?![\d.])")
_TRAILING = ".,;:!?)]}>*"


def find_links(text: str, signs: frozenset[str]) -> list[tuple[int, int]]:
    """Where links, e-mail addresses and names of hosts stand, in any spelling, looked for by `signs`."""
    spans: list[tuple[int, int]] = []
    if "links" in signs:
        spans += [_span(match) for match in _IP.finditer(text)] + find_domains(text)
        spans += [
            _span(match)
            for shape in (_SCHEMES, _WWW, _WWW_APART, _MAILTO, _MESSENGER_APART)
            for match in shape.finditer(text)
        ]
    if "@" in text:
        spans += [_span(match) for match in _MAIL.finditer(text) if _is_mail(match.group())]
    if "spelled" in signs:
        spans += [_span(match) for match in _MAIL_SPELLED.finditer(text) if _is_spelled_mail(match)]
        spans += [_span(match) for match in _MAILER_NAMED.finditer(text)]
        spans += [_span(match) for match in _SPELLED.finditer(text) if not _is_pattern(match)]
        spans += [_span(match) for match in _APART.finditer(text) if _is_apart(match, text)]
    if "links" in signs and not spans:
        spans = [_span(match) for match in _WWW_SPELLED.finditer(text)]
    return spans


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match.group().rstrip(_TRAILING))


def _is_mail(address: str) -> bool:
    """An address of a known ending, or one in small letters whose ending only a reserved list knows (`.example`)."""
    ending = address.rsplit(".", 1)[1]
    return is_known_ending(ending) or ending == ending.lower()


def _is_spelled_mail(match: re.Match[str]) -> bool:
    """Not `look at home.com`, which is a domain, nor `3 @ 5 . de`: the host has letters, the sign is spelled out."""
    host = match["host"]
    has_letters = re.search(r"[a-z]{2}", host.rsplit(".", 1)[0], re.IGNORECASE) is not None
    says_at = "@" in match.group() or re.search(
        r"[(\[{<|*_~/\\-]\s?(?:at|a|ät|arroba)\s?[)\]}>|*_~/\\-]", match.group(), re.I
    )
    says_dot = re.search(rf"\s{_DOT_WORD}\s|{_DOT_MARKED}|点", host, re.IGNORECASE)
    says_mail = re.search(rf"(?:^|[^a-z])(?:{_MAILERS}|mail)(?:[^a-z]|$)", host, re.IGNORECASE)
    return has_letters and bool(says_at or says_dot or says_mail)


def _is_pattern(match: re.Match[str]) -> bool:
    """`polka dot net`: a fabric."""
    words = re.split(r"\s+", match.group())
    return len(words) > 2 and bool(_BEFORE_DOT_WORD.search(words[0])) and words[-1].lower() != "com"


def _is_apart(match: re.Match[str], text: str) -> bool:
    """`mugs . com`; but a comma or full stop before the Portuguese `com` goes on in small letters."""
    after = text[match.end() : match.end() + 3]
    is_sentence = re.search(r"(?:,com|_com|[.·]\s(?:com|ru|cn))$", match.group(), re.IGNORECASE) is not None
    is_small = match.group()[-3:].strip(". ").islower()
    return is_small and not (is_sentence and _LOWER_WORD.match(after))
