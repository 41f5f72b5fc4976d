"""Tells a domain name from two sentences that miss a blank, from sizes, units and names of files.

Endings are those of the public suffix list that comes with `publicsuffixlist`; nothing is fetched. How much else it
takes depends on the ending: `.com` is enough alone, `.shop` wants small letters, `.it` or `.red` an invitation, a
path or a name that is known.
"""

from __future__ import annotations

import re
from functools import cache

from publicsuffixlist import PublicSuffixList

# What a name of a host mostly ends with, and how its point is spelled out: for patterns of both engines.
COMMON_ENDINGS = "com|net|org|shop|store|ru|cn|de|fr|es|it|uk|co|eu|online|site|info|biz|xyz|io|me|pl|br|in|us"
DOT_WORDS = r"d[\s-]?[o0][\s-]?t|punkt|punto|ponto|point|точка|тчк"

_ALONE = frozenset("com net org biz xyz рф онлайн 公司 网络".split())
_COMMERCE = frozenset(
    "shop store online site website info club top vip icu market boutique shopping app dev page link click cloud host "
    "tech asia bid trade ltd wang ren buzz live mobi name pro tel wiki work world email "
    "магазин сайт рус".split()
)
# Country codes that are neither words nor units nor endings of files.
_COUNTRIES = frozenset(
    "ac ae au az bd bg br by ca cc ch cl cn co cz de dk ec ee es eu fi fr ge gr hk hr hu ie io ir jp ke kr kz lk lt lu "
    "lv mx my ng nl nz pe ph pk pl pt ro rs ru sa sg sk su th tr tw ua uk us uy uz ve vn za".split()
)
_COUNTRY_WORDS = frozenset({"us", "es", "de", "ca", "co", "my", "sa", "ac", "th", "hr", "su", "ch", "cc", "pe"})
_FILES = frozenset("zip mov md sh py rs ai ps so cab pub app dev page name".split())
_UNITS = frozenset("cm mm ml mg kg lb ms km gl".split())
_KNOWN = frozenset(
    "t.me wa.me m.me line.me lin.ee bit.ly goo.gl fb.me ig.me youtu.be linktr.ee is.gd t.cn ok.ru discord.gg signal.me "
    "signal.group viber.me zalo.me telegram.me telegram.dog instagr.am beacons.ai bio.link bio.site rb.gy ow.ly "
    "s.id v.gd fb.com vk.me paypal.me cash.app kakao.me linkin.bio lnk.bio solo.to u.nu tiny.cc adf.ly is.id g.co "
    "a.co t.co vm.tiktok.com wa.link".split()
)
_HARMLESS = frozenset({"asp.net", "vb.net", "ado.net", "socket.io", "dot.com", "no.net", "draw.io"})
_SIZES = frozenset(
    "size sizes us uk eu fr de it jp cn asian taille grosse groesse größe talla men women mens womens kids "
    "color colour "
    "tel mob ref art no nr approx ca ex incl excl max min pcs qty inc".split()
)
_INVITED = re.compile(
    r"(?:\b(?:visit(?:ing|ez|e[nz]?)?|web ?-?(?:site|shop|seite)|site|shop(?:ping)?|store|boutique|tienda"
    r"|online|page|link|url"
    r"|homepage|domain|more|order|buy|details|catalogue?|google|see|check(?: out)?|browse|go"
    r"|besuche?n?(?: sie)?|bestellen|сайт|магазин|ссылка|адрес)"
    r"(?:\s+(?:at|on|to|us|via|from|under|out|is|our|my|the|site|us at|us on|more at|more on|auf|unter|bei|sur"
    r"|chez|en|на|по))*"
    r"|\b(?:at|via|auf|unter|sur)|на|网址|官网|网站|请?访问|登录|搜索?)\s*[:：>=-]*\s*[\"'(\[]?$",
    re.IGNORECASE,
)
_NET_OF = re.compile(
    r"\s*(?:weight|wt|content|gewicht|vol|volume|quantity|qty|fabric|bag|price|pocket|poids|peso|mesh)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"\s+[a-zà-ÿа-я]{2,}")
_SHOP_NOW = re.compile(
    r"\s+(?:now|with|our|the|for|us|and|today|all|more|by|in|on|of|your|class|quality|notch|grade|is|it|to|a|or|only|"
    r"layer|coat|part|side|sellers?|design|version|price|available|here|this|that|these|from|at|has|can|will|as)\b"
)
_CANDIDATE = re.compile(
    r"(?<![a-z0-9@.\-/_\u00c0-\u024f\u0400-\u04ff])"
    r"(?P<host>(?:[a-z0-9\u00c0-\u024f\u0400-\u04ff](?:[a-z0-9\u00c0-\u024f\u0400-\u04ff-]{0,61}[a-z0-9\u00c0-\u024f\u0400-\u04ff])?\.)+"
    r"(?P<ending>xn--[a-z0-9-]+|[a-z]{2,18}|[\u0430-\u044f]{2,10}|公司|网络))"
    r"(?![a-z0-9\u00c0-\u024f\u0400-\u04ff_@-])"
    r"(?P<path>(?::\d{2,5})?(?:[/?#][a-z0-9\-._~%!$&'()*+,;=:@/?#]*)?)",
    re.IGNORECASE,
)


def find_domains(text: str) -> list[tuple[int, int]]:
    """Where names of hosts stand, with their paths."""
    return [
        (match.start(), match.start() + len(match.group().rstrip(".,;:!?)'")))
        for match in _CANDIDATE.finditer(text)
        if _is_domain(match, text)
    ]


def is_known_ending(ending: str) -> bool:
    """Whether the public suffix list knows a last label, whatever its capitals."""
    return _suffixes().publicsuffix(f"x.{ending.lower()}") is not None


def _is_domain(match: re.Match[str], text: str) -> bool:
    host, ending, path = match["host"], match["ending"], match["path"]
    small = host.lower()
    registered = _suffixes().privatesuffix(small)
    if registered is None or small in _HARMLESS:
        return False
    if small in _KNOWN or registered in _KNOWN:
        # `t.me` closes no sentence in small letters; `T.Me` might.
        return host in (small, host.upper()) or len(path) > 2
    if _INVITED.search(text[max(0, match.start() - 40) : match.start()]) and _is_plausible(registered, ending):
        return True
    label = registered.split(".", maxsplit=1)[0]
    if label in _SIZES or not (ending.islower() or host.isupper()):
        return False
    return _is_told_by_ending(label, registered, match, text)


def _is_plausible(registered: str, ending: str) -> bool:
    label = registered.split(".", maxsplit=1)[0]
    return (
        len(label) > 1
        and label not in _SIZES
        and not label.isdigit()
        and (ending.islower() or ending in ("Com", "COM", "Net", "NET"))
    )


def _is_told_by_ending(label: str, registered: str, match: re.Match[str], text: str) -> bool:
    ending, path, after = match["ending"].lower(), match["path"], text[match.end() : match.end() + 30]
    if label.isdigit() and len(label) < 2:
        return False
    if ending in _ALONE:
        return not (ending == "net" and _NET_OF.match(after))
    if len(label) < 2 or label.isdigit():
        return False
    if registered.count(".") > 1 and len(label) > 2:
        return True  # mugs.co.uk, mugs.com.br: an ending of two parts is no accident
    if ending in _UNITS and label[0].isdigit():
        return False
    has_path = len(path) > 2 and path[0] == "/" and match["host"].islower()
    if has_path and ending not in _FILES and (len(ending) == 2 or ending in _COMMERCE):
        return True
    if ending in _COUNTRIES:
        return len(label) >= 3 and not (ending in _COUNTRY_WORDS and _GOES_ON.match(after))
    is_alone = not text[: match.start()].strip(" (\"'") and not after.strip(" )\"'.!")
    if ending in _COMMERCE and ending not in _FILES:
        return match["host"].islower() and not _SHOP_NOW.match(after)
    return is_alone and match["host"].islower() and len(ending) == 2 and len(label) > 3 and ending not in _FILES


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)
