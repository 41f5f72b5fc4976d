from __future__ import annotations

import pydantic
import pytest

from expectations.value_words import ValueWords, fold_word, shipped_value_words

NOTHING = {
    "currencies": {},
    "in_stock": (),
    "out_of_stock": (),
    "pieces": (),
    "at_least_before": (),
    "at_least_after": (),
    "no_code": (),
    "code_names": (),
}


def test_the_shipped_words_load() -> None:
    words = shipped_value_words()
    assert {"USD", "EUR", "CNY", "SAR"} <= set(words.currencies)
    assert "$" in words.currencies["USD"] and "$" in words.currencies["CAD"]


def test_no_word_says_that_there_is_stock_and_that_there_is_none() -> None:
    with pytest.raises(pydantic.ValidationError, match="in stock and out of stock at once: instock"):
        ValueWords.model_validate({**NOTHING, "in_stock": ("in stock",), "out_of_stock": ("In-Stock",)})


def test_a_word_beside_a_number_holds_no_digit() -> None:
    with pytest.raises(pydantic.ValidationError, match="digits in a word beside a number: 12er Pack"):
        ValueWords.model_validate({**NOTHING, "pieces": ("12er Pack",)})


def test_a_currency_is_named_by_its_code() -> None:
    with pytest.raises(pydantic.ValidationError, match="currencies"):
        ValueWords.model_validate({**NOTHING, "currencies": {"Euro": ("€",)}})


@pytest.mark.parametrize("written", ["In Stock!", "in_stock", "IN-STOCK", "ｉｎ　ｓｔｏｃｋ"])
def test_words_are_compared_without_case_spaces_and_punctuation(written: str) -> None:
    assert fold_word(written) == "instock"
