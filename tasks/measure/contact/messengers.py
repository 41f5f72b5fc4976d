"""Messengers, networks and handles in a folded text, where they invite to make contact.

Names that are nothing else (`whatsapp`, `wechat`) count wherever they stand, also disguised (`wh4ts app`), but not in a
list of what a watch announces or a webcam works with. Names that are words too (`line`, `signal`, `telegram`), or that
goods are made for (`instagram`, `youtube`), want an id, an at sign or an invitation beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tasks.measure.contact.domains import find_domains
from tasks.measure.contact.networks import (
    APART,
    BEFORE_ID,
    CHINESE,
    HIDDEN,
    MESSENGERS,
    NETWORKS,
    PLAIN,
    WORD_MESSENGERS,
    WORD_NETWORKS,
    without_exchanges,
)

_PLAIN_NAME = re.compile(
    rf"(?<![a-z0-9а-я@#])(?:{PLAIN}|(?:{BEFORE_ID})(?=\s?(?:[:+@]|id\b|me\b|us\b|no\b|numbers?\b|account|\d{{4}}|[a-z_]{{3,}}\d{{2}})))"
    r"(?![a-zа-я]|-[a-z])",
    re.IGNORECASE,
)
_ANY_NAME = re.compile(
    rf"(?<![a-z0-9а-я@#])(?:{PLAIN}|{BEFORE_ID}|{NETWORKS}|{MESSENGERS})(?![a-z0-9а-я])",
    re.IGNORECASE,
)
_HIDDEN_NAME = re.compile(rf"(?<![a-z0-9а-я@#])(?:{HIDDEN})(?![a-z0-9а-я])", re.IGNORECASE)
_EXCHANGED = re.compile(r"[^a-z]|(?P<letter>[a-z])(?P=letter){2}", re.IGNORECASE)
_APART = re.compile(
    r"(?<![^\W_])(?:[^\W_]|[@!|$])(?P<gap>[\s._*|/'’-]{1,3})(?:(?:[^\W_]|[@!|$.:/])(?P=gap)){3,}[^\W_]{1,8}(?![^\W_])"
)

# Words that say whose message, call or picture the goods show or carry; one near a bare name excuses it.
_DEVICE = re.compile(
    r"notif|remind|\bpush|alert|sync|incoming|smart\s?-?watch|smart\s?-?band|fitness|bracelet|wristband|bluetooth|vibrat|caller|webcam"
    r"|video\s(?:call|chat|conferenc|meeting)|conferenc|headset|microphone|camera|sticker|emoji|icon|costume|cushion|plush|keychain|magnet"
    r"|\bapps\b|android|\bios\b|compatible|\bsupports?\b|supported|social (?:media|network|app)|message display"
    r"|displays? messages|messages? from"
    r"|live ?stream|podcast|touch ?screen|tablet|smartphone|benachrichtigung|nachrichten|unterstützt|erinnerung"
    r"|rappel|mensajes|notificac"
    r"|recordatorio|уведомлен|напомин|сообщени[йя] из|поддерж|提醒|推送|通知|支持|消息|智能|手环|手表|蓝牙"
    r"|facebook|twitter|skype|instagram|messenger",
    re.IGNORECASE,
)
_VERBS = (
    r"contact|add|message|msg|write|reach|find|follow|text|chat|talk|join|dm|pm|ask|catch|ping|search|subscribe|connect|order|buy|deal|hit|get"
    r"|inquir\w*|enquir\w*|questions?|send|come|hmu|available|we(?:'re| are)|i am|i'm|us|me|more|info|details"
    r"|photos|wholesale|discount|price|speak|tag"
    r"|schreib\w*|kontaktier\w*|erreich\w*|folg\w*|finde\w*|meld\w*|bestell\w*|kontakt|fragen|frag\w*"
    r"|contacte\w*|écri\w*|ecri\w*|suive\w*|retrouve\w*|ajoute\w*|joign\w*|rejoign\w*|command\w*"
    r"|cont[aá]ct\w*|escr[ií]b\w*|s[ií]g(?:ue|an|ueme|uenos)\w*|encu[eé]ntr\w*|agr[eé]g\w*|b[uú]sc\w*|háblame|p[ií]d\w*|consult\w*|chama\w*|fale"
    r"|пиши\w*|напиши\w*|свяж\w*|подпис\w*|звони\w*|найд\w*|обраща\w*|заказ\w*|вопрос\w*|связь|ищите|добавля\w*|мы|нас|заходи\w*"
)
_ON = r"(?:on|via|by|at|through|over|using|per|auf|über|bei|sur|par|en|por|vía|no|pelo|в|во|через|на|по|из)"
_INVITED = re.compile(
    rf"(?<!\w)(?:{_VERBS})(?!\w)[^.!?。！？\n]{{0,30}}?(?<!\w){_ON}\s+(?:(?:our|my|the|unserem|notre|nuestro|наш\w*)\s+)?[\"'(]?$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:our|my|contact|add|order|questions?|inquir\w*|enquir\w*|number|wholesale|customer service"
    r"|support via|chat|message us|unser\w*|notre|nuestr\w*|mon|mi|наш\w*|мой)"
    r"[\s:,-]+(?:us\s+|me\s+)?(?:on\s+|via\s+|by\s+|through\s+|at\s+|in\s+|to\s+)?(?:our\s+|my\s+)?$",
    re.IGNORECASE,
)
_NO_VALUE = (
    r"(?:message|messages|msg|notif\w*|reminder|alert\w*|push|support\w*|yes|no|none|and|or|with|for|the|not|facebook|twitter|instagram|skype|"
    r"video|call|calls|text|app|sms|art|up|incoming|red|dot|free|black|white|slim|regular|loose|straight|round|strong|weak)\b"
)
_IDENTIFIED = re.compile(
    rf"(?:\s*\([^)]{{0,12}}\))?\s*(?:(?:id|i\.d\.|handle|user\s?-?name|account|acc|acct|number|num|no|nr|add|contact|page|group|channel|name|messenger|app|номер|号|號|群)\.?)?"
    rf"\s*(?:[:：=~]|\s[-–—>]+\s?(?=[@+\d])|is\s(?=[@+\d])|\s(?=@)|(?=@)|#)\s*(?!{_NO_VALUE})[@+]?[\w][\w.+-]{{2,}}"
    rf"|\s*(?:number|no\.?|id|№|номер)?\s*[:(]?\s*\+?\d(?:[\s().-]?\d){{6,}}"
    rf"|(?:\s|-)*(?:id|handle|username|user name|group chat|usergroup)\b\s*[:=-]?\s*(?!{_NO_VALUE})[\w.@-]{{3,}}",
    re.IGNORECASE,
)
_ME = re.compile(
    r"\s+(?:me|us|uns|mich|moi|nous|нам|мне)\b(?!\s+(?:a|an|the|your)\b)|\s+(?:to|for)\s+(?:order|buy|contact|inquir|enquir|wholesale|discount|more)",
    re.IGNORECASE,
)

_WORDS = re.compile(
    rf"(?<![a-z0-9а-я@#])(?:(?P<network>{NETWORKS}|{WORD_NETWORKS})|(?P<messenger>{MESSENGERS}|{WORD_MESSENGERS}))(?![a-z0-9а-я])",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"(?<!\w)(?:our|my|unser\w*|mein\w*|notre|nos|mon|nuestr\w*|mi|nosso|наш\w*|мой|моя)\s+(?:official\s+|new\s+)?$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"(?<!\w)add\s+(?:our|my|me on|us on)?\s*$", re.IGNORECASE)
_YOURS = re.compile(r"(?<!\w)(?:your|their|any|every|a|for|perfect|great|best)\s+$", re.IGNORECASE)
_SHARED = re.compile(
    r"(?<!\w)(?:share\w*|post\w*|upload\w*|seen|trend\w*|viral|famous|popular|show\w*|videos?|pictures?|likes?|look\w*)(?!\w)[^.!?]{0,30}$",
    re.IGNORECASE,
)
_COMMUNITY = re.compile(
    r"\s+(?:page|group|channel|server|community|dm|inbox|канал|группа|чат)\b(?!\s+(?:frame|prop|template|banner|light|logo))",
    re.IGNORECASE,
)
_NO_LINE = re.compile(
    r"(?:[a-z]-|out|in|a|the|neck|waist|hem|bust|fishing|clothes|product|next|this|of|straight|fine|single|centre|center|one|time)\s*$",
    re.IGNORECASE,
)

_HANDLE = re.compile(r"(?<![\w@.+-])@\s?(?P<name>[a-z_][\w.-]{2,29})(?![\w@])", re.IGNORECASE)
_NO_HANDLE = frozenset(
    "home work the night school beach party office gym heart play christmas sea sunset noon midnight dawn all any each "
    "only just once least most best media import keyframes font-face charset supports param return rest low "
    "high max min "
    "room kitchen garden lunch dinner breakfast church camp lake mountain hotel sunrise price peak full half "
    "about bottom top "
    "your our this that these those its daytime nighttime day weekend weekends wedding".split()
)
_TOLD_PRIVATELY = re.compile(
    r"(?<!\w)(?<!\d\s)(?:dm|pm|d\.m\.|inbox|mp|лс|личку|личные сообщения)\s+(?:me|us|to|for|for more|@\w+|на|в)\b",
    re.IGNORECASE,
)

_CHINESE = re.compile(CHINESE)
_SCANNED = re.compile(
    r"\b(?:scan\w*|see|use|snap)\b[^.!?\n]{0,30}\b(?:qr|barcode|code)\b[^.!?\n]{0,80}|\bqr\s?-?\s?code\b[^.!?\n]{0,60}",
    re.IGNORECASE,
)
_SCANNED_FOR = re.compile(
    r"\b(?:contact\w*|add|chat|order|follow|join|friend|discount|coupon|gift|reward|refund|whats\s?app|we\s?chat|telegram|instagram|facebook|buy|shop|store|"
    r"website|customer service|reach|talk|message|group|cash\s?back|review|our page|line|us)\b",
    re.IGNORECASE,
)
_SCANNED_TO = re.compile(
    r"\b(?:app|download\w*|install\w*|manual|instructions?|tutorial|pair\w*|bind\w*|connect\w*|scanner|reader|holder|stand|sign|payment|authentic\w*|verify|genuin\w*)\b",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"\b\d{1,5}\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Suite|Parkway|Pkwy|Highway|Hwy)\b\.?"
    r"[^!?\n]{0,50}?\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b"
    r"|\bP\.?\s?O\.?\s?Box\s+\d{1,6}|\bPostfach\s+\d[\d ]{2,7}"
    r"|\b[A-ZÄÖÜ][\wäöüß-]{2,25}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse)\s+\d{1,4}[a-z]?,?\s+(?:D-)?\d{5}\s+[A-ZÄÖÜ]\w+"
)


def find_messengers(
    text: str, signs: frozenset[str], is_disguised: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Where messengers, networks, handles and postal addresses invite to make contact, looked for by `signs`.

    `is_disguised` says of a passage whether it was written in letters that only look like these: such a name needs no
    invitation.
    """
    spans: list[tuple[int, int]] = []
    if "postal" in signs:
        spans += [match.span() for match in _POSTAL.finditer(text)]
    if "names" in signs:
        spans += [_with_id(match, text) for match in _PLAIN_NAME.finditer(text) if _is_contact(match, text)]
        spans += [_with_id(match, text) for match in _WORDS.finditer(text) if _is_invitation(match, text)]
        spans += [
            match.span() for match in _ANY_NAME.finditer(text) if len(match.group()) > 3 and is_disguised(*match.span())
        ]
        spans += [match.span() for match in _TOLD_PRIVATELY.finditer(text)]
    if "hidden" in signs:
        spans += [_with_id(match, text) for match in _HIDDEN_NAME.finditer(text) if _EXCHANGED.search(match.group())]
        spans += [match.span() for match in _APART.finditer(text) if _is_name_apart(match)]
    if "@" in text:
        spans += [match.span() for match in _HANDLE.finditer(text) if _is_handle(match, text)]
    if "chinese" in signs:
        spans += [match.span() for match in _CHINESE.finditer(text)]
    if "codes" in signs:
        spans += [match.span() for match in _SCANNED.finditer(text) if _leads_to_people(match.group())]
    return spans


def _is_name_apart(match: re.Match[str]) -> bool:
    """Letters that stand apart and are a name together, or an address: `t-e-l-e-g-r-a-m`, `m*u*g*s*.*c*o*m`."""
    letters = match.group().replace(match["gap"], "")
    return APART.search(without_exchanges(letters)) is not None or bool(find_domains(letters.lower()))


def _with_id(match: re.Match[str], text: str) -> tuple[int, int]:
    named = _IDENTIFIED.match(text, match.end())
    return match.start(), named.end() if named else match.end()


def _before(match: re.Match[str], text: str, size: int = 60) -> str:
    return text[max(0, match.start() - size) : match.start()]


def _is_contact(match: re.Match[str], text: str) -> bool:
    before = _before(match, text)
    if _IDENTIFIED.match(text, match.end()) or _ME.match(text, match.end()):
        return True
    if _INVITED.search(before) or _ADDRESSED.search(before):
        return True
    around = text[max(0, match.start() - 120) : match.start()] + " " + text[match.end() : match.end() + 120]
    return not _DEVICE.search(around)


def _is_invitation(match: re.Match[str], text: str) -> bool:
    name = match.group().lower()
    before = _before(match, text)
    named = _IDENTIFIED.match(text, match.end())
    if name.startswith("line") and _NO_LINE.search(before):
        return False
    if name in ("line", "snap", "signal", "threads", "wa", "imo", "ig", "fb"):
        # Words first: only an id, or capitals behind an invitation.
        is_written_as_name = match.group() in (
            "LINE",
            "Line",
            "Signal",
            "WA",
            "IMO",
            "imo",
            "IG",
            "FB",
            "ig",
            "fb",
            "Snap",
        )
        is_named = named is not None and (
            name != "line" or "@" in named.group() or "id" in named.group().lower() or match.group() == "LINE"
        )
        is_named = is_named and (
            name not in ("signal", "snap", "threads") or bool(re.search(r"[@+_]|\d{4}", named.group() if named else ""))
        )
        return is_named or (
            is_written_as_name and bool(_INVITED.search(before)) and not re.match(r"\s+[a-z]", text[match.end() :])
        )
    if named:
        return not _SHARED.search(before) or "@" in named.group()
    if match["messenger"]:
        return bool(
            _ME.match(text, match.end())
            or _INVITED.search(before)
            or (len(name) > 3 and _ADDED.search(before))
            or (name not in ("qq", "tg", "vx", "wx") and _COMMUNITY.match(text, match.end()))
        )
    if _YOURS.search(before) or _SHARED.search(before):
        return False
    return bool(
        _OURS.search(before)
        or _INVITED.search(before)
        or re.match(r"\s+(?:me|us)\b", text[match.end() :], re.IGNORECASE)
    )


def _is_handle(match: re.Match[str], text: str) -> bool:
    """`@mugshop`; not `Chill @home`, `@ 3.5 A` or what a style sheet left."""
    name = match["name"].lower()
    if name in _NO_HANDLE or match.group()[1].isspace():
        return False
    return text[match.end() : match.end() + 1] not in ("{", "(")


def _leads_to_people(passage: str) -> bool:
    return bool(_SCANNED_FOR.search(passage)) and not _SCANNED_TO.search(passage)
