"""The words that stand beside or instead of a value: currencies, stock, pieces, what says that there is no code."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Annotated

import pydantic

from expectations.yaml_files import Strict, parse_file

Word = Annotated[str, pydantic.StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Code = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]{3}$")]


class ValueWords(Strict):
    """`value_words.yml`.

    `currencies` holds the ISO codes with the signs and words of each; one that stands at several of them leaves open
    which. `in_stock` and `out_of_stock` are stock as a word, `pieces` may follow a number, `at_least_before` and
    `at_least_after` make it the least that is certain. `no_code` says that there is no product code, `code_names` may
    stand in front of one.
    """

    currencies: dict[Code, tuple[Word, ...]]
    in_stock: tuple[Word, ...]
    out_of_stock: tuple[Word, ...]
    pieces: tuple[Word, ...]
    at_least_before: tuple[Word, ...]
    at_least_after: tuple[Word, ...]
    no_code: tuple[Word, ...]
    code_names: tuple[Word, ...]

    @pydantic.model_validator(mode="after")
    def _stock_words_say_one_thing(self) -> ValueWords:
        both = sorted({fold_word(word) for word in self.in_stock} & {fold_word(word) for word in self.out_of_stock})
        if both:
            raise ValueError(f"in stock and out of stock at once: {', '.join(both)}")
        return self

    @pydantic.model_validator(mode="after")
    def _words_hold_no_digits(self) -> ValueWords:
        # A digit in such a word would be taken out of the number beside it.
        beside = (
            *(word for words in self.currencies.values() for word in words),
            *self.in_stock, *self.out_of_stock, *self.pieces, *self.at_least_before, *self.at_least_after,
        )  # fmt: skip
        found = sorted({word for word in beside if any(one.isdigit() for one in word)})
        if found:
            raise ValueError(f"digits in a word beside a number: {', '.join(found)}")
        return self


def plain_word(word: str) -> str:
    """A word as it is looked up where punctuation counts: one form of each character, without case."""
    return unicodedata.normalize("NFKC", word).casefold()


def fold_word(word: str) -> str:
    """A word as it is compared where only letters and digits count."""
    return re.sub(r"[\W_]+", "", plain_word(word))


@cache
def shipped_value_words() -> ValueWords:
    """The words that come with the program."""
    return parse_file(ValueWords, Path(__file__).with_name("value_words.yml"))
