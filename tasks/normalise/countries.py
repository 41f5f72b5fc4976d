"""Countries by code or by name in many languages: ISO 3166 alpha-2 codes out, or a problem. The names are CLDR's and
those of names.yml; a text that names two countries is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pandas as pd
from babel import Locale
from babel.core import get_global

from expectations.names import Names, fold_name, shipped_names
from expectations.options import fold_option, without_marks
from tasks.normalise.distinct import read_distinct
from tasks.normalise.matching import matches

_LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "cs", "ru", "uk", "zh", "zh_Hant", "ja", "ar", "vi")
# Regions of CLDR with two letters that are no countries of ISO 3166.
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())
_BETWEEN = re.compile(r"\s*[/,;|&+()（）、，]\s*|\s+(?:-|–|and|or|und|et|y)\s+")


def read_countries(column: pd.Series, names: Names | None = None) -> pd.DataFrame:
    """Countries of a text column.

    Returns `country` (ISO 3166 alpha-2) and `problem` where no country or more than one is named. `names` are those
    that come with the program unless given.
    """
    given = names or shipped_names()
    is_code = matches(column, "^[A-Z]{2}$")
    # The names cost a fifth of a second: a column of codes does without.
    reading = _Codes(given) if bool((is_code | column.isna()).all()) else _Reading(given)
    return read_distinct(column, reading.read, {"country": "str", "problem": "str"}, (None, None))


class _Codes:
    """Reads texts of two capital letters."""

    def __init__(self, names: Names) -> None:
        self._known = {code: code for code in country_codes()}
        self._known |= {fold_name(name).upper(): code for code, these in names.countries.items() for name in these}

    def read(self, text: str) -> tuple[str | None, str | None]:
        country = self._known.get(text)
        return country, None if country else f"{text!r} is no country"


class _Reading:
    """Reads codes and names."""

    def __init__(self, names: Names) -> None:
        self._names = {
            **_cldr_names(),
            **{fold_name(name): code for code, these in names.countries.items() for name in these},
        }
        self._codes = _cldr_codes()
        self._before = re.compile(
            rf"^(?:{_either(names.made_in)})(?:\s*[:：]\s*|\s+|(?<=[^\x00-\u2fff]))", re.IGNORECASE
        )
        self._after = re.compile(rf"(?:\s+|(?<=[^\x00-\u2fff]))(?:{_either(names.made_in_after)})$", re.IGNORECASE)

    def read(self, text: str) -> tuple[str | None, str | None]:
        tidy = " ".join(text.split())
        country = self._one(tidy)
        if country is None:
            parts = [self._one(part) for part in _BETWEEN.split(tidy) if part]
            found = {part for part in parts if part}
            if len(found) > 1:
                return None, f"{text!r} names two countries"
            country = parts[0] if found and None not in parts else None
        return country, None if country else f"{text!r} is no country"

    def _one(self, text: str) -> str | None:
        said = (text, self._before.sub("", text), self._after.sub("", text))
        return next((code for one in said if (code := self._known(one))), None)

    def _known(self, text: str) -> str | None:
        # Nga is Russia to the Vietnamese, NGA is Nigeria.
        if text in self._codes:
            return self._codes[text]
        accented = fold_option(text)
        plain = without_marks(accented)
        # Áo is Austria, ao the code of Angola.
        return self._names.get(accented) or self._codes.get(accented.upper()) or self._names.get(plain)


@cache
def country_codes() -> frozenset[str]:
    """The alpha-2 codes of ISO 3166."""
    regions = map(str, Locale("en").territories)
    return frozenset(code for code in regions if re.fullmatch("[A-Z]{2}", code)) - _NO_COUNTRIES


@cache
def _cldr_codes() -> dict[str, str]:
    """The alpha-2 code of every code of two or three letters."""
    codes = country_codes()
    longer = {
        code: those[0]
        for code, those in get_global("territory_aliases").items()
        # Codes of states that are no more have two letters, or several heirs.
        if len(code) == 3 and code.isalpha() and len(those) == 1 and those[0] in codes
    }
    return longer | {code: code for code in codes}


@cache
def _cldr_names() -> dict[str, str]:
    """The code of every name in all languages, folded; a name of two countries is none."""
    codes = country_codes()
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            for written in (name, name.replace("&", "and")) if code in codes else ():
                folded = fold_option(written)
                # In Vietnamese a name without its marks is another word, or a code.
                for key in {folded} if language == "vi" else {folded, without_marks(folded)}:
                    found.setdefault(key, set()).add(str(code))
    return {key: next(iter(those)) for key, those in found.items() if len(those) == 1}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
