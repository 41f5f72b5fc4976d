"""A supplier file written from what was found out about a feed, with the reason of every line and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from expectations.suppliers import Supplier

_LONGEST_REASON = 150


def supplier_file(supplier: Supplier, mappings: Sequence[dict[str, Any]], *, refused: str | None = None) -> str:
    """The text of `suppliers/<id>.yml` that states the mapping of one or several feeds as `mapping.json` tells them.

    The first feed's columns are `columns`; those of feeds with other headers are `confirmed` by their header's id.
    What the supplier said himself stays.
    """
    given = supplier.model_dump(mode="json", exclude_defaults=True)
    written = ("supplier", "feeds", "columns", "confirmed", "ignore", "questions", "numbers")
    file = CommentedMap(supplier=supplier.supplier)
    for name, value in given.items():
        if name not in written:
            file[name] = value
    numbers = _numbers(given.get("numbers", {}), mappings)
    if numbers:
        file["numbers"] = numbers
    first = mappings[0] if mappings else {"columns": {}}
    file["columns"] = _columns(first)
    others = [
        CommentedMap(header=one["header_id"], columns=_columns(one))
        for one in mappings[1:]
        if one["header_id"] != first["header_id"]
    ]
    told = {one["header"] for one in others}
    confirmed = [one for one in given.get("confirmed", []) if one["header"] not in told]
    if others or confirmed:
        file["confirmed"] = [*confirmed, *others]
    file["ignore"] = list(supplier.ignore)
    file["questions"] = [*([refused] if refused else []), *_questions(mappings)]
    text = StringIO()
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 4096
    yaml.dump(file, text)
    return text.getvalue()


def _columns(mapping: dict[str, Any]) -> CommentedMap:
    columns = CommentedMap()
    for field, headers in mapping["columns"].items():
        columns[field] = headers[0] if len(headers) == 1 else list(headers)
        why = mapping.get("reasons", {}).get(field)
        if why:
            reason = " ".join(str(why["reason"]).split())[:_LONGEST_REASON]
            columns.yaml_add_eol_comment(f"{why['score']:.2f}: {reason}", field)
    return columns


def _numbers(given: dict[str, Any], mappings: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How numbers are written, where it is stated or all feeds agree."""
    found = dict(given)
    for key in ("decimal", "currency"):
        values = {one["numbers"][key] for one in mappings if "numbers" in one}
        if key not in found and len(values) == 1 and None not in values:
            found[key] = values.pop()
    return found


def _questions(mappings: Sequence[dict[str, Any]]) -> list[str]:
    asked: dict[str, None] = {}
    for mapping in mappings:
        for question in mapping.get("questions", ()):
            candidates = "; ".join(
                f"{one['column']!r} ({one['score']:.2f}: {one['reason']})" for one in question["candidates"]
            )
            asked[f"which column is {question['field']}? It may be {candidates}. Name it under columns"] = None
        for field in mapping.get("missing", ()):
            if field not in {question["field"] for question in mapping.get("questions", ())}:
                asked[f"no column may be {field}: name one under columns, or a value under constants"] = None
        proposed = {one["column"] for question in mapping.get("questions", ()) for one in question["candidates"]}
        for name in (name for name in mapping.get("unmapped", ()) if name not in proposed):
            asked[f"what is the column {name!r}? Name it under columns or under ignore"] = None
    return list(asked)
