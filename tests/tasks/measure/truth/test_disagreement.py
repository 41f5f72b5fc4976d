from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.measure.truth.disagreement import disagreement, numbers_apart
from tasks.measure.truth.looking import matching
from tasks.measure.truth.quantities import reader
from tests.builders import shipped_truth, text
from tests.tasks.measure.truth.listings import listings

READING = reader(shipped_truth())

APART = [
    ("Steel Water Bottle 500 ml", "Keeps drinks cold. Capacity: 350 ml.", "500 ml", "350 ml"),
    ("Water Bottle 500ml", "This bottle holds 750 ml of water.", "500ml", "750 ml"),
    ("Bottle 1 l", "Holds 750 ml.", "1 l", "750 ml"),
    ("Bottle, 0,5 Liter", "Capacity of 350 ml", "0,5 Liter", "350 ml"),
    ("Trinkflasche 500 ml", "Fassungsvermögen: 350 ml", "500 ml", "350 ml"),
    ("Storage Box 1.5 l", "Volume 2 liters.", "1.5 l", "2 liters"),
    ("Tumbler 20 oz", "A 16 oz tumbler for the road.", "20 oz", "16 oz"),
    ("Hair clips pack of 2", "You get a pack of 3.", "pack of 2", "pack of 3"),
    ("Socks 2-Pack", "Set of 3 soft pairs", "2-Pack", "Set of 3"),
    ("Set of two bowls", "A set of three bowls for the kitchen", "Set of two", "set of three"),
    ("Cutlery 24 pcs", "The set has 16 pieces.", "24 pcs", "16 pieces"),
    ("Puzzle 1000 pieces", "A 500 piece puzzle", "1000 pieces", "500 piece"),
    ("Hair clips pack of 4", "10 pieces in the pack", "pack of 4", "10 pieces"),
    ("USB Stick 64GB", "Fast stick with 32 GB storage.", "64GB", "32 GB"),
    ("External SSD 1 TB", "Storage: 500 GB", "1 TB", "500 GB"),
    ("Power Bank 10000mAh", "Battery capacity 5000 mAh", "10000mAh", "5000 mAh"),
    ("Power Bank 20,000 mAh", "Capacity: 10,000mAh", "20,000 mAh", "10,000mAh"),
    ("Round Mirror 60 cm", "Measures 50 cm.", "60 cm", "50 cm"),
    ("Mirror 24 inch", "Measures 50 cm.", "24 inch", "50 cm"),
    ("Scarf length 180 cm", "160 cm long", "180 cm", "160 cm"),
    ("Vase, height 30 cm", "It is 25 cm high", "30 cm", "25 cm"),
    ("Plate diameter 27 cm", "Diameter: 24 cm", "27 cm", "24 cm"),
    ("Cushion 40 x 40 cm", "Size: 50x50 cm, soft.", "40 x 40 cm", "50x50 cm"),
    ("Rug 120 cm x 170 cm", "Dimensions: 160 cm x 230 cm", "120 cm x 170 cm", "160 cm x 230 cm"),
    ("Charging Cable 2 m", "Length of the cable is good. Cable 1 m", "2 m", "1 m"),
    ("Wall Charger 20W", "Output power 18 W", "20W", "18 W"),
    ("Blender 600 watts", "Rated power: 500W", "600 watts", "500W"),
    ("12V Air Pump", "Voltage: 24V", "12V", "24V"),
    ("Coffee Beans 1 kg", "Net weight: 500 g", "1 kg", "500 g"),
    ("Dumbbell 5 kg", "Weighs 3 kg.", "5 kg", "3 kg"),
    ("LED Torch 1000 lumens", "Brightness 500 lm", "1000 lumens", "500 lm"),
    ("Trail Camera 48MP", "12 MP resolution", "48MP", "12 MP"),
    ("Sunscreen SPF 50", "with SPF 30", "SPF 50", "SPF 30"),
    ("Sheet 400 thread count", "Woven with 200 thread count", "400 thread count", "200 thread count"),
    ("Mug 300 ml", "Fits 500 ml coffee machines. Holds 250 ml", "300 ml", "250 ml"),
    ("Bottle ½ l", "Holds 350 ml", "½ l", "350 ml"),
]  # fmt: skip

TOGETHER = [
    ("Bottle 500 ml", "A 0.5 l bottle"),
    ("Bottle 500 ml", "A bottle of 0,5 liters"),
    ("Bottle 50 cl", "500ml"),
    ("Bottle 1 l", "Holds 1000 ml of water"),
    ("Bottle 1.000 ml", "1 l"),
    ("Bottle 1,000 ml", "1 l"),
    ("Bottle ½ l", "500 ml"),
    ("Mirror 12 in", "Measures 30 cm."),
    ("Mirror 12 in", "Diameter 30 cm"),
    ("Cable 6ft", "1.8 m"),
    ("Cable 3 ft", "1 m"),
    ("Screen 15.6\"", "Size 39.6 cm"),
    ("SSD 1 TB", "Capacity 1000 GB"),
    ("SSD 1 TB", "Capacity 1024 GB"),
    ("Coffee 1 kg", "Net weight 1000 g"),
    ("Coffee 1 lb", "Net weight 454 g"),
    ("Pack of two mugs", "2-pack"),
    ("Set of 3 bowls", "3 pieces"),
    ("Bottle 500 ml", "approx. 520 ml"),
    # Several sizes, ranges and limits.
    ("Bottle 500 ml", "Available in 250 ml, 350 ml and 500 ml"),
    ("Bottle 500 ml", "Available in 250 ml and 350 ml"),
    ("Bottle 500 ml", "Sizes: 350/750 ml"),
    ("Bottle 500 ml", "From 350 ml"),
    ("Bottle 500 ml", "For up to 350 ml of tea"),
    ("Strap 2 m", "adjustable from 50 cm to 90 cm"),
    ("Strap 2 m", "adjustable 50-90 cm"),
    ("Rope 10 m", "Takes loads of more than 5 m"),
    ("Bottle 350 ml or 500 ml", "Holds 750 ml"),
    ("Curtain 100-200 cm", "Measures 250 cm"),
    ("Socks pack of 3", "Also available in a pack of 6"),
    ("Pans 20 cm", "20 cm, 24 cm, 28 cm"),
    # Another quantity of the goods, or of something else.
    ("Mirror 60 cm diameter", "Height 70 cm"),
    ("Round Table 60 cm", "Height: 75 cm"),
    ("Watch 42 mm", "band width 20 mm"),
    ("Necklace 45 cm", "pendant 2 cm"),
    ("Bag 40 cm", "with a 30 cm zip"),
    ("Cushion 40x40 cm", "with a 5 cm border"),
    ("Fan 12 in", "blades 25 cm long"),
    ("Sheet 200 x 200 cm", "depth 30 cm"),
    ("Box 30x40 cm", "30 x 40 x 5 cm"),
    ("Backpack 20 L", "pocket for a 15 inch laptop"),
    ("Bottle 500 ml", "comes with a 50 ml sample"),
    ("Tablet 64 GB", "4 GB RAM"),
    ("Card 64GB", "supports up to 256 GB"),
    ("Dash Cam 64GB", "Supports 128 GB cards"),
    ("Charger 20W", "Input 100-240V, output 5 V"),
    ("Bulb 9W", "60 W equivalent"),
    ("T-shirt 180 g/m2", "weighs 150 g"),
    ("Protein Bar 60 g", "25 g protein per serving"),
    ("Luggage Scale 50 kg", "weighs 200 g"),
    ("Kettlebell rack 5 kg", "gross weight 6 kg"),
    ("Cutlery 24 pcs", "6 pieces of forks, 6 pieces of spoons"),
    ("2 pack socks", "10 pcs"),
    ("2 x 500 ml bottles", "1 l in total"),
    ("2 x 500 ml bottles", "Each holds 500 ml"),
    ("Pack of 2 mugs", "Each mug is 1 piece"),
    # Not numbers with units.
    ("3 in 1 cable", "charges 5 in 1"),
    ("Phone 5G", "weighs 180 g"),
    ("T-Shirt Size L", "Size 2 L"),
    ("Wallet for 5 cards", "holds 8 cards"),
    ("Model X-500 lamp", "Model 350 lamp"),
    ("Canvas bag", "Holds 10 kg"),
    ("Bottle 500 ml", "A fine bottle"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "description", "named", "described"), APART)
def test_one_size_against_another_is_told(name: str, description: str, named: str, described: str) -> None:
    assert disagreement(name, description, None, READING) == f"{named} in the name, {described} in the description"


@pytest.mark.parametrize(("name", "description"), TOGETHER)
def test_what_may_both_be_true_is_not(name: str, description: str) -> None:
    assert disagreement(name, description, None, READING) is None


def test_a_size_among_the_variations_is_no_contradiction() -> None:
    assert disagreement("Bottle 500 ml", "Holds 350 ml.", "350 ml\n500 ml", READING) is None
    assert disagreement("Bottle 500 ml", "Holds 350 ml.", "Red\nBlue", READING) is not None


@pytest.mark.parametrize(("name", "description", "named", "described"), APART)
def test_a_column_says_what_its_texts_say(name: str, description: str, named: str, described: str) -> None:
    column = numbers_apart(listings((name, description), ("Mug", "")), shipped_truth())
    assert column.iloc[0] == f"{named} in the name, {described} in the description"
    assert column.isna().tolist() == [False, True]


UNITS = [word for unit in shipped_truth().units for word in unit.words]
NUMBERS = st.sampled_from(["5", "2,5", "1.500", "½", "2 1/2", "30 x 40", "10 - 20", "1000000"])


@given(
    st.lists(
        st.tuples(NUMBERS, st.sampled_from([*UNITS, "″", "”"]), st.sampled_from(["", " ", "-", "\xa0"])), min_size=9
    )
)
@settings(max_examples=25)
def test_the_quick_look_lets_every_quantity_through(written: list[tuple[str, str, str]]) -> None:
    texts = [f"Bottle {number}{gap}{unit}, blue" for number, unit, gap in written]
    for kind, pattern in READING.quick_by_kind.items():
        looked = matching(text(*texts), pattern)
        read = [kind in {one.kind for one in (*READING.read(one), *READING.read_packs(one))} for one in texts]
        assert [one for one, has, is_seen in zip(texts, read, looked, strict=True) if has and not is_seen] == []


WRITTEN = st.sampled_from(
    [("{} ml", 1), ("{}ml", 1), ("{} ML", 1), ("{}-ml", 1), ("{} milliliters", 1), ("{} cl", 10), ("{} l", 1000)]
)


@given(st.integers(1, 99), WRITTEN, WRITTEN)
@example(50, ("{} ml", 1), ("{} l", 1000))
def test_equal_amounts_agree_in_every_spelling(amount: int, one: tuple[str, int], other: tuple[str, int]) -> None:
    base = amount * 100
    said = [form.format(f"{base / factor:g}") for form, factor in (one, other)]
    assert disagreement(f"Bottle {said[0]}", f"Capacity: {said[1]}", None, READING) is None


@given(st.integers(2, 40), st.integers(2, 40), WRITTEN, WRITTEN)
def test_unequal_amounts_disagree_in_every_spelling(
    mine: int, yours: int, one: tuple[str, int], other: tuple[str, int]
) -> None:
    said = [form.format(f"{amount * 100 / factor:g}") for amount, (form, factor) in ((mine, one), (yours, other))]
    found = disagreement(f"Bottle {said[0]}", f"Capacity: {said[1]}", None, READING)
    assert (found is not None) == (mine != yours)


NOISE = st.text(
    alphabet=st.sampled_from(list("0123456789.,/x-–½ mlgkcWVhA\"'%+()\n²")) | st.characters(codec="utf-8"), max_size=120
)


@given(NOISE, NOISE, NOISE)
def test_no_text_is_too_odd(name: str, description: str, variations: str) -> None:
    found = disagreement(name, description, variations, READING)
    assert found is None or " in the name, " in found
