"""How messengers and networks are written: patterns of names for the search and for the quick look alike.

Everything here is plain enough for RE2 as well: no looking around. Names are read without regard to capitals.
"""

from __future__ import annotations

import re

_EXCHANGED = {
    "a": "a4@", "b": "b8", "e": "e3€", "g": "g9", "i": "i1l!|", "k": "k", "l": "l1i|", "o": "o0", "p": "p",
    "s": "s5$z", "t": "t7+", "h": "h", "c": "c(", "w": "w", "n": "n", "r": "r", "m": "m", "y": "y1", "x": "x", "v": "v",
    "u": "uv", "d": "d", "f": "f", "j": "j", "q": "q",
}  # fmt: skip
_TIGHT_GAP = r"[._*|/'’-]?"


def disguised(*syllables: str, gap: str = r"[\s._*'’|/-]?") -> str:
    """A name with letters exchanged or repeated, and `gap` between its syllables."""
    return gap.join("".join(f"[{re.escape(_EXCHANGED[letter])}]+" for letter in one) for one in syllables)


# Nothing else is called by these names.
PLAIN = "|".join(
    (
        disguised(*"whatsapp"),
        r"w+h?[au]t+s?\s?u?a+p+|wh?at+s+\s?ap+|whatts?app?|whtsa?pp?|wahts\s?app?|what\s?sapp?"
        r"|wh?ass?app?|whts\s?ap+|ws\sapp|w\s?h\s?a\s?t\s?s\s?-?\s?a\s?p\s?p|vvhats\s?app|watzapp?|whatz\s?app?|zapzap|wapp",
        disguised(*"wechat", gap=_TIGHT_GAP),
        r"vvechat|wei\s?xin|weichat|wecaht",
        disguised("vi", "ber", gap=_TIGHT_GAP),
        disguised("ka", "kao", "talk"),
        r"l\si\sn\se\sid|[l1][i1]ne\sid|zalo|kakaotalk|kik\s?messenger|wickr|icq|threema|qq\s?mail",
        r"в[ао@]т?[cс]а[пp]+|вацапп?|вайбер|вичат|вотс\s?апп?|ватс\s?апп?|вотсап|вибер",
    )
)
# With an id or a number behind them these are names, too.
BEFORE_ID = r"whats\s?up+|what's\s?up+|we\s?chat|snap\s?chat"

# Names that are words, or that goods are made for: `Instagram ring light`.
NETWORKS = (
    r"instagr[a@4]m|[1l]nstagr[a@4]m|inst[a@4]gr[a@4]m|insta(?:\sgram)?|facebook|f[a4@]ceb[o0]{2}k|face\sbook|fb\smessenger"
    r"|t[i1]kt[o0]k|tik[\s-]tok|snapch[a4]t|snap\schat|twitter|pinterest|you\s?tube|vk|vkontakte|вконтакте|вк|инстаграм+|инста|фейсбук"
    r"|tumblr|reddit|discord|linkedin|weibo|douyin|messenger|etsy\sshop"
)
MESSENGERS = (
    r"t[e3][l1][e3]gr[a4@]m|tele[\s-]gram|tg|телеграм+|телега|тг|skype|sk[y1!]pe|kik|k[1!]k|q[\s.-]?q|[vw][\s.-]?x|whatsap"
    r"|google\s?voice|hangouts|скайп|ммс"
)
# Words first: `outline`, `snap fastener`, `warning signal`.
WORD_NETWORKS = r"i[\s.-]?g|fb|snap"
WORD_MESSENGERS = r"line(?:\s?app)?|signal|wa|imo|threads"

CHINESE = (
    r"(?:请|可以?|欢迎|先)?[加➕+＋](?:我|我们|客服|店主|老板|卖家)?(?:们)?(?:的)?[:：\s]?(?:微\s?信|薇\s?信?|威信|V信?|v信?|VX|vx|WX|wx|wechat|WeChat|QQ|qq|扣扣|企鹅|好友|群)(?:号|群)?(?:[:：]?\s?[a-zA-Z0-9_-]{4,})?"
    r"|(?:微\s?信|威\s?信|薇\s?信|徽信|V信|v信|微芯|卫星号|企鹅号|扣扣)\s?(?:号码?|號|群|ID|id|同号|客服|联系|咨询|公众号|搜索?|添加)?\s?[:：]?\s?[a-zA-Z0-9_-]{5,}"
    r"|(?:微\s?信|微\s?訊|薇信|威信|V信)\s?(?:号码?|號|群|同号|客服|联系|聯繫|咨询|公众号|二维码|付款|转账)"
    r"|[vV][xX信]\s?[:：]?\s?[a-zA-Z0-9_-]{5,}|\b[wW][xX]\s?[:：]\s?[a-zA-Z0-9_-]{4,}"
    r"|[Qq][Qq]\s?(?:号码?|號|群|客服)?\s?[:：]?\s?\d{5,12}|[Qq][Qq]\s?(?:号|號|群|客服)"
    r"|联系(?:电话|方式|微信|QQ|手机)|聯絡(?:電話|方式)|(?:咨询|订购|服务|客服|订货)(?:电话|热线|微信|QQ)|请?私(?:信|聊)(?:我|我们|客服|店主)?"
    r"|(?:我们的|本店|访问|进入|登录|官方)(?:官网|网站|网店|独立站|淘宝店)|官方网站|官网[:：]|淘宝(?:搜索?|店铺|同店)|天猫搜索?|抖音号|抖音搜索?|小红书[号搜]|关注(?:我们|我|公众号|微信)"
    r"|扫码(?:加|关注|联系|添加|进群|咨询|下单|领)|扫(?:一扫|描)[^。！？\n]{0,10}(?:加|关注|联系|添加|进群|咨询|下单)|加群|进群|线下交易|私下交易|加入?我们的?群"
    r"|支付宝(?:转账|付款|账号)|厂家直销电话|批发(?:电话|微信|联系)"
)

# With letters exchanged or repeated they are nothing but hidden names.
HIDDEN = "|".join(
    (
        disguised(*"telegram", gap=_TIGHT_GAP),
        disguised("insta", "gram", gap=""),
        disguised("face", "book", gap=""),
        disguised("skype"),
        disguised("snap", "chat", gap=""),
        disguised("tik", "tok", gap=""),
        disguised("messenger"),
        disguised("discord"),
        disguised("email"),
        disguised("insta"),
    )
)
# Read from letters that stand apart (`t-e-l-e-g-r-a-m`).
APART = re.compile(
    r"whats?app?|wechat|weixin|viber|kakao|telegram|insta|facebook|skype|snapchat|tiktok|messenger|discord|e?mail(?!box)"
    r"|hotmail|outlook|contact(?:us|me)|телеграм|вайбер|ватсап|вотсап|инстаграм|скайп"
)


_READ = str.maketrans("4@8310!|5$7+", "aabeioiisstt")


def without_exchanges(letters: str) -> str:
    """Small letters with figures and signs read as the letters they stand for."""
    return letters.lower().translate(_READ)
