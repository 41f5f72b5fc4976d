from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import FeedRefused
from tasks.ingest.formats.json_records import FORMAT
from tasks.ingest.readers import recognise
from tasks.ingest.records import Batch, Feed
from tasks.ingest.undecodable import PROBLEM, marked
from tests.builders import feed

A, B, C = (f'{{"sku": "{sku}", "name": "Mug {sku}", "price": 1.10}}' for sku in "ABC")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feed.json"


def read(path: Path, text: str, **limits: Any) -> tuple[list[Batch], Feed]:
    path.write_bytes(text.encode())
    made = feed(path, **limits)
    return list(FORMAT.read(made).batches), made


def rows(batches: list[Batch]) -> list[dict[str, str]]:
    """The records as what is filled in them; broken ones as their problem and text."""
    return [row for batch in batches for row in _rows(batch)]


def _rows(batch: Batch) -> list[dict[str, str]]:
    made = []
    for at in range(len(batch)):
        cells = {name: column[at].as_py() for name, column in zip(batch.header, batch.cells, strict=True)}
        row = {name: cell for name, cell in cells.items() if cell is not None}
        problem = batch.problems[at].as_py()
        made.append(row if problem is None else {"problem": problem, "raw": batch.raw[at].as_py()})
    return made


def good(*skus: str) -> list[dict[str, str]]:
    return [{"sku": sku, "name": f"Mug {sku}", "price": "1.10"} for sku in skus]


@pytest.mark.parametrize(
    ("text", "name", "lines"),
    [
        (f"[{A},\n {B}]", "json", [1, 2]),
        (f"[\n{A}\n{B},\n]", "json", [2, 3]),
        (f'{{"ok": true, "data": {{"products": [{A},\n{B}], "shops": [{{}}, {{}}, {{}}]}}}}', "json", [1, 2]),
        (f'{{"total": 2, "found": [{A},{B}], "next": {{"page": 2}}}}', "json", [1, 1]),
        (f"{A}\n\n{B}\r\n", "jsonl", [1, 3]),
        (f"{A},\n{B}", "jsonl", [1, 2]),
        (f"[{A}]\n[{B}]", "json", [1, 2]),
        ("{\n" + A[1:] + "\n{\n" + B[1:], "jsonl", [1, 3]),
    ],
)
def test_records_are_found_wherever_they_stand(path: Path, text: str, name: str, lines: list[int]) -> None:
    batches, made = read(path, text)
    assert rows(batches) == good("A", "B")
    assert [line for batch in batches for line in batch.source_rows] == lines
    assert FORMAT.read(made).format == name
    assert recognise(path, is_text=True) is FORMAT


def test_lists_that_are_not_read_are_noted(path: Path) -> None:
    _, made = read(path, f'{{"products": [{A}], "shops": [{{"id": 1}}, {{"id": 2}}]}}')
    assert made.notes == ["the records are those of products; left out: shops (2)"]


def test_a_single_product_is_one_record_with_its_lists_in_cells(path: Path) -> None:
    batches, _ = read(path, '{"sku": "A", "name": "Mug", "variants": [{"sku": "A1"}, {"sku": "A2"}], "on": true}')
    assert rows(batches) == [
        {"sku": "A", "name": "Mug", "on": "true", "variants": '[{"sku":"A1"},{"sku":"A2"}]'},
    ]


def test_products_under_their_ids_get_a_column_of_the_key(path: Path) -> None:
    batches, _ = read(path, '{"A1": {"name": "x", "tags": ["a"]}, "B2": {"name": "y"}}')
    assert rows(batches) == [{"key": "A1", "name": "x", "tags": "a"}, {"key": "B2", "name": "y"}]


def test_lists_of_lists_are_a_table_with_a_header(path: Path) -> None:
    batches, made = read(path, '[["Acme Ltd."],\n["SKU", "Name", "Price"],\n["A", null, 1.50],\n["B", "x", 2, "y"]]')
    assert rows(batches) == [
        {"SKU": "A", "Price": "1.50"},
        {"problem": "has 4 cells, the header 3", "raw": '["B", "x", 2, "y"]'},
    ]
    assert (batches[0].numbers.to_pylist(), batches[0].source_rows.tolist()) == (["2", None], [3, 4])
    assert made.notes == ["1 line above the header left out: Acme Ltd."]


def test_numbers_stay_as_they_are_written(path: Path) -> None:
    batches, _ = read(path, '[{"a": 1.10, "b": 1e3, "c": 12345678901234567890123, "d": "7", "e": false, "f": null}]')
    assert batches[0].header == ("a", "b", "c", "d", "e", "f")
    cells = [column.to_pylist() for column in batches[0].cells]
    assert cells == [["1.10"], ["1e3"], ["12345678901234567890123"], ["7"], ["false"], [None]]
    assert batches[0].numbers.to_pylist() == ["0,1,2"]


def test_batches_are_bounded_and_the_header_grows(path: Path) -> None:
    batches, _ = read(path, '[{"a": "1"}, {"b": "2"}, {"c": "3"}]', batch_rows=2)
    assert [(batch.header, len(batch)) for batch in batches] == [(("a", "b"), 2), (("a", "b", "c"), 1)]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('{"sku": "X, "name": "Mug"}', "is no JSON: Expecting ',' delimiter at character 14"),
        ('{"sku": "X", "name": "Mug}', "is no JSON: Expecting ',' delimiter at character 31"),
        ('{"sku": "X", "name": "5" pipe {"}', "is no JSON: Expecting ',' delimiter at character 26"),
        ('{"sku": "X", "name": "C:\\x"}', "is no JSON: Invalid \\escape at character 25"),
        ('{"sku": "X", "name": "a\tb" 1}', "is no JSON: Invalid control character at character 24"),
        ('{"sku": "X", "price": {"a": [1, {"b": 2}', "is no JSON: Expecting ',' delimiter at character 134"),
        ('{"sku": "X", "price": [1, 2}', "is no JSON: Expecting ',' delimiter at character 28"),
        ('{"sku": "\\ud800"}', "holds half of a two-part character"),
        ('{"sku": "' + marked(b"\xff") + '"}', PROBLEM),
        ("nothing", "is no JSON: Expecting value at character 1"),
        ("17", "is no object"),
        ('{"sku": ' + "[" * 5_000 + "}", "is nested too deeply"),
        ('{"sku": ' + "[" * 40 + "]" * 40 + "}", "is nested too deeply"),
    ],
)
def test_a_broken_record_is_one_and_takes_no_other_with_it(path: Path, broken: str, problem: str) -> None:
    batches, _ = read(path, f"[{A}, {broken}, {B}, {C}]")
    assert rows(batches) == [*good("A"), {"problem": problem, "raw": broken}, *good("B", "C")]


@pytest.mark.parametrize("broken", ['{"sku": "X, "name": "y"}', '{"sku": "X"', '{"sku": "X"} {"sku": "Y"}', "x"])
def test_a_broken_line_ends_with_its_line(path: Path, broken: str) -> None:
    read_rows = rows(read(path, f"{A}\n{broken}\n{B}")[0])
    assert [read_rows[0], read_rows[2]] == good("A", "B")
    assert read_rows[1]["raw"] == broken


def test_a_broken_member_of_an_object_is_one(path: Path) -> None:
    text = '{"A": {"name": "x", "price": 1}, "B": {"name": "y" "price": 2}, "C": {"name": "z", "price": 3}}'
    assert rows(read(path, text)[0]) == [
        {"key": "A", "name": "x", "price": "1"},
        {"problem": "is no JSON: Expecting ',' delimiter at character 14", "raw": '"B": {"name": "y" "price": 2}'},
        {"key": "C", "name": "z", "price": "3"},
    ]


def test_a_file_that_is_cut_off_gives_what_is_whole(path: Path) -> None:
    batches, made = read(path, f'[{A}, {B}, {{"sku": "C", "na')
    assert rows(batches)[:2] == good("A", "B")
    assert rows(batches)[2]["raw"] == '{"sku": "C", "na'
    assert made.notes == ["the file ends before its list of records is closed with ]"]


def test_a_bracket_too_many_hides_nothing(path: Path) -> None:
    batches, made = read(path, f"[{A}], {B}]\n[{C}]")
    assert rows(batches) == good("A", "B", "C")
    assert made.notes[0] == "line 1: something follows the end of the list of records; read as well"


@pytest.mark.parametrize("long", ['{"sku": "' + "x" * 3_000_000 + '"}', '{"sku": "' + "x" * 3_000_000 + "}"])
@pytest.mark.parametrize("glue", [", ", ",\n"])
def test_a_record_longer_than_allowed_is_passed_over(path: Path, long: str, glue: str) -> None:
    batches, _ = read(path, f"[{A}{glue}{long}{glue}{B}]", record_chars=500_000)
    made = rows(batches)
    assert [made[0], *made[2:]] == good("A", "B")
    assert made[1] == {"problem": "is longer than 500,000 characters", "raw": long[:500_000]}


def test_a_long_line_is_passed_over(path: Path) -> None:
    batches, _ = read(path, f'{A}\n{{"sku": "{"x" * 3_000_000}"}}\n{B}', record_chars=500_000)
    assert [rows(batches)[0], rows(batches)[2]] == good("A", "B")
    assert batches[0].source_rows.tolist() == [1, 2, 3]


def test_a_key_given_twice_is_noted_once(path: Path) -> None:
    batches, made = read(path, '[{"a": 1, "a": 2}, {"b": 0, "b": null}]')
    assert rows(batches) == [{"a": "2"}, {}]
    assert made.notes == ["a record names 'a' twice (line 1); the last value is read"]


@pytest.mark.parametrize("text", ["[" * 1_000_000, '{"a":' * 300_000, '[{"a":1}' + "[" * 10])
def test_a_bomb_of_brackets_does_no_harm(path: Path, text: str) -> None:
    path.write_text(text)
    made = feed(path)
    if text.startswith('[{"a":1}'):
        assert rows(list(FORMAT.read(made).batches))[0] == {"a": "1"}
    else:
        with pytest.raises(FeedRefused, match="nested more than 32 deep"):
            FORMAT.read(made)


@pytest.mark.parametrize(
    "text",
    ['{"columns": ["sku"], "data": [["A"]]}', '{"sku": {"0": "A", "1": "B"}, "name": {"0": "x", "1": "y"}}'],
)
def test_a_table_written_by_column_is_refused(path: Path, text: str) -> None:
    with pytest.raises(FeedRefused, match=r"feed\.json: holds columns, not records"):
        read(path, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"error": "unauthorized", "code": 401}', "is a single JSON object, not a list of products"),
        ('{"status": "error", "message": "Invalid API key", "data": null}', "is a single JSON object, not a list"),
        ("{}", "is a single JSON object, not a list of products"),
        ("[]", "holds no products"),
        ('{"products": [\n]}', "holds no products"),
        ('{"products": [], "errors": [{"code": 1}, {"code": 2}]}', "holds no products"),
        ('{"name": "Shop", "id": 7, "products": []}', "holds no products"),
        ('{"sku": ["1", "2"], "name": ["a", "b"]}', "holds columns, not records"),
        ('{"ok": true, "data": {"sku": ["1", "2"], "name": ["a", "b"]}}', "holds columns, not records"),
        ('{"data": {"foo": ["1", "2"], "bar": ["a", "b"]}}', "holds columns, not records"),
    ],
)
def test_what_holds_no_records_is_refused(path: Path, text: str, reason: str) -> None:
    with pytest.raises(FeedRefused, match=rf"feed\.json: {reason}"):
        read(path, text)


def test_a_product_within_an_object_keeps_its_fields_beside_its_variants(path: Path) -> None:
    text = '{"product": {"id": 1, "title": "Mug", "vendor": "Acme", "variants": [{"id": 2}, {"id": 3}]}, "n": [1]}'
    batches, made = read(path, text)
    assert rows(batches) == [{"id": "1", "title": "Mug", "vendor": "Acme", "variants": '[{"id":2},{"id":3}]'}]
    assert made.notes == ["the one record is the object product; what stands around it is left out"]
    assert rows(read(path, '{"ok": true, "result": {"sku": "A", "name": "Mug"}}')[0]) == [{"sku": "A", "name": "Mug"}]


def test_a_single_product_may_hold_empty_lists(path: Path) -> None:
    assert rows(read(path, '{"sku": "A", "name": "Mug", "documents": []}')[0]) == [{"sku": "A", "name": "Mug"}]


@pytest.mark.parametrize("around", ["[{}]", '{{"products": [{}], "page": 1}}'])
def test_raw_line_breaks_and_stray_commas_are_mended_and_noted(path: Path, around: str) -> None:
    mended = '{"sku": "B", "name": "a\nb\tc"},\n{"sku": "C", "name": ["x", "y",], }'
    whole = around.replace("{{", "{").replace("}}", "}").replace("[{}]", f"[{A},\n{mended},\n{A}]")
    batches, made = read(path, whole)
    assert rows(batches) == [*good("A"), {"sku": "B", "name": "a\nb\tc"}, {"sku": "C", "name": "x\ny"}, *good("A")]
    assert made.notes == [
        "line breaks or tabs inside texts, which JSON wants written as \\n or \\t, kept as they stand, in 1 record, "
        "the first in line 2",
        "commas before a closing bracket, which are no JSON, left out, in 1 record, the first in line 4",
    ]


def test_lines_are_mended_too(path: Path) -> None:
    batches, made = read(path, f'{A}\n{{"sku": "B\t", }}\n{{"sku": "C",}}\n{{"sku": "D",}} {{}}')
    assert rows(batches)[:3] == [*good("A"), {"sku": "B\t"}, {"sku": "C"}]
    assert rows(batches)[3]["raw"] == '{"sku": "D",} {}'
    ends = ["in 1 record, the first in line 2", "in 2 records, the first in line 2"]
    assert [note.endswith(end) for note, end in zip(made.notes, ends, strict=True)] == [True, True]


def test_a_mended_record_longer_than_a_piece_is_whole(path: Path) -> None:
    long = "x\n" * 20_000
    assert rows(read(path, f'[{A}, {{"sku": "{long}", "name": "y",}}, {B}]')[0])[1] == {"sku": long, "name": "y"}


def test_more_columns_than_allowed_refuse_the_feed(path: Path) -> None:
    with pytest.raises(FeedRefused, match="more than 2 columns"):
        read(path, '[{"a": 1, "b": {"c": 2, "d": 3}}]', columns=2)


@pytest.mark.parametrize("text", ["[sku],[name]\n1,2\n", "[1] Title,x\n", "{sku},{name}\n", "sku,name\n"])
def test_a_table_that_begins_with_a_bracket_is_no_json(path: Path, text: str) -> None:
    path.write_text(text)
    assert not FORMAT.recognise(path, text.encode())


_TEXT = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=8)
_RECORDS = st.lists(
    st.dictionaries(st.sampled_from(["sku", "name", "price", "ä b"]), _TEXT | st.none(), min_size=1),
    min_size=1,
    max_size=5,
)


@given(records=_RECORDS, indent=st.sampled_from([None, 0, 2]), is_ascii=st.booleans(), shape=st.integers(0, 2))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], indent: int | None, is_ascii: bool, shape: int
) -> None:
    whole = records if shape == 0 else {"data": {"items": records}}
    text = json.dumps(whole, indent=indent, ensure_ascii=is_ascii)
    if shape == 2 and len(records) > 1:
        text = "\n".join(json.dumps(record, ensure_ascii=is_ascii) for record in records)
    batches, _ = read(tmp_path_factory.mktemp("law") / "feed.json", text)
    expected = [{key: value for key, value in record.items() if value is not None} for record in records]
    assert rows(batches) == expected


@given(
    is_lines=st.booleans(),
    flips=st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from('{}[]",:\\x\n')), max_size=3),
    end=st.integers(0, 10_000),
)
def test_no_word_of_a_torn_feed_is_lost(
    tmp_path_factory: pytest.TempPathFactory, is_lines: bool, flips: list[tuple[int, str]], end: int
) -> None:
    # Two whole records show what the feed is; what follows is torn.
    records = [{"sku": f"sku{n}", "name": f"name{n}", "of": {"tags": [f"tag{n}", f"tug{n}"]}} for n in range(6)]
    lines = [json.dumps(record) for record in records]
    text = "\n".join(lines) if is_lines else "[" + ",\n".join(lines) + "]"
    for at, char in flips:
        place = 170 + at % (len(text) - 170)
        text = text[:place] + char + text[place + 1 :]
    text = text[: max(190, end % len(text))]
    batches, _ = read(tmp_path_factory.mktemp("law") / "feed.json", text)
    kept = "\n".join(part for row in rows(batches) for cell in row.items() for part in cell)
    words = [word for n in range(6) for word in (f"sku{n}", f"name{n}", f"tag{n}", f"tug{n}")]
    assert [word for word in words if word in text and word not in kept] == []
