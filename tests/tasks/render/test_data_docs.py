from __future__ import annotations

import datetime as dt
import posixpath
import re
import socket
from typing import Any

import pytest

from tasks.render.data_docs import render_data_docs

from .builders import rule, rules
from .test_merge import entry

RULES = rules(
    rule("price.low", because="Wish <b>wants</b> $5 & more."),
    rule("name.word", suite="policy", severity="warning", fix="Take ${it} out."),
    rule("feed.rows", suite="policy"),
)
PAGE = "validations/all_rules/run-1/20260102T030405Z/acme.html"


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    summaries = {
        "acme": [
            entry(
                element_count=1234,
                unexpected_count=67,
                success=False,
                partial_unexpected_list=["<script>x()</script>", "$y"],
            ),
            entry(
                suite="policy",
                rule_id="name.word",
                expectation_type="expect_column_values_to_be_null",
                kwargs={"column": "words"},
                severity="warning",
                missing_count=10,
            ),
            entry(
                suite="policy",
                rule_id="feed.rows",
                success=False,
                element_count=None,
                unexpected_count=None,
                exception="Boom <x>",
            ),
        ],
        "bolt": [entry()],
        "none": [],
    }
    return render(summaries)


def render(summaries: dict[str, Any], run_id: str = "run-1") -> dict[str, str]:
    time = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    return render_data_docs(summaries, RULES, run_id=run_id, time=time)


def text(page: str) -> str:
    bare = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


def test_a_run_id_that_looks_like_a_time_far_from_utc_is_only_a_name() -> None:
    # dateutil reads 5024ad as an offset of -50:24 hours.
    site = render({"acme": [entry()]}, run_id="20261124T105753Z-5024ad")
    page = next(page for path, page in site.items() if path.endswith("/acme.html"))
    assert "run 20261124T105753Z-5024ad" in text(page)


def test_every_suite_and_judged_supplier_has_a_page(site: dict[str, str]) -> None:
    assert list(site) == [
        "expectations/all_rules.html",
        "expectations/policy.html",
        "expectations/quality.html",
        "index.html",
        PAGE,
        PAGE.replace("acme", "bolt"),
    ]


def test_a_suppliers_page_has_each_rule_and_its_counts(site: dict[str, str]) -> None:
    page = text(site[PAGE])
    assert all(rule_id in page for rule_id in RULES)
    assert "67 unexpected values found." in page and "of 1234 total rows" in page
    assert "Evaluated Expectations 3 Successful Expectations 1 Unsuccessful Expectations 2" in page
    assert "Run Name run run-1" in page and "Data asset: acme" in page


def test_an_expectation_that_raised_says_so(site: dict[str, str]) -> None:
    assert "raised an exception: Boom &lt;x&gt;" in text(site[PAGE])


def test_a_suite_page_gives_reason_and_fix(site: dict[str, str]) -> None:
    page = text(site["expectations/policy.html"])
    assert "name.word warning Why: Own rule for tests. What to do: Take ${it} out." in page
    assert "price.low" not in page
    assert "Why: Wish &lt;b&gt;wants&lt;/b&gt; $5 &amp; more." in text(site["expectations/quality.html"])


def test_samples_of_suppliers_are_never_markup(site: dict[str, str]) -> None:
    assert "<script>x()" not in site[PAGE] and "&lt;script&gt;x()&lt;/script&gt; $y" in text(site[PAGE])


def test_every_local_link_resolves(site: dict[str, str]) -> None:
    links = 0
    for path, page in site.items():
        for address in re.findall(r'(?:href|src)="([^"]*)"', page):
            if address and not address.startswith(("http:", "https:", "#")):
                assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in site, (
                    path,
                    address,
                )
                links += 1
    assert links >= 10


def test_the_index_names_all_suppliers(site: dict[str, str]) -> None:
    page = text(site["index.html"])
    assert "acme failures 3 2 bolt all passed 1 0 none not judged" in page


def test_pages_of_a_run_without_a_judged_supplier() -> None:
    assert set(render({})) == {"expectations/all_rules.html", "index.html"}


def test_two_renderings_differ_only_in_ids_and_times(site: dict[str, str]) -> None:
    def plain(pages: dict[str, str]) -> dict[str, str]:
        varying = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\?d=[0-9T.Z]+"
        return {path: re.sub(varying, "", page) for path, page in pages.items()}

    assert plain(render({"bolt": [entry()]})) == plain(render({"bolt": [entry()]}))


def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a page asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert "index.html" in render({"bolt": [entry()]})
