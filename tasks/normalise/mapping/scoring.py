"""How well a column fits a field: by its header, and by what its values look like.

Comes in a header and a profile, goes out a Score from 0 to 1 with its reason. It decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from expectations.columns import ColumnNames, fold
from tasks.normalise.mapping.headers import HeaderName
from tasks.normalise.mapping.profiles import Profile

# Fuzzy matching of short names finds anything.
_LEAST_LETTERS = 5
_ALIKE = 88
# How much worse the last synonym of a list is than the first: the best stand first.
_STEP = 0.05


@dataclass(frozen=True)
class Score:
    """How well a column fits a field, and why; `is_known` where its name stands in `columns.yml`."""

    value: float
    reason: str
    is_known: bool = False


class Vocabulary:
    """The names of `columns.yml`, indexed for looking headers up."""

    def __init__(self, names: ColumnNames) -> None:
        self._known: dict[str, tuple[str, float, str]] = {}
        self._phrases: list[tuple[frozenset[str], str, str]] = []
        for field, synonyms in names.fields.items():
            listed = synonyms if fold(field) in map(fold, synonyms) else (field, *synonyms)
            for rank, synonym in enumerate(listed):
                self._known.setdefault(fold(synonym), (field, _STEP * rank / len(listed), synonym))
                words = frozenset(synonym.casefold().split())
                if len(words) > 1 or len(synonym) > 6:
                    self._phrases.append((words, field, synonym))
        self._long = [name for name in self._known if len(name) >= _LEAST_LETTERS]
        self._ignored = frozenset(map(fold, names.ignore))

    def is_ignored(self, name: HeaderName) -> bool:
        """Whether a header is known to say nothing that is used."""
        return any(key in self._ignored for key, share in name.keys if share > 0.95)

    def score(self, name: HeaderName) -> dict[str, Score]:
        """The fields that a header may mean, with their scores."""
        for key, share in name.keys:
            known = self._known.get(key) or self._known.get(key.rstrip("0123456789"))
            if known:
                field, behind, synonym = known
                return {field: Score(share - behind, f"{name.header!r} is known as {synonym!r}", share >= 0.9)}
            if key in self._ignored:
                return {}
        return self._alike(name)

    def _alike(self, name: HeaderName) -> dict[str, Score]:
        """Headers that are misspelt, and those in which a known name stands."""
        found: dict[str, Score] = {}
        key = name.keys[0][0] if name.keys else ""
        if len(key) >= _LEAST_LETTERS:
            near = process.extractOne(key, self._long, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            if near:
                field, _, synonym = self._known[near[0]]
                found[field] = Score(0.86 * near[1] / 100, f"{name.header!r} is nearly {synonym!r}")
        for words, field, synonym in self._phrases:
            if words <= name.words:
                share = sum(map(len, words)) / max(1, sum(map(len, name.words)))
                score = Score(0.5 + 0.3 * share, f"{synonym!r} stands in {name.header!r}")
                if field not in found or score.value > found[field].value:
                    found[field] = score
        return found


def score_values(field: str, profile: Profile) -> tuple[float, str | None]:
    """What the values say for (up to 0.1) or against a field (down to -0.6), and why."""
    if not profile.filled:
        return -0.1, "the column is empty"
    expected = _EXPECTED.get(field)
    if expected is None:
        return 0.0, None
    share = max(profile.share(shape) for shape in expected)
    if share >= 0.7:
        return 0.1, None
    if share < 0.3:
        return -0.5, f"its values are not such as {field} has"
    return 0.0, None


_EXPECTED: dict[str, tuple[str, ...]] = {
    "gtin": ("is_gtin",),
    "price": ("is_amount",),
    "msrp": ("is_amount",),
    "cost": ("is_amount",),
    "shipping": ("is_amount",),
    "main_image": ("is_picture", "is_address"),
    "variation_image": ("is_picture", "is_address"),
    "extra_images": ("is_picture", "is_address"),
    "product_url": ("is_address",),
    "name": ("has_letters",),
    "description": ("has_letters",),
    "category": ("has_letters",),
    "currency": ("is_currency",),
    "category_id": ("is_integer",),
    "max_quantity": ("is_integer",),
    "sku": ("is_code", "has_letters"),
}


def looks_like(profile: Profile) -> dict[str, Score]:
    """The fields that the values alone speak for; never enough to map a column without asking."""
    found: dict[str, Score] = {}
    if profile.share("is_gtin") >= 0.95 and profile.distinct > 0.5 and profile.length > 8:
        found["gtin"] = Score(0.6, "its values are like GTINs")
    if profile.share("is_picture") >= 0.9:
        found["main_image"] = Score(0.6, "its values are like addresses of pictures")
    elif profile.share("is_sentence") >= 0.9 and profile.length > 120:
        found["description"] = Score(0.5, "its values are like descriptions")
    elif profile.share("is_sentence") >= 0.6 and profile.distinct > 0.5 and profile.length < 160:
        found["name"] = Score(0.5, "its values are like names")
    elif profile.share("is_amount") >= 0.9 and profile.share("is_integer") < 0.5:
        found["price"] = Score(0.45, "its values are like prices")
    elif profile.share("is_code") >= 0.95 and profile.distinct > 0.98:
        found["sku"] = Score(0.45, "its values are like codes, all different")
    elif profile.share("is_integer") >= 0.95 and profile.distinct < 0.9:
        found["quantity"] = Score(0.4, "its values are like counts")
    return found
