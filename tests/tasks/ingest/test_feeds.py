from __future__ import annotations

import pytest

from expectations.policy import FeedLimits
from tasks.errors import UNREADABLE, FeedRefused
from tasks.ingest.feeds import choose_feeds, refuse_if_too_large
from tasks.storage.bucket import ObjectInfo

INBOX = "inbox/acme/"


def sent(name: str, modified: float = 0.0) -> ObjectInfo:
    return ObjectInfo(f"{INBOX}{name}", 10, "etag", modified)


def chosen(*inbox: ObjectInfo, **patterns: str) -> list[str]:
    return [info.key.removeprefix(INBOX) for info in choose_feeds(inbox, INBOX, patterns)]


def test_without_patterns_the_newest_file_that_may_be_a_feed_is_the_feed() -> None:
    assert chosen(sent("a.csv", 1), sent("b.XLSX", 3), sent("c.export", 2), sent("terms.pdf", 9)) == ["b.XLSX"]


@pytest.mark.parametrize("name", ["front.JPG", "README", "readme.txt", ".DS_Store", "old/.hidden", "~$list.xlsx"])
def test_what_people_put_beside_a_feed_is_none(name: str) -> None:
    assert chosen(sent("old.csv", 1), sent(name, 9)) == ["old.csv"]


def test_an_object_larger_than_a_feed_may_be_is_refused_before_it_is_read() -> None:
    with pytest.raises(FeedRefused, match="has 10 bytes, more than 9") as caught:
        refuse_if_too_large(sent("a.csv"), INBOX, FeedLimits(file_bytes=9))
    assert caught.value.source == "a.csv"
    refuse_if_too_large(sent("a.csv"), INBOX, FeedLimits(file_bytes=10))


def test_of_two_files_of_one_second_the_later_name_is_the_feed() -> None:
    assert chosen(sent("b.csv", 1), sent("a.csv", 1)) == chosen(sent("a.csv", 1), sent("b.csv", 1)) == ["b.csv"]


@pytest.mark.parametrize("folder", ["images", "decisions", "corrections"])
def test_folders_for_other_things_hold_no_feed(folder: str) -> None:
    assert chosen(sent(f"{folder}/new.csv", 9), sent("old.csv", 1)) == ["old.csv"]
    with pytest.raises(FeedRefused):
        chosen(sent(f"{folder}/new.csv", 9), products=f"{folder}/*.csv")


def test_each_pattern_takes_its_newest_file_in_the_order_of_the_supplier_file() -> None:
    inbox = [sent("stock-1.csv", 1), sent("stock-2.csv", 2), sent("products.txt", 9), sent("stock-0.csv", 3)]
    assert chosen(*inbox, stock="stock-*.csv", products="products*") == ["stock-0.csv", "products.txt"]


def test_patterns_mind_case() -> None:
    with pytest.raises(FeedRefused):
        chosen(sent("Products.csv"), products="products*.csv")


@pytest.mark.parametrize(
    ("inbox", "patterns", "reason"),
    [
        ([], {}, "there is no feed"),
        ([sent("products.pdf")], {}, "there is no feed"),
        ([sent("other.csv")], {"products": "products*.csv"}, "there is no feed for 'products'"),
    ],
)
def test_an_inbox_without_its_feed_is_refused(inbox: list[ObjectInfo], patterns: dict[str, str], reason: str) -> None:
    with pytest.raises(FeedRefused) as caught:
        choose_feeds(inbox, INBOX, patterns)
    assert (caught.value.reason, caught.value.source, caught.value.rule_id) == (reason, INBOX, UNREADABLE)
    assert caught.value.exit_code == 3


def test_one_file_is_not_taken_for_two_feeds() -> None:
    with pytest.raises(FeedRefused, match=r"'stock' and 'products' are both the file stock-1\.csv"):
        chosen(sent("stock-1.csv", 2), sent("products.csv", 1), stock="stock*.csv", products="*.csv")
