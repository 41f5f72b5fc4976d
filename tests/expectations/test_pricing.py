"""Terms of an offer are read strictly, exactly and with what a category changes of them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from expectations.errors import ConfigErrors
from expectations.pricing import Band, Offer, Shipping, Terms, in_minor
from expectations.yaml_files import Strict, parse_file


class SupplierFile(Strict):
    offer: Offer = Offer()


def read(folder: Path, text: str) -> Offer:
    path = folder / "acme.yml"
    path.write_text(text, encoding="utf-8")
    return parse_file(SupplierFile, path).offer


def fault_of(folder: Path, text: str) -> str:
    with pytest.raises(ConfigErrors) as caught:
        read(folder, text)
    (error,) = caught.value.errors
    return f"{error.line}: {error.message}"


def test_everything_that_can_be_said_is_read_from_a_supplier_file(tmp_path: Path) -> None:
    offer = read(
        tmp_path,
        """\
offer:
  price_from: cost
  markup_pct: 35
  add: 0.50
  min_margin_pct: 12.5
  min_margin: 2
  fee_pct: 15
  round_to: .99
  shipping:
    bands: [{up_to_g: 500, price: 3.50}, {price: 9}]
    flat: 12
  msrp: drop
  max_msrp_to_price: 3
  stock_buffer: 2
  stock_max: 50
  in_stock: 5
  categories:
    Home > Mugs: {factor: 1.8, round_to: .00}
""",
    )
    assert offer.terms() == {
        (): Terms(
            price_from="cost",
            markup_pct=35,
            add=0.5,
            min_margin_pct=12.5,
            min_margin=2,
            fee_pct=15,
            round_to=".99",
            shipping=Shipping(bands=(Band(up_to_g=500, price=3.5), Band(price=9)), flat=12),
            msrp="drop",
            max_msrp_to_price=3,
            stock_buffer=2,
            stock_max=50,
        ),
        ("home", "mugs"): Terms(
            price_from="cost",
            factor=1.8,
            add=0.5,
            min_margin_pct=12.5,
            min_margin=2,
            fee_pct=15,
            round_to=".00",
            shipping=Shipping(bands=(Band(up_to_g=500, price=3.5), Band(price=9)), flat=12),
            msrp="drop",
            max_msrp_to_price=3,
            stock_buffer=2,
            stock_max=50,
        ),
    }
    assert offer.in_stock == 5


def test_an_empty_offer_asks_for_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "offer: {}\n") == Offer()
    assert Offer().terms() == {(): Terms()}
    assert (Terms().multiplier, Terms().kept_share, Terms().cost_share, Terms().most_msrp) == (1, 1, 1, 5)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3.5", Shipping(flat=3.5)),
        ("0", Shipping(flat=0)),
        ("{flat: 3.5}", Shipping(flat=3.5)),
        ("[{up_to_g: 500, price: 2}]", Shipping(bands=(Band(up_to_g=500, price=2),))),
    ],
)
def test_shipping_is_a_number_a_list_or_both(tmp_path: Path, written: str, meant: Shipping) -> None:
    assert read(tmp_path, f"offer: {{shipping: {written}}}\n").shipping == meant


@pytest.mark.parametrize(
    ("written", "ending"), [(".99", ".99"), ("0.95", ".95"), ("'.00'", ".00"), (".00", ".00"), ("0", ".00")]
)
def test_an_ending_may_be_written_as_the_number_it_looks_like(tmp_path: Path, written: str, ending: str) -> None:
    assert read(tmp_path, f"offer: {{round_to: {written}}}\n").round_to == ending


def test_shares_are_the_decimal_numbers_that_stand_in_the_file() -> None:
    terms = Terms(markup_pct=0.1, fee_pct=12.3, min_margin_pct=7.7)
    assert (terms.multiplier, terms.kept_share, terms.cost_share) == (
        Fraction(1001, 1000),
        Fraction(877, 1000),
        Fraction(8, 10),
    )
    assert Terms(factor=1.15).multiplier == Fraction(115, 100)
    assert in_minor(1.15) == 115


@pytest.mark.parametrize("own", ["{factor: 2}", "{markup_pct: 5}"])
def test_a_category_that_raises_prices_in_its_own_way_does_not_do_both(tmp_path: Path, own: str) -> None:
    for base in ("factor: 3", "markup_pct: 30"):
        terms = read(tmp_path, f"offer: {{{base}, categories: {{Mugs: {own}}}}}\n").terms()["mugs",]
        assert (terms.factor, terms.markup_pct) in ((2, None), (None, 5))


def test_a_category_can_take_a_term_back(tmp_path: Path) -> None:
    offer = read(tmp_path, "offer: {round_to: .99, shipping: 3, categories: {Mugs: {round_to: null}}}\n")
    assert offer.terms()["mugs",] == Terms(round_to=None, shipping=Shipping(flat=3))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("markup: 5", "2: unknown key 'offer.markup'; did you mean 'markup_pct'?"),
        ("markup_pct: '30'", "2: offer.markup_pct: should be a valid number, got '30'"),
        ("markup_pct: -1", "2: offer.markup_pct: should be greater than or equal to 0, got -1"),
        ("markup_pct: .inf", "2: offer.markup_pct: should be a finite number, got inf"),
        ("add: 0.005", "2: offer.add: an amount has at most two decimals, got 0.005"),
        ("price_from: costs", "2: offer.price_from: 'costs' is not allowed; did you mean 'cost'?"),
        ("round_to: .97", "2: offer.round_to: '.97' is not allowed; did you mean '.99'?"),
        ("round_to: 1.99", "2: offer.round_to: '1.99' is not allowed; did you mean '.99'?"),
        ("round_to: .nan", "2: offer.round_to: 'nan' is not allowed; allowed: .00, .49, .95, .99"),
        ("stock_buffer: 1.5", "2: offer.stock_buffer: should be a valid integer, got 1.5"),
        ("max_msrp_to_price: 1", "2: offer.max_msrp_to_price: should be greater than 1, got 1"),
        ("{markup_pct: 5, factor: 2}", "1: offer: markup_pct and factor both raise the price: give one of them"),
        (
            "price_from: cost",
            "1: offer: price_from cost needs markup_pct, factor, add or a least margin (factor: 1 sells at cost)",
        ),
        (
            "{min_margin_pct: 60, fee_pct: 40}",
            "1: offer: fee_pct and min_margin_pct together leave nothing of the price for the cost: they must stay "
            "below 100",
        ),
        ("fee_pct: 15", "1: offer: fee_pct changes nothing without min_margin or min_margin_pct"),
        (
            "{min_margin_pct: 10, categories: {Mugs: {fee_pct: 90}}}",
            "1: offer: category 'Mugs': fee_pct and min_margin_pct together leave nothing of the price for the cost: "
            "they must stay below 100",
        ),
        (
            "categories: {Home > Mugs: {}, home/mugs: {}}",
            "1: offer: 'Home > Mugs' and 'home/mugs' are the same category",
        ),
        ("categories: {' > ': {}}", "1: offer: ' > ' names no category"),
        ("categories: {Mugs: {in_stock: 3}}", "2: unknown key 'offer.categories.Mugs.in_stock'; allowed: "),
        ("shipping: {}", "2: offer.shipping: names no price: give one amount, or bands such as {up_to_g: 500, price: "),
        ("shipping: free", "2: offer.shipping: "),
        ("shipping: true", "2: offer.shipping: "),
        ("shipping: [{up_to_g: 500}]", "2: 'price' is missing"),
        (
            "shipping: [{up_to_g: 500, price: 2}, {up_to_g: 500, price: 3}]",
            "2: offer.shipping: bands ascend by weight, but up_to_g 500 follows 500",
        ),
        (
            "shipping: [{price: 2}, {up_to_g: 500, price: 3}]",
            "2: offer.shipping: only the last band may leave out up_to_g",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_is_allowed(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_of(tmp_path, f"offer:\n  {text}\n").startswith(fault)
