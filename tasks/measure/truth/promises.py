"""Promises of a result with a number in it: 99.9 % of bacteria, 10 kg in two weeks. A text in, the promise out.

Words that promise without a number are in the word lists.
"""

from __future__ import annotations

import re

import pandas as pd

from tasks.measure.truth.looking import Mask, matching, said_of

_SHARE = r"\d+(?:[.,]\d+)?\ ?(?:%|percent|per\ cent)"
_GERMS = r"(?:bacteria|germs?|virus(?:es)?|microbes?|pathogens?|mou?ld|dust\ mites|mites|allergens?|toxins?)"
_FLAWS = r"(?:wrinkles?|fine\ lines|acne|(?:body\ )?fat|cellulite|scars?|spots|pain|hair\ loss|blood\ pressure|snoring)"
_PEOPLE = r"(?:users|women|men|people|customers|patients|testers|participants|buyers|clients)"
_FIGHTS = (
    r"(?:kill|remove|eliminate|destroy|inactivate|sterili[sz]e|neutrali[sz]e|inhibit|reduce|filter|block)"
    r"(?:s|es|ed|ing)?"
)
_NUMBER_OF_WORDS = r"\W{0,4}(?:\w+\ ){0,3}"
_SOON = r"(?:in|within|per|a)\ (?:\w+\ )?(?:days?|weeks?|months?)"

_SHARES = (
    rf"\b{_FIGHTS}\b.{{0,40}}?{_SHARE}.{{0,30}}?\b(?:{_GERMS}|{_FLAWS}|radiation)\b",
    rf"{_SHARE}\ (?:of\ )?(?:all\ |household\ |common\ |airborne\ )*{_GERMS}\b",
    rf"{_SHARE}\ (?:anti-?bacterial|sterili[sz]ation|sterili[sz]ing|disinfection|germ[ -]free)\b",
    rf"\b(?:anti-?bacterial|sterili[sz]ation|disinfection)\ (?:rate|effect|efficiency){_NUMBER_OF_WORDS}{_SHARE}",
    rf"\b{_SHARE}\ of\ (?:our\ )?{_PEOPLE}\b",
    rf"\b{_FLAWS}\b.{{0,30}}?\b(?:reduced?|decreased?|gone|disappears?|removed|fewer|less)\b.{{0,15}}?{_SHARE}",
    r"\b(?:reduce|decrease|improve|increase|lower|cut)s?\b.{0,20}?"
    rf"\b(?:{_FLAWS}|blood\ sugar|cholesterol|hair\ growth|anxiety)\b.{{0,20}}?\b(?:by|up\ to)\ {_SHARE}",
    r"\b100\ ?%\ (?:cures?|cured|effective|success(?:\ rate)?|recovery|side[ -]effect[ -]free)\b",
    rf"\b(?:success|cure|recovery|efficacy|effective)\ rate{_NUMBER_OF_WORDS}{_SHARE}",
)
_DEEDS = (
    r"\b(?:lose|shed|drop|burn|lost)\b.{0,25}?\d\ ?(?:kg|kilos?|lbs?|pounds|inches|cm|sizes?)\b.{0,25}?"
    rf"\b{_SOON}\b",
    r"\b(?:grow|gain|add|enlarge|increase)\b.{0,25}?\d\ ?(?:cm|inch(?:es)?)\ (?:taller|in\ height|longer|larger)\b",
    r"\bburns?\b\ .{0,20}?\d[\d.,]*\ ?(?:kcal|calories)\b",
    r"\b(?:visible|see|amazing|noticeable|proven)\ (?:\w+\ )?results?\ (?:with)?in\ (?:just\ |only\ )?\d+\ "
    r"(?:minute|hour|day|week)s?\b",
    r"\blook(?:s|ing)?\ (?:up\ to\ )?\d+\ years\ younger\b",
    r"\b(?:whitens?|brighter)\b.{0,25}?\d+\ shades\b|\b\d+\ shades\ (?:whiter|lighter)\b",
)
_EXACT_SHARE, _EXACT_DEED = (f"(?i){'|'.join(patterns)}" for patterns in (_SHARES, _DEEDS))
_SHARED = re.compile("|".join(_SHARES), re.IGNORECASE)
_DONE = re.compile("|".join(_DEEDS), re.IGNORECASE)
_SIGN = re.compile(r"[0-9] ?(?:%|per)", re.IGNORECASE)
# A share and what it is a share of stand close together.
_BEFORE, _AFTER = 90, 90
# The first look, loosely: a share, or a verb of such promises.
QUICK = (
    r"(?i)[0-9] ?(?:%|perc|per c)|\b(?:lose|shed|drop|burns?|lost|grow|gain|add|enlarge|increase)\b"
    r"|results? (?:with)?in |years younger|[0-9] shades"
)
# Arrow's engine finds what may be one: a share and one of the words, or a verb with a number and a unit behind it.
_WORDS = (
    r"bacteri|germ|virus|microb|pathogen|mold|mould|mites|allergen|toxin|wrinkle|fine lines|acne|fat\b|cellulite"
    r"|scars?\b|spots|pain|hair loss|hair growth|blood|snoring|radiation|steril|disinfect|users|men\b|people|customers"
    r"|patients|testers|participants|buyers|clients|cholesterol|anxiety|effective|success|cure|recovery|efficacy"
    r"|side.effect"
)
# In one sentence; the point of a number ends none.
_QUICK_SHARE = (
    rf"(?i)[0-9] ?(?:%|per)[^.\n]*(?:{_WORDS})|(?:{_WORDS})(?:[^.\n]|[0-9]\.[0-9])*[0-9] ?(?:%|percent|per cent)"
)
_QUICK_DEED = (
    r"(?i)(?:lose|shed|drop|burns?|lost)\b.*[0-9] ?(?:kg|kilo|lb|pound|inch|cm|size|kcal|calor)"
    r"|(?:grow|gain|add|enlarge|increase)\b.*[0-9] ?(?:cm|inch)|results? (?:with)?in |years younger|[0-9] shades"
)


def promises(texts: pd.Series, among: Mask | None = None) -> pd.Series:
    """The first promise with a number of each text, missing where there is none; with `among` of texts told there."""
    shares = said_of(texts, _narrowed(texts, _QUICK_SHARE, _EXACT_SHARE, among), _share_promised)
    return shares.fillna(said_of(texts, _narrowed(texts, _QUICK_DEED, _EXACT_DEED, among), _deed_promised))


def _narrowed(texts: pd.Series, first: str, second: str, among: Mask | None) -> Mask:
    """Where both patterns are found; the second one is dear and tried only where the first one is."""
    return matching(texts, second, matching(texts, first, among))


def _share_promised(text: str) -> str | None:
    for sign in _SIGN.finditer(text):
        found = _SHARED.search(text, max(0, sign.start() - _BEFORE), sign.end() + _AFTER)
        if found is not None:
            return _shown(found)
    return None


def _deed_promised(text: str) -> str | None:
    found = _DONE.search(text)
    return None if found is None else _shown(found)


def _shown(found: re.Match[str]) -> str:
    return " ".join(found.group().split())[:120]
