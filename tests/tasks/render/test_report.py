from __future__ import annotations

import dataclasses
import datetime as dt
import html.parser
import re
from typing import Any

from tasks.manifest import SupplierResult, Unmatched, WaiverUse
from tasks.render.people_files import explain_findings
from tasks.render.report import LeftOut, ReportLink, ReportRun, left_out_rows, render_report

from .builders import finding, judged, row, rows, rule, rules

ID = "acme-0123456789ab-"
DAY = dt.date(2026, 1, 2)
RULES = rules(
    rule("price.low", wish_reason="FALSE_ADVERTISING", wish_subreason="UNVERFIED_PRICE_INFORMATION"),
    rule(
        "image.blurred",
        suite="pictures",
        severity="warning",
        owner="photographer",
        action="new_photo",
        fix="Take it again.",
    ),
)
KEYS = [
    "changes.csv",
    "rejected/findings.csv",
    "rejected/acme.xlsx",
    "data_docs/index.html",
    "approved/wish_add.csv",
]
LINKS = [ReportLink(key.rpartition("/")[2], key) for key in KEYS]


def run(**suppliers: SupplierResult) -> ReportRun:
    return ReportRun(run_id="run-1", day=dt.date(2026, 1, 2), batch_id="batch-1", suppliers=suppliers)


def acme(**said: Any) -> SupplierResult:
    counts = {"price.low": 12, "image.blurred": 1234}
    made = {
        "rows_in": 3000,
        "approved": 2000,
        "held": 100,
        "rejected": 900,
        "added": 2000,
        "findings_by_rule": counts,
    }
    return SupplierResult(**{**made, **said})


def product(**said: Any) -> LeftOut:
    made = {
        "supplier": "acme",
        "verdict": "rejected",
        "parent_sku": "P1",
        "sku": "S1",
        "name": "Mug",
        "reasons": ("The price is low.",),
        "fixes": ("Send a higher price.",),
    }
    return LeftOut(**{**made, **said})


def page(made: ReportRun, *left_out: LeftOut, count: int | None = None) -> str:
    return render_report(made, RULES, left_out, len(left_out) if count is None else count, LINKS)["index.html"].decode()


def text(made: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", made)).replace("\N{NO-BREAK SPACE}", " ")


class _Structure(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.addresses: list[str] = []
        self.unscoped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.addresses += [said[name] or "" for name in ("href", "src") if name in said]
        self.unscoped += tag == "th" and "scope" not in said
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def structure(made: str) -> _Structure:
    parser = _Structure()
    parser.feed(made)
    assert parser.open == []
    return parser


def test_links_are_relative_and_known() -> None:
    found = structure(page(run(acme=acme()), product(picture="approved/images/aa.jpg"))).addresses
    known = {"assets/report.css", "../approved/images/aa.jpg", *(f"../{key}" for key in KEYS)}
    assert set(found) == known


def test_nothing_is_asked_of_the_network() -> None:
    files = render_report(run(acme=acme()), RULES, [product()], 1, LINKS)
    assert set(files) == {"index.html", "assets/report.css"}
    assert not any(re.search(rb"(?:https?:)?//\w|@import|url\(", content) for content in files.values())


def test_the_page_is_built_of_headings_and_scoped_tables() -> None:
    found = structure(page(run(acme=acme()), product()))
    assert found.unscoped == 0
    assert found.headings[0] == 1 and found.headings.count(1) == 1
    assert all(deeper - before <= 1 for before, deeper in zip(found.headings, found.headings[1:], strict=False))


def test_verdicts_and_reasons_are_counted() -> None:
    made = text(
        page(
            run(
                acme=acme(),
                bolt=acme(rows_in=1, approved=1, held=0, rejected=0, findings_by_rule={"price.low": 1}),
            )
        )
    )
    assert "Approved 2 001 Held 100 Rejected 900" in made
    assert "image.blurred 1 234 warning Take it again. price.low 13 critical FALSE_ADVERTISING" in made


def test_the_plan_groups_by_action_and_owner() -> None:
    made = text(page(run(acme=acme())))
    assert (
        "Get new photos 1 234 findings Ask the photographer image.blurred (1 234): Take it again. "
        "Get new texts or data 12 findings Ask the supplier price.low (12): Send a higher price."
    ) in made


def test_guardrails_and_refusals_stand_first() -> None:
    stopped = run(
        acme=acme(guardrail="approved 10 % of rows, the floor is 50 %."),
        bolt=SupplierResult(refused="no data rows."),
    )
    made = text(page(stopped))
    assert "acme: held by a guardrail. approved 10 % of rows" in made and "bolt: feed refused. no data rows." in made
    assert made.index("Stopped") < made.index("Suppliers")
    assert "Stopped" not in text(page(run(acme=acme())))


def test_what_suppliers_wrote_is_never_markup() -> None:
    made = page(run(acme=acme()), product(name="<script>x()</script>", sku='"><b>'))
    assert "<script" not in made and "<b>" not in made and "&lt;script&gt;x()&lt;/script&gt;" in made


def test_a_long_list_says_where_the_rest_is() -> None:
    made = text(page(run(acme=acme()), *[product()] * 501, count=1200))
    assert "The first 500 of 1 200; the full list is in rejected/findings.csv" in made and made.count("S1 Mug") == 500


def test_a_run_without_suppliers_has_a_page() -> None:
    made = text(page(ReportRun(run_id="run-1", day=dt.date(2026, 1, 2), batch_id=None, suppliers={})))
    assert "none: nothing was published" in made and "No supplier was in this run." in made


def test_left_out_rows_come_with_their_gravest_reasons() -> None:
    made = rows(
        row(1, verdict="held"),
        row(2, verdict="rejected"),
        row(3),
        row(4, verdict="rejected", kind="folded"),
    )
    found = judged(
        finding("price.low", key=f"{ID}2", value="0"),
        finding("image.blurred", key=f"{ID}2"),
        finding("image.blurred", key=f"{ID}1"),
    )
    explained = explain_findings(found, made, RULES, "acme")
    listed, count = left_out_rows(made, explained, pictures={f"{ID}1": "approved/images/aa.jpg"}, limit=5)
    assert count == 2
    assert listed == [
        LeftOut("acme", "rejected", "P2", "S2", "Steel Mug", ("The price 0 is low.",), ("Send a higher price.",)),
        LeftOut(
            "acme",
            "held",
            "P1",
            "S1",
            "Steel Mug",
            ("The price 3 is low.",),
            ("Take it again.",),
            "approved/images/aa.jpg",
        ),
    ]
    assert left_out_rows(made, explained, limit=1)[0] == listed[:1]


def test_waivers_and_what_matched_nothing_have_their_sections() -> None:
    uses = [
        WaiverUse(
            place="waivers.yml:3", subject="brand.listed, product <P>", who="J. Novak", why="Seen.", until=DAY, waived=2
        ),
        WaiverUse(place="waivers.yml:9", subject="SKU S", who="A. Berg", why="Seen.", until=DAY, stale="it ended"),
        WaiverUse(
            place="waivers.yml:15", subject="SKU T", who="A. Berg", why="Seen.", until=DAY, barred={"a.b": "never"}
        ),
    ]
    unmatched = Unmatched(rules=("a.b", "c.d"), lookups={"acme": ("lookups.color.schwarz",)})
    made = page(dataclasses.replace(run(acme=acme()), waivers=uses, unmatched=unmatched))
    assert structure(made).unscoped == 0
    said = text(made)
    assert "brand.listed, product &lt;P&gt; waivers.yml:3 J. Novak Seen. 2026-01-02 2" in said
    assert "Stale: it ended." in said
    assert "a.b was not waived: never." in said
    assert "Lookups of acme that no row needed: lookups.color.schwarz" in said
    assert "2 rules that were judged and found nothing a.b, c.d" in said


def test_waived_findings_stay_in_the_counts_and_ask_for_nothing() -> None:
    said = text(page(run(acme=acme(waived_by_rule={"price.low": 12, "image.blurred": 34}))))
    assert "price.low 12 12 waived" in said
    assert "image.blurred 1 234 34 waived" in said
    plan = said[said.index("What to do", said.index("34 waived")) : said.index("Held and rejected products")]
    assert "price.low" not in plan
    assert "image.blurred (1 200)" in plan


def test_without_waivers_and_with_all_matched_there_are_no_such_sections() -> None:
    said = text(page(run(acme=acme())))
    assert "Waivers" not in said
    assert "Matched nothing" not in said
