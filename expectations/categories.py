"""Category paths as they are compared, and Wish's category tree as the merchant exports it.

The tree is the JSON answer of `GET /api/v3/products/categories`, saved as a file. A file that is anything else is
refused with one line.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

import pydantic

from expectations.errors import ConfigError
from expectations.yaml_files import Strict

CategoryPath: TypeAlias = tuple[str, ...]

_Value = TypeVar("_Value")

# The first of these that a text holds separates its steps; the others are then part of a name (`Bath > Mats/Rugs`).
_SEPARATORS = (">", "»", "›", "|", "/")
# Price comparison sites begin every path with their own address (`Heureka.cz | Home | Mugs`).
_SITE = re.compile(r"(?:www\.)?[\w-]+\.[a-z]{2,4}", re.IGNORECASE)
_SHOWN_CHARACTERS = 60


def category_path(text: str) -> CategoryPath:
    """The steps of a category text as they are compared: without case, spaces and punctuation, from the top down."""
    separator = next((one for one in _SEPARATORS if one in text), None)
    steps = [step.strip() for step in text.split(separator)] if separator else [text.strip()]
    steps = [step for step in steps if step]
    if len(steps) > 1 and _SITE.fullmatch(steps[0]):
        steps = steps[1:]
    return tuple(folded for step in steps if (folded := _folded(step)))


def by_path(categories: Mapping[str, _Value]) -> dict[CategoryPath, _Value]:
    """A mapping from category texts by their paths; raises ValueError for a text without a path or one said twice."""
    made: dict[CategoryPath, _Value] = {}
    texts: dict[CategoryPath, str] = {}
    for text, value in categories.items():
        path = category_path(text)
        if not path:
            raise ValueError(f"{text!r} names no category")
        if path in made:
            raise ValueError(f"{texts[path]!r} and {text!r} are the same category")
        made[path], texts[path] = value, text
    return made


def _paths_are_distinct(categories: dict[str, int]) -> dict[str, int]:
    by_path(categories)
    return categories


# The key `categories` of a supplier file: Wish's id for categories of the feed and all below them.
CategoryLookup = Annotated[dict[str, pydantic.PositiveInt], pydantic.AfterValidator(_paths_are_distinct)]


class CategoryNode(pydantic.BaseModel):
    """One category as Wish writes it, with those below it; whatever else an answer says of it is left unread."""

    model_config = pydantic.ConfigDict(frozen=True, extra="ignore", strict=True)

    id: int
    name: str
    is_leaf: bool
    subcategories: list[CategoryNode] | None = None


class Category(Strict):
    """A category of the tree: its names from the top down, and whether products may be put there."""

    path: tuple[str, ...]
    is_leaf: bool


@dataclass(frozen=True)
class CategoryTree:
    """Wish's categories by id."""

    categories: Mapping[int, Category]

    def leaf(self, category_id: int) -> bool | None:
        """Whether products may be put into the category; None for an id that the tree does not have."""
        known = self.categories.get(category_id)
        return None if known is None else known.is_leaf


def read_category_tree(path: Path) -> CategoryTree:
    """Read the merchant's export: the answer as a whole, its `data` alone, or a list of nodes.

    Raises ConfigError for a file that is no such JSON, holds no leaf or says two things of one id.
    """
    try:
        # Windows editors leave a byte order mark; it is no part of the text.
        answer = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text: save Wish's answer as it is", file=path) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", file=path) from error
    except json.JSONDecodeError as error:
        message = f"is no JSON ({error.msg}): save the answer of GET /api/v3/products/categories"
        raise ConfigError(message, file=path, line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, or brackets in brackets without end.
        raise ConfigError("is no category tree: its JSON is beyond all measure", file=path) from error
    try:
        nodes = _NODES.validate_python(_nodes_of(answer, path))
    except pydantic.ValidationError as error:
        raise ConfigError(f"is no category tree: {_first_fault(error)}", file=path) from error
    tree = CategoryTree(_by_id(nodes, path))
    if not any(category.is_leaf for category in tree.categories.values()):
        raise ConfigError("holds no category with is_leaf true: export the whole tree, not its top alone", file=path)
    return tree


_NODES = pydantic.TypeAdapter(list[CategoryNode])
_IN_PLAIN_WORDS = {
    "missing": "is missing",
    "model_type": "should be a category with id, name and is_leaf",
    "list_type": "should be a list of categories",
}


def _nodes_of(answer: Any, path: Path) -> Any:
    if isinstance(answer, dict) and "id" not in answer:
        if not answer.get("data"):
            said = f": Wish answered {str(answer['message'])[:_SHOWN_CHARACTERS]!r}" if answer.get("message") else ""
            raise ConfigError(f"holds no categories{said}", file=path)
        answer = answer["data"]
    return [answer] if isinstance(answer, dict) else answer


def _by_id(nodes: list[CategoryNode], path: Path) -> dict[int, Category]:
    made: dict[int, Category] = {}
    for category_id, category in _walk(nodes, ()):
        earlier = made.setdefault(category_id, category)
        if earlier.is_leaf != category.is_leaf:
            message = f"category {category_id} is a leaf in one place and none in another"
            raise ConfigError(message, file=path)
    return made


def _walk(nodes: list[CategoryNode], above: tuple[str, ...]) -> Iterator[tuple[int, Category]]:
    for node in nodes:
        names = (*above, node.name)
        yield node.id, Category(path=names, is_leaf=node.is_leaf)
        yield from _walk(node.subcategories or [], names)


def _first_fault(error: pydantic.ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(step) for step in fault["loc"])
    place = place if len(place) <= _SHOWN_CHARACTERS else f"…{place[-_SHOWN_CHARACTERS:]}"
    shown = repr(fault["input"])
    shown = shown if len(shown) <= _SHOWN_CHARACTERS else f"{shown[:_SHOWN_CHARACTERS]}…"
    message = _IN_PLAIN_WORDS.get(fault["type"]) or fault["msg"][0].lower() + fault["msg"][1:]
    message = message if fault["type"] == "missing" else f"{message}, got {shown}"
    return f"{place}: {message}" if place else message


def _folded(step: str) -> str:
    text = unicodedata.normalize("NFKC", step).casefold()
    # Vowel signs of Indic and Thai script are marks, not letters.
    kept = "".join(sign for sign in text if sign.isalnum() or unicodedata.category(sign).startswith("M"))
    return kept or "".join(text.split())
