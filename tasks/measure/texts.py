"""Facts of names, descriptions and tags, and the terms found in a product's texts. Each distinct text is read once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from expectations.facts import Fact
from tasks.measure.contact import find_contacts
from tasks.measure.listing import with_fields
from tasks.measure.terms.hits import Hit
from tasks.measure.terms.matcher import Matcher

_PLACEHOLDER = re.compile(
    r"(?:test|testing|test ?product|product|item|name|title|untitled|sample|dummy|example|n/?a|null|none|nil|tbd|todo"
    r"|undefined|unknown|lorem ipsum.*|x{2,}|[\W\d_]+)",
    re.IGNORECASE,
)
_RUNS = re.compile(r"[!?*~#$%@^=+_<>|]{2,}")
_CONTACT_LEXICON = "contact"

# The fields of a product in which terms are looked for.
SEARCHED = ("name", "description", "tags", "color", "size", "brand")


def name_facts(names: pd.Series) -> pd.DataFrame:
    """Facts of a column of names; a missing name has length 0."""
    facts = pd.DataFrame(index=names.index)
    facts["name_length"] = names.str.len().fillna(0).astype("Int64")
    facts["name_words"] = _of_distinct(names, lambda name: len(name.split())).astype("Int64")
    facts["name_placeholder"] = names.where(names.str.fullmatch(_PLACEHOLDER, na=False))
    facts["name_upper_pct"] = _of_distinct(names, upper_pct).astype("Float64")
    facts["name_symbols"] = _of_distinct(names, symbols).astype("str")
    facts["name_repeated_word"] = _of_distinct(names, repeated_word).astype("str")
    return facts


def upper_pct(name: str) -> float | None:
    """Capital letters in per cent of the letters; missing for ten letters or fewer."""
    letters = [character for character in name if character.isalpha()]
    if len(letters) <= 10:
        return None
    return round(100 * sum(map(str.isupper, letters)) / len(letters), 1)


def symbols(name: str) -> str | None:
    """Runs of punctuation and pictographs of a name, joined by blanks."""
    pictographs = [one for one in name if unicodedata.category(one) in ("So", "Cs", "Co") and one not in "®™©°"]
    return " ".join([*_RUNS.findall(name), *pictographs]) or None


def repeated_word(name: str) -> str | None:
    """The first word of three or more letters that stands three or more times."""
    counts = Counter(word for word in re.findall(r"[^\W\d_]{3,}", name.casefold()))
    return next((word for word, count in counts.items() if count >= 3), None)


def description_facts(descriptions: pd.Series, names: pd.Series) -> pd.DataFrame:
    """Facts of descriptions beside the names of the same products."""
    facts = pd.DataFrame(index=descriptions.index)
    facts["description_length"] = descriptions.str.len().fillna(0).astype("Int64")
    same = descriptions.str.casefold().str.strip(" .!") == names.str.casefold().str.strip(" .!")
    facts["description_is_name"] = same.where(descriptions.notna()).astype("boolean")
    return facts


def tag_facts(tags: pd.Series) -> pd.DataFrame:
    """Facts of tags joined by commas."""
    split = tags.str.split(",")
    facts = pd.DataFrame(index=tags.index)
    facts["tag_count"] = split.map(len, na_action="ignore").fillna(0).astype("Int64")
    facts["tag_longest"] = split.map(lambda one: max(map(len, one)), na_action="ignore").astype("Int64")
    return facts


def find_hits(column: pd.Series, matcher: Matcher) -> dict[str, tuple[Hit, ...]]:
    """The hits of all lists by distinct text of a column."""
    texts = list(column.dropna().unique())
    return dict(zip(texts, matcher.find_all(texts), strict=True))


def term_facts(
    products: pd.DataFrame, facts: Iterable[Fact], hits: Mapping[str, Mapping[str, Sequence[Hit]]]
) -> pd.DataFrame:
    """For each fact with a lexicon the terms found and, in `<fact>__field`, the field of the first of them.

    `hits` are those of all lists by field and text. A term told of another field than the first names it:
    `gun, rifle (tags)`.
    """
    wanted = [fact for fact in facts if fact.lexicon is not None]
    fields = sorted({field for fact in wanted for field in fact.searches})
    contacts = find_contacts(dict.fromkeys(text for field in fields for text in hits[field]))
    found = {field: _find_in(hits[field], contacts) for field in fields}
    result = pd.DataFrame(index=products.index)
    for fact in wanted:
        told: dict[object, dict[str, str]] = {}
        for field in fact.searches:
            here = found[field].get(str(fact.lexicon))
            if here:
                for product, terms in products[field].map(here).dropna().items():
                    own = told.setdefault(product, {})
                    own |= {term: field for term in terms if term not in own}
        result[fact.name], result[f"{fact.name}__field"] = with_fields(told, products.index)
    return result


def _find_in(
    texts: Mapping[str, Sequence[Hit]], contacts: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Lexicon to text to what was found there."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for text, matched in texts.items():
        hits: dict[str, tuple[str, ...]] = {}
        for hit in matched:
            hits[hit.lexicon] = (*hits.get(hit.lexicon, ()), hit.describe(text))
        if text in contacts:
            hits[_CONTACT_LEXICON] = (*contacts[text], *hits.get(_CONTACT_LEXICON, ()))
        for lexicon, terms in hits.items():
            found.setdefault(lexicon, {})[text] = terms
    return found


def _of_distinct(column: pd.Series, measure: Callable[[str], object]) -> pd.Series:
    table = {text: measure(text) for text in column.dropna().unique()}
    return column.map(table, na_action="ignore")
