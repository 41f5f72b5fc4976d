"""Faults in YAML are told with the line, the key as a person calls it, and what is allowed."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from expectations.errors import ConfigError, ConfigErrors
from expectations.lexicons import Lexicon
from expectations.rules import RuleFile
from expectations.store import Store
from expectations.suppliers import Supplier
from expectations.yaml_files import Strict, parse_file, read_yaml

RULES = """\
# Two rules.
rules:
  - id: name.length
    fact: name_length
    kind: between
    max: 150
    required: false
    suite: description
    severity: warning
    scope: product
    owner: copywriter
    action: new_text
    because: advice of others
    confidence: secondary
    message: too long by far
    fix: make it shorter
    pass: [1]
    fail: [151]

  - id: name.symbols
    fact: name_symbols
    kind: absent
    suite: description
    severity: warning
    scope: product
    owner: copywriter
    action: new_text
    because: advice of others
    confidence: secondary
    message: "symbols: {value}"
    fix: leave them out
    pass: [null]
    fail: ["!!!"]
"""


def faults_of(model: type[Strict], path: Path) -> list[str]:
    with pytest.raises(ConfigErrors) as caught:
        parse_file(model, path)
    return [str(error).removeprefix(f"{path}:") for error in caught.value.errors]


def written(folder: Path, text: str) -> Path:
    path = folder / "file.yml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(folder: Path, old: str, new: str) -> Path:
    assert RULES.count(old) == 1
    return written(folder, RULES.replace(old, new))


def test_two_rules_are_read(tmp_path: Path) -> None:
    assert [rule.id for rule in parse_file(RuleFile, written(tmp_path, RULES)).rules] == ["name.length", "name.symbols"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("max: 150", "mx: 150", "6: unknown key 'mx'; did you mean 'max'?"),
        ("required: false", "requierd: false", "7: unknown key 'requierd'; did you mean 'required'?"),
        ("    kind: absent\n", "    kind: absnt\n", "22: kind: 'absnt' is not allowed; did you mean 'absent'?"),
        ("    kind: absent\n", "", "20: 'kind' is missing"),
        ("max: 150", "max: lots", "6: max: should be a valid integer or should be a valid number, got 'lots'"),
        ("pass: [1]", "pass: 1", "17: pass: should be a list, got 1"),
        ("pass: [1]", "pass: []", "17: pass: should have at least 1 item, not 0, got ()"),
        ("    max: 150\n", "", "3: rule name.length: between needs min, max or both"),
    ],
)
def test_a_fault_inside_the_list_of_rules_has_its_own_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert fault in faults_of(RuleFile, changed(tmp_path, old, new))


def test_a_misspelt_severity_names_the_likely_one(tmp_path: Path) -> None:
    path = written(tmp_path, RULES.replace("severity: warning", "severity: waring", 1))
    assert faults_of(RuleFile, path) == ["9: severity: 'waring' is not allowed; did you mean 'warning'?"]


def test_only_keys_of_the_rules_own_kind_are_allowed(tmp_path: Path) -> None:
    path = changed(tmp_path, "    kind: absent\n", "    kind: absent\n    max: 3\n")
    (fault,) = faults_of(RuleFile, path)
    assert fault.startswith("23: unknown key 'max'; allowed: action, announced, approval, approved_severity, because,")
    assert "pass" in fault
    assert "required" not in fault


def test_a_source_from_memory_may_not_reject(tmp_path: Path) -> None:
    text = RULES.replace("severity: warning", "severity: critical", 1).replace(
        "confidence: secondary", "confidence: memory", 1
    )
    (fault,) = faults_of(RuleFile, written(tmp_path, text))
    assert fault == "3: rule name.length: a source of confidence 'memory' may not reject; use on_fail: hold or report"


def test_several_faults_come_in_the_order_of_their_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "lexicon: brands\nterms:\n  - ok\n  - x\n  - 1688\nexceptoins: []\n")
    assert faults_of(Lexicon, path) == [
        "1: 'because' is missing",
        "4: terms: string should have at least 2 characters, got 'x'",
        "5: terms: should be a valid string, got 1688: put it in quotes",
        "6: unknown key 'exceptoins'; did you mean 'exceptions'?",
    ]


def test_a_value_that_fits_no_branch_of_a_union_is_one_fault(tmp_path: Path) -> None:
    path = written(tmp_path, "supplier: acme\ncolumns:\n  sku: 17\n")
    assert faults_of(Supplier, path) == [
        "3: columns.sku: should be a valid string or should be a list, got 17: put it in quotes"
    ]


def test_a_nested_key_is_called_by_its_path(tmp_path: Path) -> None:
    path = written(tmp_path, "supplier: acme\nexpect:\n  min:\n    rows: -1\n  mx: {}\n")
    assert faults_of(Supplier, path) == [
        "4: expect.min.rows: should be greater than or equal to 0, got -1",
        "5: unknown key 'expect.mx'; did you mean 'max'?",
    ]


def test_no_and_leading_zeros_stay_what_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, "supplier: acme\nlookups:\n  color:\n    no: norwegian blue\n    '007': black\n")
    assert parse_file(Supplier, path).lookups == {"color": {"no": "norwegian blue", "007": "black"}}


def test_an_empty_file_means_all_defaults(tmp_path: Path) -> None:
    assert parse_file(Store, written(tmp_path, "# nothing set\n")) == Store()


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_bytes(b"\xef\xbb\xbfcurrency: EUR\n")
    assert parse_file(Store, path).currency == "EUR"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"currency: [EUR\nshipping: 1\n", ":2: not valid YAML: "),
        (b"currency: EUR\ncurrency: USD\n", ':2: not valid YAML: found duplicate key "currency"'),
        (b"currency: EUR\n\tx: 1\n", ":2: not valid YAML: "),
        (b"currency: \xff\xfe\n", ": is not UTF-8 text: save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "file.yml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(f"{path}{fault}")


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yml: cannot be read: No such file or directory$"):
        read_yaml(tmp_path / "none.yml")


def test_a_place_has_the_line_of_its_deepest_part_in_the_file(tmp_path: Path) -> None:
    file = read_yaml(written(tmp_path, "products:\n  a: 1\n  store:\n    currency: euro\n"))
    assert file.line_of(("products", "store", "currency")) == 4
    assert file.line_of(("products", "store", "shipping")) == 3


# What people write in YAML and other readers take for something else.
SCALARS = [
    *("no", "yes", "on", "y", "true", "TRUE", "~", "null", "Null", "", "007", "0o7", "0x1f", "0b11", "1_000", "-0"),
    *("+1", ".5", "5.", "1.", "1e3", "1.5e3", "12e03", "1e", "e3", ".inf", "12:30", "1:30:00", "190:20:30.15", "1,000"),
    *("2026-01-02", "2026-01-02 03:04", "'007'", '"a\\u00e9"', "=", "<<", "!foo x", "[1, no, 007]", "*"),
    *("{a: no, 1688: x, null: 2, 007: b}", "|\n  a\n  b", ">-\n  a\n  b", "&a x", "a # b", "a#b", "@a", "%a"),
]


@pytest.mark.parametrize("scalar", SCALARS)
def test_the_fast_reader_reads_what_the_reader_of_positions_reads(tmp_path: Path, scalar: str) -> None:
    path = written(tmp_path, f"k: {scalar}\n")
    try:
        expected = YAML(typ="rt").load(path.read_text())
    except YAMLError:
        with pytest.raises(ConfigError, match="not valid YAML"):
            read_yaml(path)
        return
    # Both through the same door: only the types of the scalars may differ, not what they say.
    assert str(as_built_in(expected)) == str(read_yaml(path).value)


def as_built_in(data: object) -> object:
    if isinstance(data, dict):
        return {str(key): as_built_in(value) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(as_built_in(value) for value in data)
    for kind in (int, float, str):
        if isinstance(data, kind) and not isinstance(data, bool):
            return kind(data)
    return data


def test_a_value_that_goes_on_and_on_is_cut(tmp_path: Path) -> None:
    (fault,) = faults_of(Store, written(tmp_path, f"currency: {'X' * 500}\n"))
    assert len(fault) < 200


def test_a_list_where_a_mapping_is_wanted_has_a_line(tmp_path: Path) -> None:
    (fault,) = faults_of(Store, written(tmp_path, "- EUR\n"))
    assert fault.startswith("1: ")
