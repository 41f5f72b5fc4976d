from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pandas as pd
from pandas.testing import assert_frame_equal

from tasks.job import configuration
from tasks.normalise.arrange import TEXT_FIELDS
from tasks.normalise.columns import ColumnMap
from tasks.normalise.plan import FeedPlan
from tasks.normalise.values import Conventions, Normalised, normalise_values
from tests.builders import records, supplier


def arranged(*lines: dict[str, str]) -> pd.DataFrame:
    """Arranged rows: a SKU, a price and a quantity unless said otherwise."""
    made = [{"sku": f"S{n}", "price": "5", "quantity": "1", **line} for n, line in enumerate(lines)]
    frame = pd.DataFrame(made, columns=[*TEXT_FIELDS, "plain_numbers"]).astype("str")
    return frame.assign(kind="variation", row_id=[f"r{n}" for n in range(len(made))])


def conventions(**said: Any) -> Conventions:
    """Those of a supplier, with at most three tags; its numbers are known from its file alone."""
    stated = supplier(**said)
    plan = FeedPlan(ColumnMap({}), decimal=stated.numbers.decimal, currency=stated.numbers.currency)
    known = configuration(None)
    few_tags = dataclasses.replace(known, limits=known.limits.model_copy(update={"tags": 3}))
    return Conventions(few_tags, stated, plan, dt.date(2026, 11, 1))


def normalised(*lines: dict[str, str], **said: Any) -> Normalised:
    before = arranged(*lines)
    given = before.copy(deep=True)
    made = normalise_values(given, conventions(**said))
    assert_frame_equal(given, before)
    return made


def value(field: str, sent: str, **said: Any) -> Any:
    return records(normalised({field: sent}, **said).rows)[0][field]


def changes(*lines: dict[str, str], **said: Any) -> list[tuple[Any, ...]]:
    frame = normalised(*lines, **said).changes
    return list(frame[["row_id", "field", "before", "after", "rule_id"]].itertuples(index=False, name=None))


def test_clean_values_stay_and_no_change_is_told() -> None:
    line = {
        "name": "Steel Mug",
        "description": "Holds tea.\n\nDishwasher safe.",
        "tags": "mug,steel",
        "price": "12.99",
        "quantity": "5",
        "gtin": "4006381333931",
        "color": "red",
    }
    assert changes(line) == []


def test_every_step_of_a_text_is_a_change_of_its_own() -> None:
    assert changes({"name": "<b>Steel</b>\u200b  Mug"}) == [
        ("r0", "name", "<b>Steel</b>\u200b  Mug", "Steel\u200b Mug", "text.html"),
        ("r0", "name", "Steel\u200b Mug", "Steel Mug", "text.characters"),
    ]


def test_superfluous_spaces_are_told() -> None:
    assert changes({"name": " Steel  Mug"}) == [("r0", "name", " Steel  Mug", "Steel Mug", "text.spaces")]


def test_numbers_codes_tags_and_options_are_told_with_their_rules() -> None:
    line = {"price": "$1,299.5", "quantity": "5 pcs", "gtin": "400-6381 333931", "tags": "a;b;A", "color": "Schwarz"}
    assert changes({}, line, lookups={"color": {"schwarz": "black"}}) == [
        ("r1", "gtin", "400-6381 333931", "4006381333931", "gtin.format"),
        ("r1", "tags", "a;b;A", "a,b", "tags.tidy"),
        ("r1", "color", "Schwarz", "black", "option.lookup"),
        ("r1", "price", "$1,299.5", "1299.50", "price.format"),
        ("r1", "quantity", "5 pcs", "5", "quantity.format"),
    ]


def test_a_negative_price_is_refused() -> None:
    assert value("price_problem", "5") is None
    (line,) = records(normalised({"price": "-3,50"}).rows)
    assert line["price_minor"] is None and "-3,50" in line["price_problem"]


def test_a_price_with_two_meanings_is_ambiguous_and_no_problem() -> None:
    (line,) = records(normalised({"price": "3.350"}).rows)
    assert (line["price_minor"], line["price_problem"]) == (None, None)
    assert "3.350" in line["price_ambiguous"]


def test_what_cannot_be_read_is_a_problem_and_no_change() -> None:
    made = normalised({"price": "call us", "quantity": "plenty", "shipping": "free"})
    assert made.changes.empty
    (line,) = records(made.rows)
    assert {name: line[name] for name in line if name.startswith(("price", "quantity", "shipping_"))} == {
        "price_minor": None,
        "price_problem": "'call us' is not a plain amount",
        "price_ambiguous": None,
        "quantity": None,
        "quantity_problem": "'plenty' is not a whole number",
        "shipping_time": None,
        "shipping_minor": None,
        "shipping_problem": "'free' is not a plain amount",
    }


def test_a_missing_price_or_quantity_is_a_problem_and_a_missing_shipping_price_is_none() -> None:
    frame = arranged({})
    frame[["price", "quantity"]] = pd.NA
    (line,) = records(normalise_values(frame.astype("str"), conventions()).rows)
    assert (line["price_problem"], line["quantity_problem"], line["shipping_problem"]) == (
        "the price is missing",
        "the quantity is missing",
        None,
    )


def test_the_currency_is_the_cells_then_the_prices_then_the_supplier_files() -> None:
    said = {"numbers": {"currency": "GBP", "decimal": "."}}
    made = normalised({"currency": "eur", "price": "US$5"}, {"price": "US$5"}, {"price": "5"}, **said)
    assert list(made.rows["currency"]) == ["EUR", "USD", "GBP"]


def test_the_decimal_sign_of_the_supplier_file_is_used_for_all_money() -> None:
    made = normalised(
        {"price": "3.350", "msrp": "4.000", "shipping": "1,5"}, numbers={"decimal": ",", "currency": "EUR"}
    )
    assert records(made.rows[["price_minor", "msrp_minor", "shipping_minor"]]) == [
        {"price_minor": 335000, "msrp_minor": 400000, "shipping_minor": 150}
    ]


def test_line_breaks_part_tags_and_stay_in_descriptions() -> None:
    assert value("tags", "mug\nsteel") == "mug,steel"
    assert value("description", "One \n\n\n two") == "One\n\ntwo"


def test_codes_lose_what_nobody_sees() -> None:
    assert changes({"sku": " A\u200b-1 "}) == [
        ("r0", "sku", " A\u200b-1 ", " A-1 ", "text.characters"),
        ("r0", "sku", " A-1 ", "A-1", "text.spaces"),
    ]
    assert value("origin_country", "de") == "DE"


def test_several_pictures_in_the_main_cell_are_one_and_further_ones() -> None:
    made = normalised({"main_image": "a.jpg|b.jpg", "extra_images": "c.jpg"}, {"main_image": "a#b"})
    assert list(made.rows["main_image"]) == ["a.jpg", "a#b"]
    assert records(made.rows[["extra_images"]]) == [{"extra_images": "b.jpg\nc.jpg"}, {"extra_images": None}]
    assert value("main_image", "a#b", picture_separator="#") == "a"


def test_ids_and_weights_are_numbers() -> None:
    made = normalised({"category_id": "12", "max_quantity": "3", "weight_g": "0.5 kg"}, {"category_id": "mugs"})
    assert records(made.rows[["category_id", "max_quantity", "weight_g"]]) == [
        {"category_id": 12, "max_quantity": 3, "weight_g": 500.0},
        {"category_id": None, "max_quantity": None, "weight_g": None},
    ]


def test_an_option_without_a_lookup_stays_and_matching_ignores_case() -> None:
    said = {"lookups": {"color": {"Schwarz": "black"}}}
    assert [value("color", sent, **said) for sent in ("SCHWARZ", "schwarz", "Galaxy")] == ["black", "black", "Galaxy"]


def test_a_description_beyond_the_limit_is_cut_and_told() -> None:
    long = "Holds tea. " * 400
    (cut,) = changes({"description": long.strip()})
    assert cut == ("r0", "description", long.strip(), ("Holds tea. " * 363).strip(), "description.cut")


def test_options_are_named_beside_what_was_sent() -> None:
    made = normalised({"color": "01 Black", "size": "X-Large"})
    assert records(made.rows[["color", "color_name", "size", "size_name"]]) == [
        {"color": "01 Black", "color_name": "black", "size": "X-Large", "size_name": "XL"}
    ]


def test_equal_rows_have_one_content_and_every_field_counts() -> None:
    line = {"sku": "A", "name": "Mug", "price": "5"}
    readable = {"price": "7", "msrp": "9", "shipping": "1", "quantity": "7", "weight_g": "70 g", "origin_country": "FR"}
    readable |= {"length": "7 cm", "width": "7 cm", "height": "7 cm", "dimensions": "7 x 7 x 7 cm", "pieces": "7"}
    # Asked for elsewhere: where the price starts from the cost, or nothing else says whether there is stock.
    unused = {"cost", "availability", "material", "mpn", "gender", "product_url"}
    for field in set(TEXT_FIELDS) - unused:
        other = line | {field: readable.get(field, "77")}
        content = normalised(line, line, other).rows["content"]
        assert content[0] == content[1]
        assert content[0] != content[2], field


def test_what_cannot_be_read_and_is_not_needed_is_told() -> None:
    made = normalised({"msrp": "abc", "weight_g": "250", "origin_country": "Atlantis", "max_quantity": "few"})
    assert records(made.rows)[0]["unread"] == (
        "msrp 'abc'; max_quantity 'few'; weight_g '250'; origin_country 'Atlantis'"
    )


def test_two_currencies_for_one_price_are_a_problem() -> None:
    made = records(normalised({"price": "€5.00", "currency": "USD"}).rows)[0]
    assert made["price_problem"] == "'€5.00' beside the currency USD"
