"""The letters without which no contact data are found: short passages in small letters, by what they may belong to.

The quick look asks for all of them at once; the search asks group by group before it tries its dearer patterns.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from ahocorasick_rs import AhoCorasick

# Digits in words, as numbers are spelled out to be dialled.
DIGIT_WORDS = {
    "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
    "null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zéro": 0, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "ноль": 0, "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
}  # fmt: skip
LINKS = ("://", ":\\\\", ": //", ":/ /", "http", "hxxp", "h t t p", "www", "w w", "w.w", "vvv", "mailto")
# Addresses with the signs spelled out or apart.
SPELLED = (
    "@", "dot", "d0t", "punkt", "punto", "ponto", " point ", "(point", "точка", "тчк", "点", "arroba", "arobas",
    "собак",
    "(at", "[at", "{at", "<at", "( at", "[ at", "*at*", "_at_", "-at-", "|at|", "/at/", "~at~", ",com", "_com",
    "(.", "[.", "{.", "<.", "( .", "[ .", "*.", "|.", "_._", "-.-", "~.", " .c", " .o", " .r", " . c", " . o", " . r",
    ".c ", ". c ", "gmail", "g mail", "g-mail", "hotmail", "outlook",
    "yahoo", "ymail",
    "icloud", "foxmail", "protonmail", "yandex", "at 163", "at qq", "at gmx",
)  # fmt: skip
NAMES = (
    "what", "wh4t", "wh@t", "whut", "sap", "s ap", "5ap", "$ap", "s-ap", "s.ap", "s'ap", "s’ap", "s_ap", "s*ap", "s@p",
    "s4p", "4pp", "@pp", "wapp", "zapzap", "watap", "wutap", "watz", "hatap", "ts up", "tsup", "t up", "watu", "weixin",
    "wei xin", "chat", "ch4t", "ch@t", "cha7", "ch47", "(hat", "wecaht", "viber", "v1ber", "vib3r", "vlber", "v!ber",
    "v|ber", "vi8er", "v18er", "v1b3r", "vi-ber", "vi.ber", "vi_ber", "kakao", "k4k4o", "kak4o", "k@kao", "kaka0",
    "ka-kao", "ka kao", "ka.kao", "zalo", "wickr", "icq", "threema", "qq", "kik", "k1k", "imo", "telegr", "tele gr",
    "tele-gr", "t3legr", "te1egr", "tel3gr", "t3l3gr", "te13gr", "t31", "skype", "sk1pe", "sky1", "sk!pe", "signal",
    "threads", "google voice", "googlevoice", "hangouts", "discord", "instagr", "inst4gr", "inst@gr", "1nstagr",
    "lnstagr", "insta", "facebook", "f4ceb", "faceb", "face book", "f@ceb", "tiktok", "t1kt", "tikt", "tik-tok",
    "tik tok", "snap", "twitter", "pinterest", "youtube", "you tube", "vkontakte", "tumblr", "reddit", "linkedin",
    "weibo", "douyin", "messenger", "etsy shop", "whatsap", "line id", "line app", "line:", "line @", "line@", "line：",
    "lineapp", "line add", "line =", "line :", "line account", "line contact", "line number", "line no", "line is",
    "on line", "via line", "by line", "dm me", "dm us", "dm to", "dm for", "dm @", "pm @", "pm me", "pm us", "pm to",
    "pm for", "d.m.", "inbox", "mp me", "mp us", "mp to", "mp for", "ватс", "вотс",
    "сап", "цап", "вайбер", "вибер", "вичат", "телег", "тг", "вк", "инста", "фейсбук", "скайп", "ммс", "лс ", "личк",
    "личные",
)  # fmt: skip
# Names of two letters count with what stands around them, or at the start of a text.
SHORT = tuple(
    f"{before}{name}{after}"
    for name in ("wa", "ig", "fb", "tg", "vk", "vx", "wx")
    for before in " :(,./\n-|"
    for after in (":", "=", "+", "@", "：", "#", "~", " :", " -", " =", " +", " @", " ：", " ~", " (", *"0123456789")
)
SHORT += tuple(f" {name} {after}" for name in ("wa", "ig", "fb", "tg", "vk") for after in "0123456789inmucghap")
SHORT += tuple(f"{on} {name}" for name in ("wa", "ig", "fb", "tg", "vk") for on in (" on", " via", " by", " our"))
STARTS = ("wa", "ig", "fb", "tg", "vk", "vx", "wx", "w w", "dm", "pm", "mp", "line")
CODES = ("qr", "scan", "barcode")
CHINESE = (
    *"微薇徽加➕威卫扣鹅群私扫订", "信", "联系", "聯", "客服", "咨询", "官网", "官方", "网店", "网站", "网址",
    "独立站", "淘宝", "天猫",
    "抖音", "小红书", "关注", "交易", "支付宝", "厂家直销", "批发",
)  # fmt: skip
POSTAL = ("box ", "postfach")

NAMES_APART = ("whatsapp", "wechat", "viber", "kakaotalk")
_GAPS = (" ", "  ", ".", "-", "_", "*", "|", "/", ". ", " - ", " . ", "'")
_LEET = {"a": "a4@", "e": "e3", "i": "i1!l|", "o": "o0", "s": "s5$", "t": "t7+", "c": "c("}


def leet(letter: str) -> str:
    """What a letter of a name may be exchanged for."""
    return _LEET.get(letter, letter)


def names_apart() -> list[str]:
    """Three letters of each name with something between them: `w-h-a`, `h 4 t`."""
    return [gap.join(letters) for name in NAMES_APART for letters in product(*map(leet, name[:3])) for gap in _GAPS]


def digit_words_in_a_row() -> list[str]:
    """Two words for digits."""
    gaps = (" ", "-", ", ", ". ", ",", ".")
    return [f"{one}{gap}{other}" for one in DIGIT_WORDS for other in DIGIT_WORDS for gap in gaps]


@cache
def _automaton(group: str) -> AhoCorasick:
    groups = {
        "links": LINKS,
        "spelled": SPELLED,
        "names": (*NAMES, *SHORT, *names_apart()),
        "digit words": digit_words_in_a_row(),
        "codes": CODES,
        "chinese": CHINESE,
        "postal": POSTAL,
    }
    patterns = groups[group] if group != "all" else [one for patterns in groups.values() for one in patterns]
    return AhoCorasick(sorted(set(patterns)))


def holds(group: str, lowered: str) -> bool:
    """Whether a text in small letters has a literal of the group, or of any group for `all`."""
    return bool(_automaton(group).find_matches_as_indexes(lowered))
