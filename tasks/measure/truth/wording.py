"""Whether name and description speak of the same thing, and in the same language. Columns in, words out."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from tasks.measure.truth.looking import Small, counting, matching, placed

_WORD = re.compile(r"[^\W\d_]{3,}")
_TAG_WORD = re.compile(r"[^\W\d_]{2,}")
# A shorter description says nothing yet, and that is another finding.
_LEAST_CHARACTERS = 50
_STEM = 4
_LEAST_TAGS = 3
# Words of a name that are no noun of the goods.
_SMALL = frozenset(
    "the and for with your you this that are from new set pack pcs size men mens women womens unisex kids kid "
    "girls boys girl boy adult adults black white red blue green grey gray pink purple yellow orange brown beige "
    "navy gold silver multi color colour small medium large xlarge one two three four und mit für der die das "
    "pour avec les des para con del large extra plus mini big long short light dark".split()
)
# The scripts and languages with words of their own in English names are compared by meaning elsewhere; here by letters.
_LATIN = r"^[\x00-\x{24f}\x{2000}-\x{206f}\x{2190}-\x{2bff}\x{20a0}-\x{20cf}]*$"
_IS_LATIN = re.compile(r"[\x00-\u024f\u2000-\u206f\u2190-\u2bff\u20a0-\u20cf]*")

# Small words by which the language of a short name is told, where several of one and none of another stand in it.
_MARKERS = {
    "en": "with the and of your from women men womens mens kids",
    "de": "mit und für aus ohne der die das damen herren kinder zum zur im",
    "fr": "avec pour et sans du des les femme homme femmes hommes enfants en à pour",
    "es": "para con de la el los las mujer hombre mujeres hombres niños del y sin",
    "it": "per con da di donna uomo bambini della senza il e",
    "nl": "met voor van zonder het een dames heren kinderen",
    "pt": "para com de sem feminino masculino mulher homem infantil da do e",
    "pl": "dla z do damska damskie męska męskie dziecka bez na i",
    "sv": "med för och dam herr barn utan till av",
}
_MARKERS_OF = {language: frozenset(words.split()) for language, words in _MARKERS.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_OTHER_SCRIPT = r"[\x{370}-\x{6ff}\x{e00}-\x{e7f}\x{3040}-\x{30ff}\x{4e00}-\x{9fff}\x{ac00}-\x{d7af}]"
# A language of the Cyrillic or Chinese script may be told apart by the description and not by a short name.
_ONE_SCRIPT = {
    "ru": {"ru", "uk", "bg", "be", "sr", "mk", "kk"},
    "zh": {"zh", "ja"},
    "ja": {"ja"},
    "ar": {"ar", "fa", "ur"},
}


def unrelated(products: pd.DataFrame, small: Small) -> pd.Series:
    """Names of which no word stands in a longer description.

    `products` has name and description, `small` both in small letters. Only texts in Latin letters are compared.
    The value is the name.
    """
    names, descriptions = products["name"], products["description"]
    is_apart = np.fromiter(
        (name is not None and description is not None and _is_apart(name, description) for name, description in small),
        dtype=bool,
        count=len(products),
    )
    is_latin = matching(descriptions, _LATIN, matching(names, _LATIN, is_apart))
    return names.where(is_latin)


def tags_unrelated(tags: pd.Series, small: Small) -> pd.Series:
    """Three tags or more of which no word stands in name or description; `small` are both in small letters.

    Only Latin letters are compared. The value is the tags.
    """
    is_worth = counting(tags, ",") >= _LEAST_TAGS - 1
    said = {
        place: text
        for place, text in zip(np.flatnonzero(is_worth).tolist(), tags[is_worth], strict=True)
        if _are_tags_apart(text, *small[place])
    }
    return placed(said, tags.index)


def _are_tags_apart(tags: str, name: str | None, description: str | None) -> bool:
    said = f"{name or ''}\n{description or ''}"
    # The first letters of a tag stand there nearly always.
    small = tags.lower()
    if any(tag[:_STEM] in said for tag in small.split(",") if len(tag) >= _STEM):
        return False
    if any(_stem(word) in said for word in _TAG_WORD.findall(small)):
        return False
    return all(_IS_LATIN.fullmatch(text) for text in (tags, said))


def _stem(word: str) -> str:
    """What a word has in common with its plural: `mug` of `mugs`."""
    return word[:_STEM] if len(word) > _STEM else word[: _STEM - 1]


def _is_apart(name: str, description: str) -> bool:
    if len(description) < _LEAST_CHARACTERS:
        return False
    for word in name.split():
        if len(word) >= _STEM and word[:_STEM] in description and word not in _SMALL:
            return False
    words = [word for word in _WORD.findall(name) if word not in _SMALL]
    # A stem is enough: `hoodies` is in a hooded thing's description, `tee` in a `t-shirt tee`.
    return len(words) >= 2 and not any(word[:_STEM] in description for word in words)


def name_languages(names: pd.Series, languages: pd.Series) -> pd.Series:
    """`de, the description en` where a name is surely of another language than its description."""
    is_open = matching(names, _OTHER_SCRIPT)
    for language in languages.dropna().unique():
        is_open |= matching(
            names, _marked_apart(language), (languages == language).to_numpy(dtype=bool, na_value=False)
        )
    places = np.flatnonzero(is_open & languages.notna().to_numpy())
    said = {
        place: told
        for place, name, language in zip(places.tolist(), names.iloc[places], languages.iloc[places], strict=True)
        if (told := other_language(name, language)) is not None
    }
    return placed(said, names.index)


@cache
def _marked_apart(language: str) -> str:
    """Two markers of any other language: fewer tell nothing."""
    words = {word for other, marks in _MARKERS_OF.items() if other != language for word in marks}
    one = "|".join(sorted(words))
    # One sign may stand between two markers.
    return rf"(?i)(?:^|[^a-zà-ÿ])(?:{one})[^a-zà-ÿ](?:.*[^a-zà-ÿ])?(?:{one})(?:$|[^a-zà-ÿ])"


def other_language(name: str, language: str) -> str | None:
    """The language of the name beside that of the description, where it is surely another one."""
    own = _language_of(name)
    if own is None or own == language or language in _ONE_SCRIPT.get(own, ()):
        return None
    return f"{own}, the description {language}"


def _language_of(name: str) -> str | None:
    letters = [one for one in name if one.isalpha()]
    if not letters:
        return None
    for language, script in _SCRIPTS:
        if 2 * len(script.findall(name)) > len(letters):
            return language
    words = set(re.findall(r"[^\W\d_]+", name.casefold()))
    counts = {language: len(words & marks) for language, marks in _MARKERS_OF.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best < 2 or second >= best:
        return None
    return next(language for language, count in counts.items() if count == best)
