"""Joins rows with what is known of their pictures: usable ones by sha256, the others with what is wrong."""

from __future__ import annotations

import pandas as pd

from tasks.findings import CHANGES_COLUMNS
from tasks.pictures.references import FOUND, MISSING, REMOTE

# What examine found of each picture, by reference.
PICTURE_FACTS: dict[str, str] = {
    "reference": "str",
    "status": "str",
    "sha256": "str",
    "problem": "str",
    "pending": "str",
    "extension_says": "str",
    "width_px": "Int64",
    "height_px": "Int64",
    "sharpness": "Float64",
    "contrast": "Float64",
    "done": "str",
}

# What a row's pictures are, for measure and decide.
LISTED_COLUMNS: dict[str, str] = {
    "row_id": "str",
    "main_sha256": "str",
    "variation_sha256": "str",
    "extra_sha256": "str",
    "main_missing": "str",
    "main_problem": "str",
    "main_pending": "str",
    "main_extension_says": "str",
    "main_width_px": "Int64",
    "main_height_px": "Int64",
    "main_sharpness": "Float64",
    "main_contrast": "Float64",
    "variation_problem": "str",
    "extra_problem": "str",
}


def attach(rows: pd.DataFrame, pictures: pd.DataFrame) -> pd.DataFrame:
    """One row of LISTED_COLUMNS for each of `rows`; `pictures` has PICTURE_FACTS, one row a reference."""
    known = pictures.set_index("reference")
    why = _why(known)
    usable = known["sha256"].where((known["status"] == FOUND) & known["problem"].isna() & known["pending"].isna())
    main = rows["main_image"]
    listed = pd.DataFrame({"row_id": rows["row_id"]})
    listed["main_sha256"] = _looked_up(main, usable)
    listed["variation_sha256"] = _looked_up(rows["variation_image"], usable)
    not_there = main.where(_looked_up(main, known["status"]) == MISSING)
    listed["main_missing"] = ("there is no file " + not_there).fillna(
        pd.Series("no picture is named", index=rows.index).where(main.isna())
    )
    listed["main_problem"] = _looked_up(main, known["problem"])
    listed["main_pending"] = _looked_up(main, known["pending"])
    for field in ("extension_says", "width_px", "height_px", "sharpness", "contrast"):
        listed[f"main_{field}"] = _looked_up(main, known[field])
    listed["variation_problem"] = _looked_up(rows["variation_image"], why)
    extras = rows["extra_images"].str.split("\n").explode()
    listed["extra_sha256"] = _joined(_looked_up(extras, usable), "\n")
    listed["extra_problem"] = _joined(_looked_up(extras, why), "; ")
    return listed.astype(LISTED_COLUMNS)[list(LISTED_COLUMNS)]


def picture_changes(rows: pd.DataFrame, pictures: pd.DataFrame) -> pd.DataFrame:
    """One line of changes for each usable picture of a product, at the product's first row that has it."""
    known = pictures[pictures["done"].notna()].set_index("reference")
    parts = []
    for field in ("main_image", "variation_image", "extra_images"):
        used = rows[["row_id", "sku", "product", field]].dropna(subset=[field])
        used = used.assign(before=used[field].str.split("\n")).explode("before")
        parts.append(used.assign(field=field)[["row_id", "sku", "product", "field", "before"]])
    used = pd.concat(parts).drop_duplicates(["product", "before"])
    used = used[used["before"].isin(known.index)]
    after = _looked_up(used["before"], known["sha256"]) + ".jpg: " + _looked_up(used["before"], known["done"])
    return used.assign(after=after, rule_id="picture.rendition").astype(CHANGES_COLUMNS)[list(CHANGES_COLUMNS)]


def _why(known: pd.DataFrame) -> pd.Series:
    """What is wrong with each picture, in words; missing for good ones."""
    reference = pd.Series(known.index, index=known.index, dtype="str")
    why = (reference + " " + known["problem"]).fillna(reference + " " + known["pending"])
    return why.fillna((reference + " is not there").where(known["status"].isin([MISSING, REMOTE])))


def _looked_up(column: pd.Series, table: pd.Series) -> pd.Series:
    found = table.reindex(column)
    found.index = column.index
    return found


def _joined(exploded: pd.Series, sign: str) -> pd.Series:
    present = exploded.dropna()
    joined = present.groupby(level=0, sort=False).agg(sign.join) if len(present) else present
    return joined.reindex(exploded.index.unique()).astype("str")
