"""All facts of whether a listing's texts tell the truth, by product: columns in, words out."""

from __future__ import annotations

from functools import cache

import pandas as pd

from expectations.truth import Truth
from tasks.measure.truth.capacities import impossible_capacities, quick_capacity
from tasks.measure.truth.composition import impossible_compositions
from tasks.measure.truth.disagreement import numbers_apart
from tasks.measure.truth.filler import QUICK_MARK, filler, marks
from tasks.measure.truth.looking import in_small_letters, matching
from tasks.measure.truth.packs import packs_apart
from tasks.measure.truth.promises import QUICK as QUICK_PROMISE
from tasks.measure.truth.promises import promises
from tasks.measure.truth.stuffing import QUICK_LABEL, description_stuffing, name_lists, tag_stuffing
from tasks.measure.truth.wording import name_languages, tags_unrelated, unrelated


def truth_facts(products: pd.DataFrame, truth: Truth) -> pd.DataFrame:
    """The facts of products with name, description, tags, language, options and pieces.

    `options` are the colours and sizes of the variations, `pieces` their numbers of pieces, each one a line.
    """
    names, descriptions, tags = products["name"], products["description"], products["tags"]
    facts = pd.DataFrame(index=products.index)
    # One look for all that is rare; the facts look again where something was found.
    small = in_small_letters(names, descriptions)
    is_suspect = matching(descriptions, _suspect(truth))
    facts["numbers_apart"] = numbers_apart(products, truth)
    facts["pack_apart"] = packs_apart(names, products["options"], products["pieces"], truth)
    facts["capacity_impossible"] = impossible_capacities(products, truth, is_suspect)
    facts["composition_impossible"] = impossible_compositions(products, truth)
    facts["name_filler"] = marks(names)
    facts["description_filler"] = filler(descriptions, is_suspect)
    facts["name_keyword_list"] = name_lists(names)
    facts["description_stuffed"] = description_stuffing(descriptions, small, is_suspect)
    facts["tags_stuffed"] = tag_stuffing(tags)
    # What is no description needs no comparing with the name.
    is_described = facts["description_filler"].isna()
    facts["texts_unrelated"] = unrelated(products, small).where(is_described)
    facts["tags_unrelated"] = tags_unrelated(tags, small)
    facts["name_language_apart"] = name_languages(names, products["language"].where(is_described))
    facts["result_promised"] = promises(names).fillna(promises(descriptions, is_suspect))
    return facts


@cache
def _suspect(truth: Truth) -> str:
    patterns = (quick_capacity(truth), QUICK_MARK, QUICK_LABEL, QUICK_PROMISE)
    return f"(?i){'|'.join(pattern.removeprefix('(?i)') for pattern in patterns)}"
