from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.measure.contact import find_contacts
from tasks.measure.contact.search import search
from tasks.measure.contact.signs import ALL_SIGNS, signs_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://x.example/a?b=1.", "https://x.example/a?b=1"),
        ("http://192.168.0.1/", "http://192.168.0.1/"),
        ("ftp://files.example", "ftp://files.example"),
        ("www.mugshop.example", "www.mugshop.example"),
        ("visit mugs.com today", "mugs.com"),
        ("MUGS.COM", "MUGS.COM"),
        ("mug-shop.co.uk", "mug-shop.co.uk"),
        ("shop.mugs.net/sale", "shop.mugs.net/sale"),
        ("mugs.shop", "mugs.shop"),
        ("t.me/mugs", "t.me/mugs"),
        ("wa.me/491701234567", "wa.me/491701234567"),
        ("all at mugs.cn.", "mugs.cn"),
        ("a@b.de", "a@b.de"),
        ("first.last+tag@mail.example", "first.last+tag@mail.example"),
        ("me@sub.mail.co.uk", "me@sub.mail.co.uk"),
        ("+49 170 1234567", "+49 170 1234567"),
        ("+1 (555) 123-4567", "+1 (555) 123-4567"),
        ("+86-138-0013-8000", "+86-138-0013-8000"),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
        ("+4915112345678", "+4915112345678"),
        ("(555) 123-4567", "(555) 123-4567"),
        ("555-123-4567", "555-123-4567"),
        ("555.123.4567", "555.123.4567"),
        ("call 0170 1234567", "0170 1234567"),
        ("Tel. 030/1234 5678", "030/1234 5678"),
        ("Tel: 030 12345678", "030 12345678"),
        ("phone no. 1234567", "1234567"),
        ("mobile: 138 0013 8000", "138 0013 8000"),
        ("Cell 555 1234", "555 1234"),
        ("Phone 1-800-555-0199", "1-800-555-0199"),
        ("call us now: 0800 123456", "0800 123456"),
        ("phone 06 12 34 56 78", "06 12 34 56 78"),
    ],
)
def test_what_leads_off_the_marketplace_is_found(text: str, found: str) -> None:
    assert find_contacts([text]) == {text: (found,)}


@pytest.mark.parametrize(
    "text",
    [
        "Steel Mug",
        "Size M. Shop now",
        "No.5",
        "No.5 candle",
        "10 x 20 x 30 cm",
        "100-200 cm",
        "1000-2000-3000 lumen",
        "4006381333931",
        "400 6381 333931",
        "0036000291452",
        "USB 2.0 to 3.0",
        "1.5 l, 2.5 l",
        "v1.2.3",
        "12.5.2024",
        "2019-2020",
        "Phone case 128 - 256 GB",
        "Phone holder for 4.7 - 6.7 inch",
        "mobile phone 2019-2020",
        "Battery cell 18650 3.7 V",
        "Battery cell 18650 - 3.7 V",
        "for phone 6 7 8 11 12 13",
        "iPhone 11 12 13 14 15",
        "Fits phones from 2015 2016 2017 2018",
        "approx. 300 ml",
        "St. Paul's",
        "Dr.Martens",
        "100% cotton, 24/7",
        "@home",
        "+10 pieces, 3+1 free",
        "S/M/L/XL",
        "RGB 255 255 255",
        "12V 24V 100-240V",
        "Size:36-37-38-39-40-41",
        "call of duty 2 3",
        "tel aviv 1909",
        "3.5mm.AUX",
        "",
    ],
)
def test_sizes_codes_and_plain_words_lead_nowhere(text: str) -> None:
    assert find_contacts([text]) == {}


def test_each_contact_is_told_once_and_a_part_of_a_longer_one_not_at_all() -> None:
    text = "https://www.mugs.com/a www.mugs.com mugs.com me@mugs.com call 0170 1234567 or 0170 1234567 cups.net"
    assert find_contacts([text])[text] == ("https://www.mugs.com/a", "me@mugs.com", "0170 1234567", "cups.net")


PARTS = ["call ", "tel", "phone ", ".", ".com", "www.", "://", "http", "@", "a", "b.de", "+", "1", "23", "456", "7890"]
PARTS += ["dot", " at ", "gmail", "whats", "app", "we", "chat", "line", "id", ":", "five ", "qr", "scan", "微信", "加"]
PARTS += ["\u200b", "с", "．", " ", "-", "(", ")", "/"]
WORDS = st.lists(st.sampled_from("soft cotton mug with handle 350 ml, blue; for home and office".split()), max_size=9)
ADDRESSES = st.sampled_from(
    [
        "me@mugs.com",
        "first.last@mail.example",
        "https://mugs.com/a",
        "www.mugs.de",
        "+49 170 1234567",
        "+86 13800138000",
    ]
)


@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=14).map("".join), min_size=40, max_size=40, unique=True))
@settings(max_examples=30)
def test_the_quick_look_lets_every_find_through(texts: list[str]) -> None:
    assert find_contacts(texts).keys() >= {text for text in texts if search(text, ALL_SIGNS)}


@given(st.lists(st.tuples(WORDS, ADDRESSES, WORDS), min_size=20, max_size=20))
@settings(max_examples=20)
def test_an_address_is_found_between_any_words(parts: list[tuple[list[str], str, list[str]]]) -> None:
    texts = {" ".join([*before, address, *after]): address for before, address, after in parts}
    found = find_contacts(texts)
    assert [text for text, address in texts.items() if address not in found.get(text, ())] == []


@given(st.text(max_size=80))
def test_any_text_is_searched_and_what_is_shown_stands_in_it(text: str) -> None:
    assert all(found in text for found in search(text, ALL_SIGNS))


def test_a_missing_text_of_a_column_has_no_sign() -> None:
    assert signs_of(pa.array(["mugs.com", None, "Steel Mug"])).to_dict() == {0: frozenset({"links"})}
