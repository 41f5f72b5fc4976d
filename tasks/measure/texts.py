"""Facts of names, descriptions and tags, and the terms found in a product's texts. Each distinct text is read once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from expectations.facts import Fact
from tasks.measure.contact import find_contacts
from tasks.measure.lexicon import Matcher

_PLACEHOLDER = re.compile(
    r"(?:test|testing|test ?product|product|item|name|title|untitled|sample|dummy|example|n/?a|null|none|nil|tbd|todo"
    r"|undefined|unknown|lorem ipsum.*|x{2,}|[\W\d_]+)",
    re.IGNORECASE,
)
_RUNS = re.compile(r"[!?*~#$%@^=+_<>|]{2,}")
_CONTACT_LEXICON = "contact"


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


def term_facts(products: pd.DataFrame, facts: Iterable[Fact], matcher: Matcher) -> pd.DataFrame:
    """For each fact with a lexicon the terms found and, in `<fact>__field`, the field of the first of them."""
    wanted = [fact for fact in facts if fact.lexicon is not None]
    fields = sorted({field for fact in wanted for field in fact.searches})
    distinct = {field: products[field].dropna().unique() for field in fields}
    contacts = find_contacts(dict.fromkeys(text for texts in distinct.values() for text in texts))
    found = {field: _find_in(texts, matcher, contacts) for field, texts in distinct.items()}
    result = pd.DataFrame(index=products.index)
    for fact in wanted:
        terms = pd.Series(pd.NA, index=products.index, dtype="str")
        where = pd.Series(pd.NA, index=products.index, dtype="str")
        for field in fact.searches:
            here = products[field].map(found[field].get(str(fact.lexicon), {})).astype("str")
            where = where.fillna(pd.Series(field, index=products.index, dtype="str").where(here.notna()))
            terms = (terms + ", " + here).fillna(terms).fillna(here)
        result[fact.name] = terms
        result[f"{fact.name}__field"] = where
    return result


def _find_in(
    distinct: Iterable[str], matcher: Matcher, contacts: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, str]]:
    """Lexicon to text to what was found there."""
    found: dict[str, dict[str, str]] = {}
    for text in distinct:
        hits = matcher.find(text)
        if text in contacts:
            hits[_CONTACT_LEXICON] = (*contacts[text], *hits.get(_CONTACT_LEXICON, ()))
        for lexicon, terms in hits.items():
            found.setdefault(lexicon, {})[text] = ", ".join(terms)
    return found


def _of_distinct(column: pd.Series, measure: Callable[[str], object]) -> pd.Series:
    table = {text: measure(text) for text in column.dropna().unique()}
    return column.map(table, na_action="ignore")
