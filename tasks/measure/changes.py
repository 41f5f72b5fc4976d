"""Facts of what would have been changed in a row, for suppliers whose values are not changed automatically."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from expectations.facts import Fact

_MOST_CHARACTERS = 300


def change_facts(due: pd.DataFrame, facts: Iterable[Fact]) -> pd.DataFrame:
    """One row of facts for each row with a change due; `due` has the columns of `changes.csv`.

    Each fact says the fields and values that one kind of change would have touched.
    """
    names = [fact.name for fact in facts if fact.frame == "change"]
    text = due["field"] + ": " + due["before"].fillna("none")
    said = due.assign(fact="due_" + due["rule_id"].str.replace(".", "_"), text=text.str.slice(0, _MOST_CHARACTERS))
    joined = said.groupby(["row_id", "fact"], sort=False)["text"].agg("; ".join)
    wide = joined.unstack("fact") if len(joined) else pd.DataFrame(index=pd.Index([], name="row_id", dtype="str"))
    order = due["row_id"].drop_duplicates()
    return wide.reindex(index=order, columns=names).astype("str").rename_axis("row_id").reset_index()
