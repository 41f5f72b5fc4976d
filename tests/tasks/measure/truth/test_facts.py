from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from expectations.store import Store
from tasks.measure.compliance import compliance_facts
from tasks.measure.truth.copied import copied_descriptions, description_keys
from tasks.measure.truth.facts import truth_facts
from tests.builders import records, shipped_compliance, shipped_truth
from tests.tasks.measure.truth.listings import listings


def found(*line: str | None) -> dict[str, str]:
    """What is told of one listing, without the facts that are silent."""
    (facts,) = records(truth_facts(listings(line), shipped_truth()))
    return {name: value for name, value in facts.items() if value is not None}


MUG = "A mug of stoneware with a handle. It goes into the dishwasher and keeps its colour for years."
WORDS = "red blue green big small tea coffee gift new fine hot cold office home mum dad".split()


def test_an_honest_listing_is_silent() -> None:
    assert found("Stoneware Mug 300 ml", f"{MUG} Holds 300 ml.", "mug,stoneware", "en", "Red\nBlue") == {}


@pytest.mark.parametrize(
    ("description", "mark"),
    [
        ("Lorem ipsum dolor sit amet, consetetur", "Lorem ipsum"),
        ("This mug is a {{title}} of the best kind", "{{title}}"),
        ("Buy our %s today", "%s"),
        ("A fine mug by [brand], made for you", "[brand]"),
        ("[Brand name] makes this mug", "[Brand name]"),
        ("Insert description here", "Insert description here"),
        ("Please enter your product description here.", "Please enter your product description here"),
        ("Your text goes here", "Your text goes here"),
        ("Dear ${customer}, this is a mug", "${customer}"),
        ("<Product Name> of stoneware", "<Product Name>"),
        ("A mug in {color} and {size}", "{color}"),
        ("Price: #REF!", "#REF!"),
        ("[object Object]", "[object Object]"),
        ("Description coming soon", "Description coming soon"),
        ("This is a simple product.", "This is a simple product"),
        ("No description available", "No description available"),
        ("N/A", "N/A"),
        ("see picture", "see picture"),
        ("TBD", "TBD"),
        ("Soft. Description coming soon. Blue.", "Description coming soon"),
        ("Your text here", "Your text here"),
        # Goods to be engraved or printed, and jokes.
        ("Custom mug: your text here, in gold", None),
        ("Type your text here to preview the engraving", None),
        ("Put the details below the label", None),
        ("This is a simple product that works", None),
        ("Baby coming soon onesie; details to follow in the chart", None),
        ("A poster in the typography of Lorem Ipsum by the press", None),
        ("[Brand] Acme [Material] stoneware [Colour] blue", None),
        ("100%sure to please", None),
        ("50% softer than other towels", None),
        ("A pencil case with a name tag: write your name in the field", None),
        ("Put the mug here or there", None),
        ("The best description of this mug is: sturdy", None),
        ("Comes in a set {2 mugs, 2 plates}", None),
        (MUG, None),
    ],
)
def test_filler(description: str, mark: str | None) -> None:
    assert found("Stoneware Mug", description).get("description_filler") == mark


@pytest.mark.parametrize("name", ["{{title}} Mug", "%s Mug", "Mug [insert colour]", "Mug #N/A"])
def test_marks_in_names(name: str) -> None:
    assert "name_filler" in found(name, MUG)


@pytest.mark.parametrize(
    "name",
    ["Custom Mug 'Your Text Here'", "Add Your Name Here dog tag", "Doormat insert name here", "Lorem Ipsum poster",
     "Box <Large>", "Mug {blue}", "Sample text stamp"],
)  # fmt: skip
def test_names_of_goods_to_be_engraved_and_jokes_are_names(name: str) -> None:
    assert "name_filler" not in found(name, MUG)


@pytest.mark.parametrize(
    ("name", "options", "pieces", "said"),
    [
        ("Hair Clips Pack of 10", "2 pcs\n5 pcs\n10 pcs", None, "the name says 10, the variations 2, 5, 10"),
        ("Mugs Pack of 6", "4 pcs", None, "the name says 6, the variations 4"),
        ("Mugs Pack of 6", None, "4", "the name says 6, the pieces 4"),
        ("Hair Clips 2 pcs", "2 pcs\n5 pcs", None, None),
        ("Mugs Pack of 6", "6 pcs\n12 pcs", None, None),
        ("Mugs Pack of 6", None, "6", None),
        ("Mugs Pack of 6", None, "1", None),
        ("Socks 3 pack", None, "30", None),
        ("Hair Clips 2 pcs, 5 pcs", "5 pcs", None, None),
        ("Mugs Pack of 6", "Red\nBlue", None, None),
        ("Mugs", "2 pcs\n5 pcs", "5", None),
    ],
)
def test_packs_against_variations(name: str, options: str | None, pieces: str | None, said: str | None) -> None:
    assert found(name, MUG, None, None, options, pieces).get("pack_apart") == said


@pytest.mark.parametrize(
    ("name", "is_list"),
    [
        ("dress, summer dress, women dress, long dress, party dress", True),
        ("Phone case | case cover | silicone case | soft case | slim case", True),
        ("Bowl Set, Stoneware, Blue, Dishwasher Safe, 4 Pieces", False),
        ("Tee, black", False),
        ("Shirt 1/2/3/4/5", False),
    ],
)
def test_names_that_are_lists(name: str, is_list: bool) -> None:
    assert ("name_keyword_list" in found(name, MUG)) is is_list


@pytest.mark.parametrize(
    ("name", "description", "is_stuffed"),
    [
        ("Summer Dress", "dress for women, dress for girls, nice dress, long dress, best dress, dress sale", True),
        ("Mug", f"{MUG} Keywords: mug, cup, coffee, tea, gift", True),
        ("Mug", f"{MUG} #mug #coffee #tea #gift", True),
        ("Mug", ", ".join(f"{word} mug" for word in WORDS), True),
        ("Summer Dress", "This dress is light. Wear the dress at the beach or in town; a dress for long days.", False),
        ("Mug", MUG, False),
        ("Mug", f"{MUG} Colours: {', '.join(WORDS)}", False),
    ],
)  # fmt: skip
def test_stuffed_descriptions(name: str, description: str, is_stuffed: bool) -> None:
    assert ("description_stuffed" in found(name, description)) is is_stuffed


@pytest.mark.parametrize(
    ("name", "tags", "is_apart"),
    [
        ("Stoneware Mug", "phone case,iphone cover,silicone", True),
        ("Stoneware Mug", "mug,iphone cover,silicone", False),
        ("Stoneware Mug", "mugs,iphone cover,silicone", False),
        ("Mug Ø 8", "tv,pc,usb", True),
        ("Stoneware Mug", "phone case,iphone", False),
        ("陶瓷杯", "phone case,iphone cover,silicone", False),
        ("Stoneware Mug", "手机壳,保护套,硅胶", False),
    ],
)
def test_tags_of_something_else(name: str, tags: str, is_apart: bool) -> None:
    assert found(name, MUG, tags).get("tags_unrelated") == (tags if is_apart else None)


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("dress,long dress,red dress,new dress,nice dress,dress women", "'dress' in 6 of 6 tags"),
        ("dress,summer,cotton,women,beach,blue", None),
        ("dress,red dress", None),
    ],
)
def test_stuffed_tags(tags: str, said: str | None) -> None:
    assert found("Summer Dress", MUG, tags).get("tags_stuffed") == said


@pytest.mark.parametrize(
    ("name", "description", "is_apart"),
    [
        ("Desk Lamp Oslo", MUG, True),
        ("Stoneware Mugs", MUG, False),
        ("Mug", MUG, False),
        ("Desk Lamp Oslo", "Short text.", False),
        ("Настольная лампа", MUG, False),
        ("Desk Lamp Oslo", "{{description}} of a thing that stands somewhere in some house of yours", False),
    ],
)
def test_names_without_a_word_in_the_description(name: str, description: str, is_apart: bool) -> None:
    assert ("texts_unrelated" in found(name, description)) is is_apart


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Tasse mit Henkel aus Steingut für Kinder", "en", "de, the description en"),
        ("Taza para mujer con asa", "en", "es, the description en"),
        ("Кружка с ручкой", "en", "ru, the description en"),
        ("陶瓷杯", "en", "zh, the description en"),
        ("Mug with a handle for women", "de", "en, the description de"),
        ("Mug with a handle for women", "en", None),
        ("Tasse mit Henkel", "en", None),
        ("Кружка с ручкой", "uk", None),
        ("Tasse mit Henkel aus Steingut", None, None),
        ("Café du Monde mug", "en", None),
    ],
)
def test_names_in_another_language(name: str, language: str | None, said: str | None) -> None:
    assert found(name, MUG, None, language).get("name_language_apart") == said


@pytest.mark.parametrize(
    ("description", "promise"),
    [
        ("Kills 99.9% of bacteria in your kitchen", "Kills 99.9% of bacteria"),
        ("Removes up to 99,99 % of all germs", "Removes up to 99,99 % of all germs"),
        ("Lose 10 kg in 2 weeks", "Lose 10 kg in 2 weeks"),
        ("97% of women saw a difference", "97% of women"),
        ("Reduces wrinkles by 80%", "Reduces wrinkles by 80%"),
        ("Visible results in 7 days", "Visible results in 7 days"),
        ("Burns up to 500 calories an hour", "Burns up to 500 calories"),
        ("Grow 5 cm taller", "Grow 5 cm taller"),
        ("Look 10 years younger", "Look 10 years younger"),
        ("100% effective", "100% effective"),
        ("Antibacterial rate 99%", "Antibacterial rate 99%"),
        ("Whitens teeth by 8 shades", "Whitens teeth by 8 shades"),
        ("UPF 50+ blocks the sun", None),
        ("100% cotton for men and women", None),
        ("95% polyester, 5% elastane. Wicks sweat.", None),
        ("Saves 20% of hair-care time, 5% elastane", None),
        ("Drop hem, 70 cm long, in 3 sizes", None),
        ("Blocks 98% of the light", None),
        ("Add 2 cm to your measure", None),
        ("A mug with a lot of fat grip; 20% off", None),
    ],
)
def test_promises_with_numbers(description: str, promise: str | None) -> None:
    assert found("Thing", description).get("result_promised") == promise


def test_copied_descriptions_on_unlike_products() -> None:
    names = ["Steel Mug", "Desk Lamp", "Canvas Bag", "Wool Scarf", "Yoga Mat", "Blue Vase"]
    alike = [f"Steel Mug {n}" for n in range(6)]
    products = pd.DataFrame(
        {
            "product": [f"P{n}" for n in range(16)],
            "name": [*names, *alike, *names[:4]],
            "description": [MUG] * 6 + [MUG + " Really."] * 6 + [MUG + " Only four."] * 4,
        },
        dtype="str",
    )
    copied = copied_descriptions(description_keys(products))
    assert copied["product"].tolist() == [f"P{n}" for n in range(6)]
    assert set(copied["description_copied"]) == {"on 6 products, such as Steel Mug, Desk Lamp, Canvas Bag"}
    assert copied_descriptions(description_keys(products[:0])).empty


TEXT = st.none() | st.text(max_size=60) | st.text(alphabet='0123456789 .,%xX/mlcgkWVGB[]{}#\n"½²', max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, st.sampled_from([None, "en", "de"]), TEXT, TEXT), max_size=4))
def test_any_text_is_measured_and_none_is_changed(lines: list[tuple[str | None, ...]]) -> None:
    products = listings(*lines)
    before = products.copy(deep=True)
    origins = pd.Series(["CN"] * len(products), index=products.index, dtype="str")
    for facts in (
        truth_facts(products, shipped_truth()),
        compliance_facts(products, origins, Store(), shipped_compliance()),
    ):
        assert facts.index.equals(products.index)
        assert all(str(dtype) == "str" for dtype in facts.dtypes)
    assert_frame_equal(products, before)


def test_the_order_of_products_changes_nothing() -> None:
    products = listings(
        ("Bottle 500 ml", "Holds 350 ml."), ("Mug", MUG), (None, None), ("Tee", "100% cotton + 50% polyester")
    )
    facts = truth_facts(products, shipped_truth())
    turned = truth_facts(products[::-1], shipped_truth())
    assert_frame_equal(facts, turned[::-1])
