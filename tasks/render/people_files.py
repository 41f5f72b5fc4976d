"""The CSV files for people: what was found on every row and what was changed, safe to open in a spreadsheet.

`explain_findings` joins judged findings with their rows and rules; the table functions make it fit for a
file. Upload files never pass here: their data leaves exactly as Wish wants it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from tasks.errors import CorruptArtifact
from tasks.findings import CHANGES_COLUMNS, DECIDED_FINDINGS, FINDINGS_CSV
from tasks.render.csv_files import text_table
from tasks.render.rule_text import RuleText

VALUE_LENGTH = 300

# A cell that a spreadsheet may run: blank or invisible characters, then one that starts a formula, full-width
# and other variants included. TAB and CR count as such themselves.
_STARTS = r"=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}\x{fe62}\x{fe63}\x{fe66}\x{fe6b}\x{2212}"
_FORMULA = rf"^(?:[\s\p{{Z}}\p{{Cf}}]*[{_STARTS}]|[\t\r])"
_PLAIN_NEGATIVE = r"^-[0-9]+(?:[.,][0-9]+)?$"

_ROW_FIELDS = ["row_id", "product", "source_file", "source_row", "n", "parent_sku", "sku", "verdict"]


def explain_findings(
    judged: pd.DataFrame, rows: pd.DataFrame, rules: Mapping[str, RuleText], supplier: str
) -> pd.DataFrame:
    """Every finding of one supplier as columns FINDINGS_CSV and `waived`, all text, in file order.

    `judged` has JUDGED_COLUMNS, or DECIDED_FINDINGS where some may be waived; `rows` has DECIDED_COLUMNS, all rows
    the findings name. A product finding is repeated on each row of its product, folded ones included; a batch finding
    stands first and leaves the row columns missing. A waived finding is of severity info and says who granted it.
    Rows come by file and record, their findings in the order of `rules`. Values are cut at
    VALUE_LENGTH characters. Raises CorruptArtifact for a finding whose rule or place does not exist.
    """
    unknown = sorted(set(judged["rule_id"].dropna().unique()) - set(rules))
    if unknown:
        raise CorruptArtifact(f"supplier {supplier}: findings of rules that are not declared: {', '.join(unknown)}")
    judged = judged.reindex(columns=list(DECIDED_FINDINGS))
    places = rows[_ROW_FIELDS]
    located = pd.concat(
        [
            judged[judged["scope"] == "batch"],
            _locate(judged[judged["scope"] == "row"], places, "row_id", supplier),
            _locate(judged[judged["scope"] == "product"], places, "product", supplier),
        ],
        ignore_index=True,
    ).reindex(columns=[*DECIDED_FINDINGS, *_ROW_FIELDS])
    located["rule_place"] = located["rule_id"].map({rule_id: place for place, rule_id in enumerate(rules)})
    located = located.sort_values(
        ["source_file", "n", "row_id", "rule_place", "field", "value"],
        kind="stable",
        na_position="first",
        ignore_index=True,
    )
    located["supplier"] = supplier
    located["value"] = _cut(located["value"])
    located["message"] = _messages(located, rules)
    for said in ("severity", "wish_reason", "wish_subreason", "fix", "owner", "action"):
        located[said] = located["rule_id"].map({rule_id: getattr(rule, said) for rule_id, rule in rules.items()})
    # A granted finding stays in sight, but it asks nobody for anything.
    is_waived = located["waived"].notna()
    located["severity"] = located["severity"].mask(is_waived, "info")
    granted = located["message"] + " (waived by " + located["waived"].astype("str") + ")"
    located["message"] = located["message"].mask(is_waived, granted)
    located["source_row"] = located["source_row"].astype("Int64")
    return located[[*FINDINGS_CSV, "waived"]].astype("str")


def findings_table(explained: pd.DataFrame) -> pa.Table:
    """`findings.csv` of explained findings, those of several suppliers one after another by supplier id."""
    return people_table(explained[list(FINDINGS_CSV)].sort_values("supplier", kind="stable"))


def changes_table(changes: pd.DataFrame) -> pa.Table:
    """`changes.csv` of changes (CHANGES_COLUMNS), in file order; those of one row keep their order."""
    feed_and_n = changes["row_id"].astype("str").str.rsplit("-", n=1, expand=True).reindex(columns=[0, 1])
    order = pd.DataFrame({"feed": feed_and_n[0], "n": pd.to_numeric(feed_and_n[1])})
    places = order.reset_index(drop=True).sort_values(["feed", "n"], kind="stable").index
    return people_table(changes[list(CHANGES_COLUMNS)].take(places.to_list()))


def neutralise(cells: pa.Array) -> pa.Array:
    """Put an apostrophe before every cell a spreadsheet would run; a plain negative number stays."""
    runs = pc.and_(
        pc.match_substring_regex(cells, _FORMULA), pc.invert(pc.match_substring_regex(cells, _PLAIN_NEGATIVE))
    )
    return pc.if_else(runs, pc.binary_join_element_wise("'", cells, ""), cells)


def _locate(findings: pd.DataFrame, places: pd.DataFrame, key: str, supplier: str) -> pd.DataFrame:
    located = findings.merge(places, how="left", left_on="position_key", right_on=key)
    lost = located[located["row_id"].isna()]
    if len(lost):
        rule_id, place = lost["rule_id"].iloc[0], lost["position_key"].iloc[0]
        raise CorruptArtifact(f"supplier {supplier}: rule {rule_id} found something on {key} {place}, which no row has")
    return located


def _messages(located: pd.DataFrame, rules: Mapping[str, RuleText]) -> pd.Series:
    # Not str.format: a value or a message may hold braces of its own.
    value = located["value"].fillna("nothing")
    made = [pd.Series([], dtype="str")]
    for rule_id, index in located.groupby("rule_id", sort=False).groups.items():
        first, *others = rules[str(rule_id)].message.split("{value}")
        text = pd.Series(first, index=index, dtype="str")
        for other in others:
            text = text + value.loc[index] + other
        made.append(text)
    return pd.concat(made).reindex(located.index)


def _cut(values: pd.Series) -> pd.Series:
    text = values.astype("str")
    return text.where(text.str.len().fillna(0) <= VALUE_LENGTH, text.str.slice(0, VALUE_LENGTH - 1) + "…")


def people_table(frame: pd.DataFrame) -> pa.Table:
    """A frame of text as a table for people: no cell runs in a spreadsheet."""
    table = text_table(frame)
    columns = [neutralise(column.combine_chunks()) for column in table.columns]
    return pa.Table.from_arrays(columns, names=table.column_names)
