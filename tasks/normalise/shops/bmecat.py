"""BMEcat catalogues: one article a line, its prices by type, its attachments by purpose, its texts by language.

`nrp` and `gros_list` are what a consumer pays, `net_customer` and `net_list` what the merchant pays. Where a price
cannot be told from others of its type, or is that of several pieces, it stays as it is and is found later.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

import pandas as pd

from tasks.normalise.shops.headers import shop_headers
from tasks.normalise.shops.shop import Context, Header, cell, make_shop, started

_PRICES, _COSTS = ("nrp", "gros_list"), ("net_customer", "net_customer_exp", "net_list")
_NO_PICTURES = ("thumbnail", "logo", "icon", "data_sheet", "safety_data_sheet")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|tiff?|bmp)(?:[?#]|$)", re.IGNORECASE)
_BARE_NUMBER = r"^\s*(\d+(?:[.,]\d+)?)\s*$"
_PLAIN_NUMBER = re.compile(r"\s*\d{1,9}(?:\.\d+)?\s*")
_ONE = ("1", "1.0", "1.00")
_METRES = ("length", "width", "height")
# Stands between cells that are read together; XML cannot hold it.
_BETWEEN = "\x1f"

_Choice = tuple[str | None, ...]


def _arrange(rows: pd.DataFrame, shard: pd.DataFrame, header: Header, _context: Context) -> pd.DataFrame:
    headers = shop_headers("bmecat")

    def said(role: str) -> pd.Series:
        return cell(shard, headers.column(header, role))

    arranged = started(rows)
    for field in ("name", "description"):
        languages = said(f"{field}_language")
        chosen = _read([rows[field], languages], _in_one_language, _is_several(languages))[0]
        arranged[field] = chosen.fillna(rows[field])
    chosen = _read([rows["gtin"], said("gtin_type")], _gtin, _is_several(rows["gtin"]))[0]
    arranged["gtin"] = chosen.fillna(rows["gtin"])

    amounts, kinds, pieces = said("amount"), said("price_type"), said("price_quantity")
    is_read = amounts.notna()
    is_hard = is_read & (_is_several(amounts) | ~pieces.fillna("1").str.strip().isin(_ONE))
    price, cost, currency = _read([amounts, kinds, said("currency"), said("lower_bound"), pieces], _prices, is_hard)
    price = price.mask(is_read & ~is_hard & (kinds.isin(_PRICES) | kinds.isna()), amounts)
    cost = cost.mask(is_read & ~is_hard & kinds.isin(_COSTS), amounts)
    arranged["price"] = rows["price"].mask(rows["price"] == amounts, price)
    arranged["cost"] = rows["cost"].fillna(cost)
    arranged["currency"] = rows["currency"].mask(is_hard & (rows["currency"] == said("currency")), currency)

    sources = said("picture")
    pictures = _read([sources, said("picture_type"), said("purpose")], _pictures, sources.notna())[0]
    arranged["main_image"] = rows["main_image"].mask(rows["main_image"] == sources, pictures)
    for field in ("weight_g", *_METRES):
        unit = "m" if field in _METRES else "kg"
        arranged[field] = rows[field].str.replace(_BARE_NUMBER, rf"\1 {unit}", regex=True)
    return arranged


def _is_several(cells: pd.Series) -> pd.Series:
    return cells.str.contains("\n", regex=False, na=False)


def _read(columns: Sequence[pd.Series], choose: Callable[..., _Choice], lines: pd.Series) -> list[pd.Series]:
    """What is chosen from the cells of some lines, blanks for missing ones; nothing on the other lines."""
    together = columns[0][lines].fillna("")
    for column in columns[1:]:
        together = together + _BETWEEN + column[lines].fillna("")
    chosen = {text: choose(*text.split(_BETWEEN)) for text in together.unique()}
    width = len(choose(*[""] * len(columns)))
    return [
        together.map({text: one[number] for text, one in chosen.items()}).astype("str").reindex(lines.index)
        for number in range(width)
    ]


def _aligned(lines: Sequence[str], beside: str) -> list[str] | None:
    """The lines of a cell beside others: blanks where it is empty, None where they do not belong together."""
    if not beside:
        return [""] * len(lines)
    found = beside.split("\n")
    return found if len(found) == len(lines) else None


def _in_one_language(texts: str, languages: str) -> _Choice:
    lines = texts.split("\n")
    beside = _aligned(lines, languages)
    if len(lines) == 1 or beside is None or not languages:
        return (texts,)
    spoken = [language.strip().casefold() for language in beside]
    english = next((text for text, language in zip(lines, spoken, strict=True) if language in ("eng", "en")), None)
    return (english or lines[0],)


def _gtin(numbers: str, types: str) -> _Choice:
    lines = numbers.split("\n")
    beside = _aligned(lines, types.casefold()) or [""] * len(lines)
    found = [number for number, kind in zip(lines, beside, strict=True) if kind.strip() in ("gtin", "ean", "")]
    return (found[0] if found else None,)


def _prices(amounts: str, kinds: str, currencies: str, bounds: str, pieces: str) -> _Choice:
    """Price, cost and currency of a line."""
    lines = amounts.split("\n")
    beside = [_aligned(lines, text) for text in (kinds, currencies, bounds)]
    per = "" if pieces.strip() in ("", *_ONE) else f" per {pieces.strip()}"
    if not kinds or any(one is None for one in beside):
        return f"{amounts}{per}", None, currencies or None
    by_kind: dict[str, list[tuple[float, str, str]]] = {}
    for amount, kind, currency, bound in zip(lines, *filter(None, beside), strict=True):
        if amount:
            by_kind.setdefault(kind, []).append((_number(bound), amount.strip(), currency.strip()))
    price, cost = _best(by_kind, _PRICES), _best(by_kind, _COSTS)
    in_currency = {currency for _, _, currency in (price or cost)}
    return (
        "\n".join(dict.fromkeys(amount + per for _, amount, _ in price)) or None,
        "\n".join(dict.fromkeys(amount + per for _, amount, _ in cost)) or None,
        (in_currency.pop() or None) if len(in_currency) == 1 else None,
    )


def _best(by_kind: dict[str, list[tuple[float, str, str]]], kinds: Sequence[str]) -> list[tuple[float, str, str]]:
    """The prices of the first type that there is, for the fewest pieces."""
    found = next((by_kind[kind] for kind in kinds if kind in by_kind), [])
    least = min((bound for bound, _, _ in found), default=0.0)
    return [one for one in found if one[0] == least]


@functools.lru_cache(maxsize=1024)
def _number(text: str) -> float:
    return float(text) if _PLAIN_NUMBER.fullmatch(text) else 0.0


def _pictures(sources: str, types: str, purposes: str) -> _Choice:
    lines = sources.split("\n")
    kinds, meant = (_aligned(lines, text.casefold()) or [""] * len(lines) for text in (types, purposes))
    found = [
        (purpose.strip() != "normal", source.strip())
        for source, kind, purpose in zip(lines, kinds, meant, strict=True)
        if purpose.strip() not in _NO_PICTURES and (kind.strip().startswith("image/") or _PICTURE_FILE.search(source))
    ]
    ordered = [source for _, source in sorted(found, key=lambda one: one[0])]
    return ("\n".join(dict.fromkeys(ordered)) or None,)


SHOP = make_shop("bmecat", _arrange)
