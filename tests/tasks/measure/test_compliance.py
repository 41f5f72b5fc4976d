from __future__ import annotations

import pandas as pd
import pytest

from expectations.store import Store
from tasks.measure.compliance import compliance_facts, epr_missing, hs_code_problem, hs_code_problems
from tests.builders import records, shipped_compliance, text
from tests.tasks.measure.truth.listings import listings


def found(name: str, description: str = "", tags: str = "", origin: str = "CN", **store: object) -> dict[str, str]:
    products = listings((name, description, tags))
    origins = pd.Series([origin], index=products.index, dtype="str")
    (facts,) = records(compliance_facts(products, origins, Store.model_validate(store), shipped_compliance()))
    return {key: value for key, value in facts.items() if value is not None}


@pytest.mark.parametrize(
    ("name", "description", "flag", "words"),
    [
        ("Bike Light, rechargeable", "", "battery", "rechargeable"),
        ("Toy Car", "Batteries included.", "battery", "batteries included"),
        ("Toy Car", "Batteries not included.", "battery", None),
        ("Clock", "Needs no battery.", "battery", None),
        ("Battery Charger", "", "battery", None),
        ("Laptop Bag", "", "battery", None),
        ("Torch", "With a built-in battery", "battery", "built in battery"),
        ("Torch", "With a built in battery", "battery", "built in battery"),
        ("Hand Cream", "", "liquid", "hand cream"),
        ("Sweater cream white", "", "liquid", None),
        ("Shampoo Bottle, empty", "", "liquid", None),
        ("Soap Dispenser", "Not for hand soap", "liquid", None),
        ("Baby Powder", "", "powder", "powder"),
        ("Ski Jacket powder blue", "", "powder", None),
        ("Chair, powder-coated frame", "", "powder", None),
        ("Stainless Steel Mug", "", "metal", "stainless steel, steel"),
        ("Tee steel blue", "", "metal", None),
        ("Mug", "Made of stainless steel", "metal", "made of stainless steel"),
        ("Hoodie", "With a metal zip; cool iron.", "metal", None),
        ("Metal-free Wallet", "", "metal", None),
        ("Fridge Magnets", "", "magnet", "magnets"),
        ("Bag", "With a magnetic clasp", "magnet", "magnetic clasp"),
    ],
)
def test_flags(name: str, description: str, flag: str, words: str | None) -> None:
    assert found(name, description).get(f"{flag}_terms") == words


@pytest.mark.parametrize(
    ("name", "store", "words"),
    [
        ("USB Cable", {"destinations": ("DE", "US")}, "usb cable"),
        ("USB Cable", {}, "usb cable"),
        ("USB Cable", {"destinations": ("US", "AU")}, None),
        ("USB Cable", {"destinations": ("FR",), "eu_responsible_person": "Acme GmbH"}, None),
        ("USB Cable", {"merchant_country": "DE"}, None),
        ("Plush Toy", {"destinations": ("FR",)}, "plush, toy"),
        ("Sunglasses Case", {"destinations": ("FR",)}, None),
        ("Hands-free Headset", {"destinations": ("FR",)}, "headset"),
        ("Cotton Hoodie", {"destinations": ("FR",)}, None),
        ("Electric Blue Leggings", {"destinations": ("FR",)}, None),
    ],
)
def test_a_person_in_the_eu(name: str, store: dict[str, object], words: str | None) -> None:
    assert found(name, **store).get("eu_person_terms") == words


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("A vase of lead crystal", "lead crystal"),
        ("Warning: Cancer and Reproductive Harm", "cancer and reproductive harm"),
        ("BPA-free", None),
        ("Free from BPA, phthalates and cadmium", None),
        ("Contains no formaldehyde", None),
        ("Dog lead, one metre", None),
    ],
)
def test_warnings_for_california(description: str, words: str | None) -> None:
    assert found("Vase", description).get("prop65_terms") == words
    assert "prop65_terms" not in found("Vase", description, destinations=("DE",))


@pytest.mark.parametrize(
    ("description", "origin", "said"),
    [
        ("Made in Italy by hand", "CN", "made in IT, origin CN"),
        ("Made in Italy by hand", "IT", None),
        ("Made in Italy by hand", "IT\nCN", None),
        ("Made in the USA", "CN", "made in US, origin CN"),
        ("Made in China. Designed in Sweden.", "CN", None),
        ("Made in P.R.C", "CN", None),
        ("Made in many colours", "CN", None),
        ("Made in Italy or made in Spain", "CN", None),
        ("made in 2020", "CN", None),
    ],
)
def test_made_in(description: str, origin: str, said: str | None) -> None:
    assert found("Bag", description, origin=origin).get("made_in_apart") == said


@pytest.mark.parametrize("code", ["610910", "6109.10", "61091000", "6109 10 00 10", "010121", "9705.10"])
def test_good_customs_codes(code: str) -> None:
    assert hs_code_problem(code) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("12", "'12' has 2 digits, not 6, 8 or 10"),
        ("10121", "'10121' has 5 digits, not 6, 8 or 10, a leading zero may be lost"),
        ("61091000101", "'61091000101' has 11 digits, not 6, 8 or 10"),
        ("990000", "'990000' is of chapter 99, which does not exist"),
        ("770000", "'770000' is of chapter 77, which does not exist"),
        ("000000", "'000000' is of chapter 00, which does not exist"),
        ("T-shirt", "'T-shirt' is not made of digits"),
        ("٦١٠٩١٠", "'٦١٠٩١٠' is not made of digits"),
    ],
)
def test_bad_customs_codes(code: str, said: str) -> None:
    assert hs_code_problem(code) == said


def test_missing_customs_codes_are_none() -> None:
    assert hs_code_problems(text(None, "610910", "1")).isna().tolist() == [True, True, False]


def test_registrations_are_asked_for_named_countries_only() -> None:
    words = shipped_compliance()
    assert epr_missing(Store(), words) is None
    assert epr_missing(Store(destinations=("FR", "DE", "US")), words) == "DE, FR"
    assert epr_missing(Store(destinations=("FR", "DE"), epr_registered=("FR", "DE")), words) is None


@pytest.mark.parametrize(
    ("name", "description", "fact", "words"),
    [
        ("Roach Killer Gel 20 g", "", "us_pesticide", "roach killer"),
        ("Garden spray", "Kills weeds to the root.", "us_pesticide", "kills weeds"),
        ("Flea and tick collar for dogs", "", "us_pesticide", "flea and tick collar"),
        ("Pesticide sprayer 5 l", "", "us_pesticide", None),
        ("Ultrasonic mosquito repellent lamp", "", "us_pesticide", None),
        ("Pesticide-free cotton tee", "", "us_pesticide", None),
        ("Mosquito coil holder, iron", "", "us_pesticide", None),
        ("DPF delete pipe 3 inch", "", "us_defeat", "dpf delete, dpf delete pipe"),
        ("O2 sensor spacer M18", "", "us_defeat", "o2 sensor spacer"),
        ("Oxygen sensor socket", "", "us_defeat", None),
        ("Exhaust tip", "Bypasses emission controls.", "us_defeat", "bypasses emission controls"),
    ],
)
def test_what_may_not_be_sold_to_the_united_states(name: str, description: str, fact: str, words: str | None) -> None:
    assert found(name, description, destinations=("US",)).get(f"{fact}_terms") == words
    assert f"{fact}_terms" not in found(name, description, destinations=("DE",))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Folding pocket knife", "pocket knife"),
        ("Kitchen knife block", None),
        ("Scented candle vanilla", "scented candle, candle"),
        ("Candle holder brass", None),
        ("LED candles, set of 6", None),
        ("Silicone candle mould", None),
        ("Car cigarette lighter adapter", None),
        ("Arc lighter USB", "arc lighter, lighter"),
        ("Jacket, lighter than air", None),
        ("Ping pong balls 12 pcs", "ping pong balls"),
        ("Perfume bottle, empty", None),
        ("Vegetable seeds mix", "vegetable seeds"),
        ("Seed bead bracelet", None),
        ("Faux rabbit fur throw", None),
        ("Scarf in rabbit fur", "rabbit fur"),
        ("Candy cane stripe socks", None),
        ("Sock that matches your outfit", None),
        ("Pills organizer, 7 days", None),
        ("Tea towel", None),
        ("Softshell jacket", None),
    ],
)
def test_what_carriers_from_china_refuse(name: str, words: str | None) -> None:
    assert found(name, merchant_country="CN").get("transport_terms") == words
    assert "transport_terms" not in found(name, merchant_country="DE")
