"""Shares of fibres that cannot be: more than the whole, or another share in the name than in the description."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from expectations.truth import Truth
from tasks.measure.truth.looking import any_of, matching, placed

_BEYOND = "(?:10[1-9]|1[1-9][0-9]|[2-9][0-9]{2}) ?%"
_LEAST, _MOST = 99.0, 101.0
_PERCENT = re.compile(r"(?<![\d.,-])\d{1,3}(?:[.,]\d)? ?%\Z")
_JOINT = re.compile(r"\s*(?:[,/+&;|-]|and|with|und|et|y|e)?\s*", re.I)
# Another part of the goods is made of something else.
_PART = re.compile(
    r"(?:lining|lined|trim|rib(?:bing)?|collar|cuffs?|sleeves?|filling|fill|padding|sole|back|pocket|hood|insert|label|thread|belt"
    r"|contrast|panels?|mesh|gusset|outer|inner|upper|shell|heather\w*|colou?rs?|futter|füllung)\W*(?:\w+\W+){0,2}$",
    re.I,
)


class _Share(NamedTuple):
    percent: float
    fibre: str
    start: int
    end: int


def impossible_compositions(products: pd.DataFrame, truth: Truth) -> pd.Series:
    """What is wrong with the shares of fibres in name and description; `products` has these columns."""
    names, descriptions = products["name"], products["description"]
    share = _quick_share(truth)
    is_named = matching(names, f"(?i){share}")
    is_shared = matching(descriptions, f"(?i){share}", matching(descriptions, "%"))
    # One share alone contradicts nothing.
    is_open = is_named | matching(descriptions, f"(?is){share}.*{share}", is_shared)
    places = np.flatnonzero(is_open | matching(descriptions, _BEYOND, is_shared))
    chosen = products.iloc[places]
    pattern = fibre_shares(truth)
    said = {
        place: told
        for place, name, text in zip(
            places.tolist(), chosen["name"].fillna(""), chosen["description"].fillna(""), strict=True
        )
        if (told := impossible_composition(name, text, pattern)) is not None
    }
    return placed(said, products.index)


def impossible_composition(name: str, description: str, pattern: re.Pattern[str]) -> str | None:
    """Why the shares cannot be, such as `100% cotton, 50% polyester: more than the whole`."""
    named, described = _shares(name, pattern), _shares(description, pattern)
    for text, shares in ((name, named), (description, described)):
        for run in _runs(text, shares):
            if _is_too_much(run):
                return f"{', '.join(text[one.start : one.end] for one in run)}: more than the whole"
    return _apart(name, named, description, described)


def _shares(text: str, pattern: re.Pattern[str]) -> list[_Share]:
    found: list[_Share] = []
    # From the sign on: looking for it is far quicker than trying the pattern everywhere.
    sign = text.find("%")
    while sign >= 0:
        number = _PERCENT.search(text, max(0, sign - 6), sign + 1)
        match = None if number is None else pattern.match(text, number.start())
        if match is not None:
            found.append(
                _Share(float(match["percent"].replace(",", ".")), match["fibre"].casefold(), match.start(), match.end())
            )
        sign = text.find("%", sign + 1)
    return found


def _runs(text: str, shares: Iterable[_Share]) -> Iterable[list[_Share]]:
    """Shares that follow each other with nothing but a comma or an `and` between."""
    run: list[_Share] = []
    for one in shares:
        if run and not _JOINT.fullmatch(text[run[-1].end : one.start]):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_too_much(run: list[_Share]) -> bool:
    """Whether the shares cannot be cut into wholes, one after the other."""
    if all(one.percent == 100 for one in run):
        return False
    total, is_after_whole = 0.0, False
    for one in run:
        total += one.percent
        if total > _MOST:
            return True
        if total >= _LEAST:
            total, is_after_whole = 0.0, True
    return is_after_whole and total > 0


def _apart(name: str, named: list[_Share], description: str, described: list[_Share]) -> str | None:
    """A fibre with one share in the name and one other in the description."""
    for mine in named:
        same = [one for one in described if one.fibre == mine.fibre]
        shares = {one.percent for one in same}
        own = {one.percent for one in named if one.fibre == mine.fibre}
        if len(shares) != 1 or len(own) != 1 or shares == own:
            continue
        if _PART.search(description[max(0, same[0].start - 60) : same[0].start]):
            continue
        there = description[same[0].start : same[0].end]
        return f"{name[mine.start : mine.end]} in the name, {there} in the description"
    return None


@cache
def _quick_share(truth: Truth) -> str:
    kinds = f"(?:(?:{any_of(truth.fibre_kinds)})[ -])*" if truth.fibre_kinds else ""
    return rf"[0-9] ?% ?{kinds}(?:{any_of(truth.fibres)})"


@cache
def fibre_shares(truth: Truth) -> re.Pattern[str]:
    """What finds the share of a fibre, as in `95 % organic cotton`."""
    kinds = f"(?:(?:{any_of(truth.fibre_kinds)})[ -])" if truth.fibre_kinds else "(?:(?!))"
    return re.compile(
        rf"(?P<percent>\d{{1,3}}(?:[.,]\d)?) ?% ?{kinds}{{0,3}}(?P<fibre>{any_of(truth.fibres)})(?!\w)",
        re.I,
    )
