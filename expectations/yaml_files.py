"""Reads YAML strictly into frozen pydantic models; a fault is told with file, line and what is allowed.

ruamel.yaml is used because it speaks YAML 1.2 (`no` stays a word) and knows the line of every key. Its fast reader is
used for the values and its reader of positions only where a fault is to be told.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import pydantic
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from expectations.errors import ConfigError, ConfigErrors

Loc = tuple[int | str, ...]

_SHOWN_CHARACTERS = 60
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class Strict(pydantic.BaseModel):
    """Base of everything declared: frozen, unknown keys refused, no silent conversion of types."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid", strict=True)


Model = TypeVar("Model", bound=pydantic.BaseModel)
Value = TypeVar("Value", str, dt.date)


@dataclass(frozen=True)
class YamlFile:
    """A YAML file as it was read, in built-in types; sequences are tuples, keys are text.

    `shown` is how the file is called in errors. Positions are looked up only for a fault: reading them takes eight
    times as long as reading the values.
    """

    value: Any
    shown: Path
    text: str

    def line_of(self, loc: Sequence[int | str]) -> int | None:
        """The 1-based line of the deepest part of `loc` that exists in the file.

        Steps that stand nowhere in the file, such as the tags pydantic adds for unions, are passed over.
        """
        return _line_of(self.positions, loc)

    @cached_property
    def positions(self) -> Any:
        """The same file as ruamel's mappings and lists, which know where their keys stand."""
        return YAML(typ="rt").load(self.text)


def read_text(path: Path, shown: Path | None = None) -> str:
    """The text of a declared file; raises ConfigError where it cannot be read."""
    file = shown or path
    try:
        # Windows editors and spreadsheets leave a byte order mark; it is no part of the text.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text: save it as UTF-8", file=file) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", file=file) from error


def read_yaml(path: Path, shown: Path | None = None) -> YamlFile:
    """Read one YAML file; raises ConfigError with the line for a syntax fault.

    `shown` is how the file is called in the error, where that is not its path.
    """
    file = shown or path
    text = read_text(path, shown)
    try:
        return YamlFile(_plain(_load(text)), file, text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        problem = (error.problem or error.context or "is not valid YAML").split("\n")[0]
        raise ConfigError(f"not valid YAML: {problem}", file=file, line=line) from error
    except YAMLError as error:
        raise ConfigError(f"not valid YAML: {str(error).splitlines()[0]}", file=file) from error
    except ValueError as error:
        raise _impossible_day(text, file) from error


def _impossible_day(text: str, file: Path) -> ConfigError:
    """What looks like a day and is none, such as 2027-02-31: the YAML reader fails on it and does not say where."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in _DAY.findall(line.partition(" #")[0]):
            try:
                dt.date.fromisoformat(found)
            except ValueError:
                return ConfigError(f"there is no day {found}: write a day as YYYY-MM-DD", file=file, line=number)
    return ConfigError("a date or number in it cannot be read", file=file)


def parse(model: type[Model], file: YamlFile) -> Model:
    """Validate a read file against its model; an empty file means all defaults.

    Raises ConfigErrors, one entry a fault, in the order of their lines.
    """
    try:
        return model.model_validate({} if file.value is None else file.value)
    except pydantic.ValidationError as error:
        data = file.positions
        found = [_explain(items, model, data, file.shown) for items in _by_place(error.errors(), data)]
        raise ConfigErrors(sorted(found, key=lambda fault: fault.line or 0)) from error


def parse_file(model: type[Model], path: Path) -> Model:
    """Read and validate a file that holds one model."""
    return parse(model, read_yaml(path))


def closest(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """A hint for a misspelt word: the likely one, else `otherwise`, else all that are allowed."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return otherwise if otherwise is not None else f"allowed: {', '.join(known)}"


def repeated(values: Iterable[Value]) -> list[Value]:
    """Those that are listed more than once, sorted."""
    return sorted(value for value, count in Counter(values).items() if count > 1)


def _load(text: str) -> Any:
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        # The slow reader takes a little more (a bare `=`, a tag nobody knows) and tells faults better.
        return YAML(typ="rt").load(text)


def _line_of(data: Any, loc: Sequence[int | str]) -> int | None:
    line: int | None = data.lc.line + 1 if isinstance(data, CommentedMap | CommentedSeq) else None
    for step in loc:
        try:
            if isinstance(data, CommentedMap) and (key := _own_key(data, step)) is not None:
                line = data.lc.key(key)[0] + 1
                data = data[key]
            elif isinstance(data, CommentedSeq) and isinstance(step, int) and step < len(data):
                line = data.lc.item(step)[0] + 1
                data = data[step]
        except (KeyError, TypeError, AttributeError):
            # Keys merged from an anchor have no position of their own.
            break
    return line


def _own_key(data: CommentedMap, step: int | str) -> Any:
    """The key as the file has it: YAML reads `1688:` as a number where the model sees text."""
    if step in data:
        return step
    return next((key for key in data if str(key) == step), None)


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        # Everything declared is frozen, so sequences are tuples.
        return tuple(_plain(value) for value in data)
    if isinstance(data, bool) or data is None:
        return data
    # ruamel's scalar types keep formatting; strict pydantic wants the built-in ones.
    for kind in (int, float, str):
        if isinstance(data, kind):
            return kind(data)
    return data


def _steps(data: Any, item: Any) -> Loc:
    """The part of a fault's location that the file knows, and the last step where it is a key that is missing."""
    loc: Loc = tuple(item["loc"])
    steps: list[int | str] = []
    for position, step in enumerate(loc):
        if isinstance(data, CommentedMap) and (key := _own_key(data, step)) is not None:
            steps.append(step)
            data = data[key]
        elif isinstance(data, CommentedSeq) and isinstance(step, int):
            steps.append(step)
            data = data[step]
        elif item["type"] == "missing" and position == len(loc) - 1:
            steps.append(step)
    return tuple(steps)


def _by_place(items: Sequence[Any], data: Any) -> list[list[Any]]:
    """Faults grouped by where they stand: a value that fits no branch of a union is one fault, not one a branch."""
    groups: dict[Loc, list[Any]] = {}
    for item in items:
        groups.setdefault(_steps(data, item), []).append(item)
    return list(groups.values())


def _explain(items: Sequence[Any], model: type[pydantic.BaseModel], data: Any, shown: Path) -> ConfigError:
    item = items[0]
    loc: Loc = tuple(item["loc"])
    steps = _steps(data, item)
    key = _key_name(steps)
    kind = item["type"]
    if kind == "union_tag_invalid":
        steps = (*steps, _discriminator(item))
        message = _none_of(_discriminator(item), item["ctx"]["tag"], item["ctx"]["expected_tags"])
    elif kind == "union_tag_not_found":
        message = f"{_discriminator(item)!r} is missing"
    elif kind == "extra_forbidden":
        message = f"unknown key {key!r}; {closest(str(loc[-1]), _allowed_keys(model, loc[:-1]))}"
    elif kind == "missing":
        message = f"{key!r} is missing"
    elif kind == "value_error":
        # A whole entry of a list is named by its validator, which knows its id.
        message = (
            f"{key}: {item['ctx']['error']}" if steps and isinstance(steps[-1], str) else str(item["ctx"]["error"])
        )
    elif kind == "literal_error" and len(items) == 1:
        message = _none_of(key, item["input"], item["ctx"]["expected"])
    else:
        wanted = " or ".join(dict.fromkeys(_in_plain_words(one["msg"]) for one in items))
        message = f"{key}: {wanted}, got {_short(item['input'])}" if key else f"{wanted}, got {_short(item['input'])}"
        if kind == "string_type" and isinstance(item["input"], int | float):
            message += ": put it in quotes"
    return ConfigError(message, file=shown, line=_line_of(data, steps))


def _key_name(steps: Loc) -> str:
    """The key as a person would call it; list positions are left to the line number."""
    last_number = max((position for position, step in enumerate(steps) if isinstance(step, int)), default=-1)
    tail = steps[last_number + 1 :]
    if tail or not steps:
        return ".".join(str(step) for step in tail)
    return _key_name(steps[:last_number])


def _discriminator(item: Any) -> str:
    return str(item["ctx"]["discriminator"]).strip("'")


def _none_of(key: str, value: Any, expected: str) -> str:
    """Both pydantic errors list what is allowed as `'a', 'b' or 'c'`."""
    allowed = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
    return f"{key}: {_short(value)} is not allowed; {closest(str(value), allowed)}"


# pydantic speaks of Python's types; whoever writes YAML knows lists and mappings.
_PLAIN_WORDS = {
    "input should be": "should be",
    "tuple should have": "should have",
    " after validation": "",
    "a valid tuple": "a list",
    "a valid dictionary": "a mapping",
    "a valid date": "a day as YYYY-MM-DD",
}


def _in_plain_words(message: str) -> str:
    words = message[0].lower() + message[1:]
    for theirs, ours in _PLAIN_WORDS.items():
        words = words.replace(theirs, ours)
    return words


def _short(value: Any) -> str:
    # Its own form would name the type of the library that read it.
    text = str(value) if isinstance(value, dt.datetime) else repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


def _allowed_keys(model: type[pydantic.BaseModel], loc: Sequence[int | str]) -> list[str]:
    """Follow a location through nested models to the one whose keys were meant."""
    candidates: list[type[pydantic.BaseModel]] = [model]
    for step in loc:
        following = [
            inner
            for candidate in candidates
            for name, field in candidate.model_fields.items()
            if step in (name, field.alias)
            for inner in _models_in(field.annotation)
        ]
        candidates = following or [one for one in candidates if _has_tag(one, step)] or candidates
    return sorted({field.alias or name for one in candidates for name, field in one.model_fields.items()})


def _has_tag(model: type[pydantic.BaseModel], tag: int | str) -> bool:
    return any(
        get_args(field.annotation) == (tag,)
        for field in model.model_fields.values()
        if get_origin(field.annotation) is Literal
    )


def _models_in(annotation: Any) -> list[type[pydantic.BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
