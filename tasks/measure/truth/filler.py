"""Text that nobody wrote for the product: stand-ins, unfilled marks of templates, faults of a spreadsheet."""

from __future__ import annotations

import re

import pandas as pd

from tasks.measure.truth.looking import Mask, matching, said_of

# Arrow's engine finds what may be one; what it is, the patterns below say. Counted repetitions would slow it tenfold.
QUICK_MARK = "(?i)" + "|".join(
    (
        r"lorem ipsum|dolor sit amet|pellentesque habitant",
        r"\{\{|<%|\$\{|%\(|%[0-9]?\$?[sd]\b|\{%|\[\[|\{[a-z_]+\}|\[object|<(?:insert|product|brand|your|title)",
        r"\[[a-z_ ]*(?:brand|name|title|product|insert|enter|add|your)[^\]]*\]",
        r"(?:insert|enter|add|type|put|write|your|paste) [^.\n]*(?:here|below)\b",
        r"(?:description|text|content|title) (?:goes|comes) here",
        r"placeholder|to be (?:added|completed|defined|announced)|coming soon|to follow",
        r"no description|description (?:not|un)",
        r"#(?:ref|n/a|value|name|div)",
        r"this is a (?:simple|variable|grouped|external|test|sample|dummy)",
        r"(?:sample|dummy|test) (?:text|description|product)",
    )
)
_NAMED = r"title|name|brand|product|colou?r|size|price|sku|description|material|store|keyword"
_SIGNS = re.compile(
    rf"""
    lorem\ ipsum(?=\ dolor|\W*\Z) | dolor\ sit\ amet | pellentesque\ habitant
    # Marks of template languages.
    | \{{\{{[^{{}}]{{0,60}}\}}\}} | \{{%[^%]{{0,60}}%\}} | <%[^%]{{0,60}}%> | \$\{{[^}}]{{0,60}}\}}
    | %\([a-z_]{{1,30}}\)[sd] | \[\[[^\]]{{1,60}}\]\] | (?<![\w%])%(?:\d\$)?[sd](?!\w)
    | (?<![\w$])\{{(?:[a-z]+_)*(?:{_NAMED})(?:_[a-z]+)*\}}
    | <(?:insert|product|brand|your|title)[\w\ ]{{0,30}}> | \[object\ Object\]
    # In the middle of a sentence: `[Brand] Acme` at the start of a line is a heading.
    | \[(?:insert|enter|add|your)\b[^\]]{{0,40}}\]
    | (?<=[a-z,]\ )\[(?:brand|product|store|company|item)?[ _]?(?:name|title|brand|product)\](?=[\s.,!]|$)
    | ^\[(?:brand|product|store|company)?[ _]?(?:name|title|brand)\](?=\ (?-i:[a-z]))
    | \#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Words to the one who should have written: a whole sentence, as goods to be engraved have `your text here` as well.
_SENTENCES = re.compile(
    r"""
    (?:\A|(?<=[.!?\n]))[^\w\n]*(?P<said>
      (?:(?:please|now)\ )?(?:insert|enter|add|type|put|write|paste)
      \ (?:your\ |the\ |a\ |product\ |item\ |short\ |long\ )*
      (?:text|description|title|name|content|details|copy)\ (?:in\ )?(?:here|below)
    | your\ (?:text|description|product\ description|title|content)\ (?:goes\ )?here
    | (?:description|text|content|title)\ (?:goes|comes)\ here
    | (?:this\ is\ )?(?:an?\ )?placeholder\ (?:text|description|content|copy|title)
    | (?:full\ |product\ |more\ )?(?:description|details|text|content|information)\ (?:is\ |are\ )?
      (?:to\ be\ (?:added|completed|defined|announced)|coming\ soon|to\ follow)
    | no\ description(?:\ (?:available|provided|yet|found))? | description\ (?:not\ available|unavailable)
    | (?:this\ is\ )?(?:a\ )?(?:sample|dummy|test)\ (?:text|description|product\ description)
    | this\ is\ a\ (?:simple|variable|grouped|external|test|sample|dummy)\ (?:product|description|text|item)
    )[^\w\n]*(?=[.!?\n]|\Z)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Stand-ins where there is nothing else.
_ALONE = re.compile(
    r"\W*(?:undefined|nan|null|none|n/?a|tbd|tba|todo|placeholder|coming soon|no description|test|testing|x{3,}"
    r"|(?:product |item )?description|see (?:title|name|picture|photo|image)s?|as (?:title|shown|described)"
    r"|same as (?:title|name))\W*",
    re.IGNORECASE,
)
_LONGEST_ALONE = 24


def marks(texts: pd.Series, among: Mask | None = None) -> pd.Series:
    """The first stand-in or mark inside each text, missing where there is none; with `among` of texts told there."""
    return said_of(texts, matching(texts, QUICK_MARK, among), find_mark)


def filler(descriptions: pd.Series, among: Mask | None = None) -> pd.Series:
    """What of a description is none: a mark or a sentence to its writer, or a stand-in that is all of it."""
    is_short = (descriptions.str.len() <= _LONGEST_ALONE).fillna(False).to_numpy(dtype=bool)
    is_open = matching(descriptions, QUICK_MARK, among) | is_short
    return said_of(descriptions, is_open, lambda text: find_mark(text) or find_sentence(text) or find_stand_in(text))


def find_mark(text: str) -> str | None:
    """The first stand-in or unfilled mark of a text."""
    match = _SIGNS.search(text)
    return None if match is None else match.group()[:80]


def find_sentence(text: str) -> str | None:
    """The first sentence that is said to the one who should have written the text."""
    match = _SENTENCES.search(text)
    return None if match is None else match["said"][:80]


def find_stand_in(text: str) -> str | None:
    """A text that is nothing but a stand-in, such as `see picture`."""
    return text.strip() if _ALONE.fullmatch(text) else None
