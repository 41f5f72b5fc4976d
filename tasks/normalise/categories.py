"""Wish's category of every row: what the feed says, or else what the supplier file says of the feed's own category.

Ids and category texts in, ids with problems out. No category is chosen by likeness.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from expectations.categories import CategoryPath, CategoryTree, by_path, category_path


def positions(texts: pd.Series, known: Sequence[CategoryPath]) -> np.ndarray:
    """For each category text the position of the longest known path that it is or lies below; -1 where it is none."""
    table = {path: position for position, path in enumerate(known)}
    longest = max(map(len, known), default=0)
    codes, distinct = pd.factorize(texts)
    found = np.full(len(distinct) + 1, -1)
    for place, text in enumerate(distinct if longest else ()):
        path = category_path(text)
        beginnings = (path[:length] for length in range(min(len(path), longest), 0, -1))
        found[place] = next((table[one] for one in beginnings if one in table), -1)
    # A missing text has the code -1, which is the place behind the last.
    return found[codes]


def read_categories(
    column_ids: pd.Series, texts: pd.Series, lookup: Mapping[str, int], tree: CategoryTree | None
) -> pd.DataFrame:
    """Categories of rows, from ids of the feed (Int64) and texts of the same index.

    Returns `category_id` (Int64), `problem` (text, with a tree only: an id that it does not have or that is no leaf;
    the id stays) and `note` (`lookup` where the id is the lookup's). `lookup` names Wish's id by category text, for
    that category and those below it; the longest path wins. Raises ValueError for a lookup that says two things.
    """
    paths = by_path(lookup)
    ids = pd.array([*paths.values(), None], dtype="Int64")
    looked_up = pd.Series(ids[positions(texts, list(paths))], index=texts.index)
    category_id = column_ids.fillna(looked_up)
    note = pd.Series("lookup", index=texts.index, dtype="str").where(column_ids.isna() & looked_up.notna())
    problems = {} if tree is None else {one: _problem(int(one), tree) for one in category_id.dropna().unique()}
    problem = category_id.map(problems, na_action="ignore").astype("str")
    return pd.DataFrame({"category_id": category_id, "problem": problem, "note": note})


def _problem(category_id: int, tree: CategoryTree) -> str | None:
    is_leaf = tree.leaf(category_id)
    if is_leaf is None:
        return f"{category_id} is no category of Wish's tree"
    if not is_leaf:
        name = " > ".join(tree.categories[category_id].path)
        return f"{category_id} ({name}) is no leaf: take one of the categories below it"
    return None
