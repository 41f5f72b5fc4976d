"""A header taken apart: the name itself, and what is said beside it, such as a unit, a currency or a number.

Comes in a header as the supplier writes it, goes out a HeaderName. It knows no fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from expectations.columns import fold

_UNITS = {
    "kg": "kg", "kgs": "kg", "kilogram": "kg", "kilograms": "kg", "kilogramm": "kg", "кг": "kg", "公斤": "kg",
    "千克": "kg",
    "g": "g", "gr": "g", "gram": "g", "grams": "g", "gramm": "g", "grammes": "g", "г": "g", "гр": "g", "克": "g",
    "lb": "lb", "lbs": "lb", "pounds": "lb", "oz": "oz", "ounces": "oz",
    "mm": "mm", "cm": "cm", "m": "m", "in": "in", "inch": "in", "inches": "in", "мм": "mm", "см": "cm", "厘米": "cm",
    "毫米": "mm",
}  # fmt: skip
_BESIDE = re.compile(r"\s*[(\[{（【][^()\[\]{}（）【】]*[)\]}）】]\s*")
_INSIDE = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]*)[)\]}）】]")
_WORDS = re.compile(r"[^\W\d_]+")
_CURRENCY = re.compile(
    r"(?<![A-Za-z])(USD|EUR|GBP|CNY|RMB|JPY|PLN|CZK|RUB|UAH|CHF|SEK|NOK|DKK|HUF|INR|AED|SAR|VND|KRW|BRL|CAD|AUD|MXN|TRY)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_NAMESPACE = re.compile(r"^[a-z]{1,3}:(?=\w)", re.IGNORECASE)
_CODES = {"RMB": "CNY"}
# What stands before a name and only says whose it is.
_OWNERS = (
    "product", "item", "variant", "variation", "offer", "article", "merchant", "seller", "shop", "listing", "goods",
    "produkt", "artikel", "variante", "produit", "article", "producto", "artículo", "商品", "产品", "товар",
)  # fmt: skip


@dataclass(frozen=True)
class HeaderName:
    """`keys` are folded names to look up, the most faithful first, each with how much of the header it is (0–1)."""

    header: str
    keys: tuple[tuple[str, float], ...]
    words: frozenset[str]
    unit: str | None
    currency: str | None
    number: int | None


def read_header(header: str) -> HeaderName:
    """Take a header apart."""
    beside = " ".join(_INSIDE.findall(header))
    bare = _BESIDE.sub(" ", header).strip(" *:.") or header
    plain = _NAMESPACE.sub("", bare)
    currency = _CURRENCY.search(header)
    said = [(fold(header), 1.0), (fold(bare), 0.98), (fold(plain), 0.98)]
    if currency:
        said.append((fold(_CURRENCY.sub(" ", plain)), 0.96))
    unit = _unit(beside) or _unit(_last_word(plain))
    if unit and not beside:
        said.append((fold(plain[: plain.rfind(_last_word(plain))]), 0.96))
    # The last step of a nested name: `offer.price`, `PRODUCT_DETAILS.EAN`, `attributes[Color]`.
    pair = re.search(r"\[([^\[\]]+)\]$", header)
    last = pair.group(1) if pair else re.split(r"[./@]", plain)[-1]
    said.append((fold(last), 0.95))
    said += [(fold(last)[len(one) :], 0.9) for one in map(fold, _OWNERS) if fold(last).startswith(one)]
    keys: dict[str, float] = {}
    for key, share in said:
        if key:
            keys.setdefault(key, share)
    number = re.search(r"(\d{1,2})\D?$", plain)
    return HeaderName(
        header=header,
        keys=tuple(keys.items()),
        words=frozenset(word.casefold() for word in _WORDS.findall(plain)),
        unit=unit,
        currency=_code(currency.group(1)) if currency else None,
        number=int(number.group(1)) if number else None,
    )


def _last_word(text: str) -> str:
    words = _WORDS.findall(text)
    # A header of one word is a name, not a unit.
    return words[-1] if len(words) > 1 else ""


def _unit(text: str) -> str | None:
    words = _WORDS.findall(text.casefold())
    return next((_UNITS[word] for word in words if word in _UNITS), None)


def _code(text: str) -> str:
    return _CODES.get(text.upper(), text.upper())
