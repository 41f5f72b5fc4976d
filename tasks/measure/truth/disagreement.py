"""Numbers that disagree between the name and the description of a product: two texts in, the contradiction out.

A contradiction is one size of a kind in the name and one other in the description, both of the same thing as far as
the words beside them tell. Ranges, limits, lists of sizes, accessories and numbers of something else are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd

from expectations.truth import Truth
from tasks.measure.truth.looking import matching, placed
from tasks.measure.truth.quantities import PACK, PIECES, Quantity, Reader, reader

# Two systems are sold as equal where they are not: 12 in as 30 cm, 3 ft as 1 m.
_ACROSS_SYSTEMS = 0.1
_SAME = 0.011
_ABOUT = 0.1
# A gigabyte has 1,000 or 1,024 megabytes.
_STORAGE = 0.025

_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"\d[\d.,/]*(?:[ -]?[^\W\d_]{1,3}|[\"'])?")
_NEXT = re.compile(r"[\s-]{0,2}([^\W\d_]+)(?:[\s-]([^\W\d_]+))?(?:[\s-]([^\W\d_]+))?")
_CLAUSE = re.compile(r"[.;!?\n•|()\[\]]|,\s|\s[-–—]\s")

# Words that name a quantity which is not simply the size of the goods; the same on both sides is compared.
_LABELS = {
    word: label
    for label, words in {
        "height": "height high tall h höhe hauteur altura altezza",
        "width": "width wide w breite largeur ancho larghezza",
        "length": "length long länge longueur largo lunghezza",
        "depth": "depth deep d tiefe profondeur",
        "diameter": "diameter dia durchmesser diamètre diámetro diametro ø",
        "thickness": "thickness thick",
        "weight": "weight weighs weigh weighing gewicht poids peso",
        "gross": "gross shipping packed packaging",
        "ram": "ram",
        "input": "input",
        "output": "output",
    }.items()
    for word in words.split()
}
# They say that what follows is the size of the goods.
_PLAIN = frozenset(
    "size sizes sized capacity volume content contents net netto measures measure measuring measurement "
    "measurements dimension dimensions holds hold holding contains containing contain offers offer offering "
    "provides provide providing delivers deliver delivering has have having features feature boasts gives stores "
    "store storage memory power rated quantity includes include included including pack package packages set item "
    "items product model version unit bottle container battery charge capacities wattage voltage brightness total "
    "overall big small large new our inhalt fassungsvermögen füllmenge größe capacité contenance capacidad tamaño "
    "capacità fasst enthält rating resolution luminous flux output light bright brand comes".split()
)
_THINGS = {
    "volume": frozenset(
        "bottle container mug cup jar tumbler flask jug glass can tub tube pot capacity bucket pitcher".split()
    ),
    "charge": frozenset("battery capacity cell pack batteries".split()),
    "storage": frozenset("storage memory drive card capacity stick".split()),
}
_FILLERS = frozenset(
    "of is are a an the about approx approximately ca circa its it as was just only nearly around this that these "
    "roughly to at generous impressive huge handy full with your each actual".split()
)
# What follows comes on top of the goods.
_ADDED = frozenset("with plus includes including include extra bonus free sample additional and spare another".split())
_STOPS = frozenset(
    "in with for and or is are to at on by from this the a an so which that when while it its per each total "
    "approx only made keeps lets gives as of but if you your perfect ideal great".split()
)
_NUTRIENTS = frozenset("protein fat carbs sugar sugars fibre fiber salt sodium caffeine collagen".split())
_WEIGHTS = frozenset("dumbbell dumbbells kettlebell kettlebells weight weights plate plates barbell".split())
_COMPARED_PLAINLY = (PACK, PIECES, "karat", "threads", "spf")


def numbers_apart(products: pd.DataFrame, truth: Truth) -> pd.Series:
    """Where name and description contradict each other; `products` has name, description and options."""
    reading = reader(truth)
    names, descriptions = products["name"], products["description"]
    is_named = matching(names, f"{reading.quick}|{reading.quick_pack.removeprefix('(?i)')}")
    # Only what both texts speak of can be another in each.
    shared: dict[int, set[str]] = {}
    for kind, pattern in reading.quick_by_kind.items():
        for place in np.flatnonzero(matching(descriptions, pattern, matching(names, pattern, is_named))).tolist():
            shared.setdefault(place, set()).update((PACK, PIECES) if kind == PACK else (kind,))
    chosen = products.iloc[list(shared)]
    columns = (shared.items(), chosen["name"], chosen["description"], chosen["options"])
    said = {
        place: told
        for (place, kinds), name, description, options in zip(*columns, strict=True)
        if not _is_all_repeated(name, description)
        and (told := disagreement(name, description, options if isinstance(options, str) else None, reading, kinds))
    }
    return placed(said, products.index)


def _is_all_repeated(name: str, description: str) -> bool:
    """Whether each number of the name stands in the description with the same letters behind it: the usual case."""
    said = _NUMBERED.findall(name)
    compact = _compact(description)
    return bool(said) and all(_stands_in(_compact(one), compact) for one in said)


def _compact(text: str) -> str:
    return text.casefold().replace(" ", "").replace("-", "").replace("\xa0", "")


def disagreement(
    name: str, description: str, variations: str | None, reading: Reader, compared: Collection[str] | None = None
) -> str | None:
    """What the name says against the description, such as `500 ml in the name, 350 ml in the description`.

    `variations` are the options of the product, one a line: a size that stands there is no contradiction. With
    `compared` only quantities of these kinds are.
    """
    named = reading.read(name, compared) if compared is None or set(compared) - {PACK, PIECES} else []
    named += reading.read_packs(name) if compared is None or PACK in compared else []
    if not named:
        return None
    # What the description repeats letter by letter needs no reading.
    compact = description.replace(" ", "").casefold()
    kinds = {one.kind for one in named} - {one.kind for one in named if _is_repeated(one, compact)}
    named = [one for one in named if one.kind in kinds or one.kind in (PACK, PIECES)]
    if not kinds:
        return None
    is_counted = not kinds.isdisjoint((PACK, PIECES))
    described = reading.read(description, kinds) if kinds - {PACK, PIECES} else []
    described += reading.read_packs(description) if is_counted else []
    if not described:
        return None
    offered = [*reading.read(variations, kinds), *reading.read_packs(variations)] if variations else []
    words = _stems(name)
    for kind in dict.fromkeys(one.kind for one in named):
        found = _contradiction(
            [one for one in named if one.kind == kind],
            [one for one in described if one.kind == kind],
            [one for one in offered if one.kind == kind],
            _Texts(name, description, words),
        )
        if found is not None:
            return f"{found[0].text} in the name, {found[1].text} in the description"
    counted = _counts_apart(named, described)
    return None if counted is None else f"{counted[0].text} in the name, {counted[1].text} in the description"


def _is_repeated(quantity: Quantity, compact: str) -> bool:
    return _stands_in(quantity.text.replace(" ", "").casefold(), compact)


def _stands_in(said: str, compact: str) -> bool:
    place = compact.find(said)
    return place >= 0 and (place == 0 or not (compact[place - 1].isdigit() or compact[place - 1] in ".,"))


class _Texts:
    """The texts the quantities stand in and the words of the name."""

    def __init__(self, name: str, description: str, words: Collection[str]) -> None:
        self.name, self.description, self.words = name, description, words


def _contradiction(
    named: list[Quantity], described: list[Quantity], offered: list[Quantity], texts: _Texts
) -> tuple[Quantity, Quantity] | None:
    if not described:
        return None
    own = _distinct(named)
    if len(own) != 1:
        return None
    mine = own[0]
    if len(mine.sides) == 1 and any(_agree(mine, other) for other in (*described, *offered) if len(other.sides) == 1):
        return None
    if any(one.is_bound or one.is_rate for one in named):
        return None
    label = _label(texts.name, mine, texts.words)
    if label == _OTHER:
        label = ""
    said = [
        one
        for one in described
        if not one.is_bound
        and not one.is_rate
        and len(one.sides) == len(mine.sides)
        and _is_same_thing(label, _label(texts.description, one, texts.words), mine, texts.words)
    ]
    if len(mine.sides) > 1:
        if any(_same_sides(mine, one) for one in (*described, *offered)) or len({one.sides for one in said}) != 1:
            return None
        return mine, said[0]
    told = _distinct(said)
    # A range or a list in the description says that there are several.
    if len(told) != 1 or any(one.is_bound for one in described) or any(_agree(told[0], one) for one in offered):
        return None
    return mine, told[0]


def _counts_apart(named: list[Quantity], described: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """A pack of the name against pieces of the description or the other way round; multiples may both be right."""
    for mine, theirs in ((PACK, PIECES), (PIECES, PACK)):
        own = _distinct([one for one in named if one.kind in (PACK, PIECES)])
        said = _distinct([one for one in described if one.kind in (PACK, PIECES)])
        if len(own) == 1 and len(said) == 1 and own[0].kind == mine and said[0].kind == theirs:
            low, high = sorted((own[0].values[0], said[0].values[0]))
            is_stated = not any(one.is_bound or one.is_rate for one in (own[0], said[0]))
            if is_stated and low > 1 and high % low:
                return own[0], said[0]
    return None


def _distinct(quantities: Iterable[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for one in quantities:
        if not any(_agree(one, other) and len(one.sides) == len(other.sides) for other in kept):
            kept.append(one)
    return kept


def _agree(one: Quantity, other: Quantity) -> bool:
    tolerance = _SAME
    if one.kind == "storage":
        tolerance = _STORAGE
    if one.is_about or other.is_about:
        tolerance = _ABOUT
    if one.system != other.system or "mixed" in (one.system, other.system):
        tolerance = _ACROSS_SYSTEMS
    return any(abs(mine - yours) <= tolerance * max(mine, yours) for mine in one.values for yours in other.values)


def _same_sides(one: Quantity, other: Quantity) -> bool:
    """Whether all sides of one stand in the other: 30 x 40 cm agrees with 40 x 30 x 5 cm."""
    tolerance = _SAME if one.system == other.system and not (one.is_about or other.is_about) else _ACROSS_SYSTEMS
    few, many = sorted((one.sides, other.sides), key=len)
    left = list(many)
    for side in few:
        close = next((have for have in left if abs(have - side) <= tolerance * max(have, side)), None)
        if close is None:
            return False
        left.remove(close)
    return True


_OTHER = "other"


def _is_same_thing(mine: str, yours: str, quantity: Quantity, words: Collection[str]) -> bool:
    if quantity.kind in _COMPARED_PLAINLY:
        return yours != _OTHER or quantity.kind != PIECES
    if yours == _OTHER:
        return False
    if quantity.kind == "weight" and {mine, yours} == {"", "weight"}:
        return bool(_WEIGHTS & set(words))
    return mine == yours


def _label(text: str, quantity: Quantity, words: Collection[str]) -> str:
    """What a quantity is one of: empty for the goods as such, a dimension, or `other`."""
    before = text[max(0, quantity.start - 60) : quantity.start].casefold()
    last = _first_content(before)
    follows = [one for one in _following(text[quantity.end : quantity.end + 40]) if one not in _FILLERS]
    if follows and follows[0] in _NUTRIENTS:
        return _OTHER
    if last in _ADDED and not (follows and follows[0] in _LABELS):
        is_own = bool(follows) and (_stem(follows[0]) in words or follows[0] in ("capacity", "volume", "size"))
        return "" if is_own else _OTHER
    if last in ("gross", "shipping"):
        return _LABELS[last]
    if follows:
        first = follows[0]
        if first in _LABELS:
            return _LABELS[first]
        things = _THINGS.get(quantity.kind, frozenset())
        if any(_stem(word) in words or word in _PLAIN or word in things for word in follows):
            return ""
        if quantity.kind == PIECES and first not in _STOPS:
            # `3 pieces of cutlery` may be a part of a set of another number.
            return "" if first == "set" else _OTHER
        if first not in _STOPS:
            return _OTHER
    if last == "weight" and (which := re.search(r"\b(net|netto|gross|shipping|packed) weight\W*$", before)):
        return "" if which[1].startswith("net") else _LABELS["gross"]
    if last in _LABELS:
        return _LABELS[last]
    return "" if last is None or last in _PLAIN or _stem(last) in words else _OTHER


def _following(after: str) -> list[str]:
    """Up to three words right behind the quantity, until one that starts another part of the sentence."""
    match = _NEXT.match(after.casefold())
    found: list[str] = []
    for word in match.groups() if match else ():
        if word is None or (word in _STOPS and word != "of"):
            break
        found.append(word)
    if found[:1] == ["of"]:
        # What it holds: 350 ml of tea.
        return [found[1]] if len(found) > 1 and found[1] in _NUTRIENTS else []
    return found


def _first_content(before: str) -> str | None:
    """The nearest word before the quantity in the same clause that says something."""
    clause = _CLAUSE.split(before)[-1]
    words: list[str] = _WORD.findall(clause)[-6:]
    for word in reversed(words):
        if word in _ADDED or word not in _FILLERS:
            if word == "with" and _has_more(clause):
                continue
            return word
    return None


def _has_more(clause: str) -> bool:
    """`comes with a` introduces an accessory, `mug with 350 ml` the mug's own size."""
    return not re.search(r"with (?:an?|the|one|two|free|extra)\b", clause)


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()))


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word
