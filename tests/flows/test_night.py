"""Whole runs on the real S3, the real Prefect and the real Great Expectations."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from tasks.storage.workspace import Workspace
from tests.flows.stores import drawn, product

if TYPE_CHECKING:
    from flows.night import RunOutcome
    from tests.flows.stores import Store


def test_good_rows_are_published_and_bad_ones_explained(store: Store) -> None:
    store.send("acme", [product(1), product(2, Price="49.99 + S/H"), product(3, Name="Nike Running Shoes Model 3")])

    outcome = store.run()

    result = outcome.manifest.suppliers["acme"]
    assert (result.rows_in, result.approved, result.held, result.rejected) == (3, 1, 0, 2)
    assert (result.added, result.updated, result.disabled, result.unchanged) == (1, 0, 0, 0)
    assert outcome.manifest.batch_id is not None
    assert [line["Unique Id"] for line in store.read(outcome, "approved/wish_add.csv")] == ["HOME-001"]
    found = store.read(outcome, "rejected/findings.csv")
    rejecting = {(line["sku"], line["rule_id"]) for line in found if line["severity"] == "critical"}
    assert rejecting == {("HOME-002", "price.usable"), ("HOME-003", "brand.listed")}
    assert {line["verdict"] for line in found if line["sku"] == "HOME-002"} == {"rejected"}
    assert outcome.exit_code == 0


def test_what_is_changed_by_itself_is_a_finding_where_changes_are_off(store: Store) -> None:
    row = product(1, Name="Oak  Serving Board", Price="$11.50", GTIN="4006381-333931")
    store.send("acme", [row, product(2)])
    changed = store.run()
    assert changed.manifest.suppliers["acme"].approved == 2
    made = {(line["sku"], line["field"], line["rule_id"]) for line in store.read(changed, "changes.csv")}

    store.declare("acme", "changes: false\n")
    kept = store.run()

    due = {
        ("HOME-001", "name", "text.spaces"),
        ("HOME-001", "price", "price.format"),
        ("HOME-001", "gtin", "gtin.format"),
    }
    assert due <= made
    assert [line for line in store.read(kept, "changes.csv") if line["rule_id"] != "picture.rendition"] == []
    found = {(line["sku"], line["rule_id"]) for line in store.read(kept, "rejected/findings.csv")}
    assert {(sku, rule_id) for sku, _, rule_id in due} <= found
    assert kept.manifest.suppliers["acme"].rejected == 1


def test_a_price_with_two_meanings_holds_its_row_until_the_supplier_file_settles_it(store: Store) -> None:
    store.send("acme", [product(1, Price="3.350"), product(2, Price="12")])
    outcome = store.run()
    assert (outcome.manifest.suppliers["acme"].held, outcome.manifest.suppliers["acme"].approved) == (1, 1)

    store.declare("acme", "numbers: {decimal: ','}\n")
    settled = store.run()

    assert settled.manifest.suppliers["acme"].approved == 2
    assert {line["Price"] for line in store.read(settled, "approved/wish_add.csv")} == {"3350.00"}


def test_terms_of_a_supplier_make_offers_of_its_costs(store: Store) -> None:
    terms = "offer: {price_from: price, markup_pct: 50, round_to: .99, stock_buffer: 5}\n"
    store.declare("acme", terms)
    store.send("acme", [product(1, Price="10.00", Quantity="12")])

    outcome = store.run()

    (line,) = store.read(outcome, "approved/wish_add.csv")
    assert (line["Price"], line["Quantity"]) == ("15.99", "7")
    changes = {line["rule_id"]: (line["before"], line["after"]) for line in store.read(outcome, "changes.csv")}
    assert changes["price.offer"] == ("10.00 USD", "15.99 USD")
    assert changes["quantity.buffer"] == ("12", "7")


def test_a_dry_run_publishes_nothing_and_neither_does_the_same_feed_again(store: Store) -> None:
    store.send("acme", [product(1), product(2)])
    dry = store.run(is_dry=True)
    assert dry.manifest.suppliers["acme"].added == 2
    assert dry.manifest.batch_id is None
    assert not store.bucket.exists("batches/wish/current.json")
    first = store.run()

    second = store.run()

    assert second.manifest.batch_id is None
    assert second.manifest.parent_batch_id == first.manifest.batch_id
    assert second.manifest.suppliers["acme"].unchanged == 2
    assert store.read(second, "approved/wish_add.csv") == []


def test_a_changed_feed_gives_each_kind_of_upload(store: Store) -> None:
    store.send(
        "acme",
        [product(1), product(2), product(3, Parent_SKU="SET-3", Color="red"), product(4)],
    )
    store.run()
    store.send(
        "acme",
        [
            product(1, Price="12.75"),
            product(3, Parent_SKU="SET-3", Color="red"),
            product(3, SKU="HOME-003B", Parent_SKU="SET-3", Color="blue"),
            product(4),
            product(5),
        ],
    )

    outcome = store.run("acme")

    result = outcome.manifest.suppliers["acme"]
    assert (result.added, result.updated, result.unchanged, result.disabled) == (2, 1, 2, 1)
    uploaded = {
        name: [line["Unique Id"] for line in store.read(outcome, f"approved/wish_{name}.csv")]
        for name in ("add", "add_variations", "update", "disable")
    }
    assert uploaded == {
        "add": ["HOME-005"],
        "add_variations": ["HOME-003B"],
        "update": ["HOME-001"],
        "disable": ["HOME-002"],
    }


def test_a_sku_that_two_suppliers_send_is_held_until_one_is_live(store: Store) -> None:
    store.send("acme", [product(1), product(2)])
    store.send("globex", [product(2), product(3)])

    both = store.run()

    held = {name: result.held for name, result in both.manifest.suppliers.items()}
    assert held == {"acme": 1, "globex": 1}
    rules = {line["rule_id"] for line in store.read(both, "rejected/findings.csv") if line["verdict"] == "held"}
    assert "sku.contested" in rules


def test_a_live_sku_stays_with_its_supplier(store: Store) -> None:
    store.send("acme", [product(1)])
    store.run()
    store.send("globex", [product(1), product(2)])

    outcome = store.run("globex")

    result = outcome.manifest.suppliers["globex"]
    assert (result.approved, result.rejected) == (1, 1)
    assert [line["sku"] for line in store.read(outcome, "rejected/findings.csv") if line["rule_id"] == "sku.taken"] == [
        "HOME-001"
    ]


def test_a_product_that_is_listed_twice_is_told_inside_a_supplier_and_across(store: Store) -> None:
    board = {
        "Name": "Oak Serving Board",
        "Description": "Solid oak with a groove for juice, oiled by hand. Wipe clean.",
    }
    store.send("acme", [product(1, GTIN="4006381333931", **board), product(2), product(3, Name=product(2)["Name"],
        Description=product(2)["Description"])])  # fmt: skip
    first = store.run()
    store.send("globex", [product(7, GTIN="4006381333931", **board), product(8, Name=product(2)["Name"],
        Description=product(2)["Description"])])  # fmt: skip

    outcome = store.run()

    def told(run: RunOutcome) -> set[tuple[str, str, str]]:
        found = store.read(run, "rejected/findings.csv")
        return {
            (line["sku"], line["rule_id"], line["value"]) for line in found if line["rule_id"].startswith("listing.")
        }

    inside = {
        ("HOME-002", "listing.same_text", "HOME-003 (same name and description)"),
        ("HOME-003", "listing.same_text", "HOME-002 (same name and description)"),
    }
    gtin = "(same GTIN 4006381333931, same name and description)"
    twice = "acme HOME-002 (same name and description), acme HOME-003 (same name and description)"
    assert told(first) == inside
    assert told(outcome) == inside | {
        ("HOME-001", "listing.across_suppliers", f"globex HOME-007 {gtin}"),
        ("HOME-007", "listing.live_elsewhere", f"acme HOME-001 {gtin}"),
        ("HOME-002", "listing.across_suppliers", "globex HOME-008 (same name and description)"),
        ("HOME-003", "listing.across_suppliers", "globex HOME-008 (same name and description)"),
        ("HOME-008", "listing.across_suppliers", twice),
    }
    assert (outcome.manifest.suppliers["globex"].approved, outcome.manifest.suppliers["globex"].held) == (1, 1)


def test_a_live_price_that_rises_too_far_is_told_whatever_steps_it_takes(store: Store) -> None:
    store.send("acme", [product(1, Price="11.00"), product(2, Price="11.00")])
    store.run()
    store.send("acme", [product(1, Price="20.00"), product(2, Price="12.00")])
    step = store.run()
    store.send("acme", [product(1, Price="29.00"), product(2, Price="12.00")])

    outcome = store.run()

    raised = [line for line in store.read(outcome, "rejected/findings.csv") if line["rule_id"] == "price.raised"]
    assert "price.raised" not in step.manifest.suppliers["acme"].findings_by_rule
    assert [(line["sku"], line["value"], line["verdict"]) for line in raised] == [
        ("HOME-001", "11.00 to 29.00", "approved")
    ]
    assert outcome.manifest.suppliers["acme"].updated == 1


def test_a_supplier_without_a_usable_row_keeps_its_live_listings(store: Store) -> None:
    store.send("acme", [product(1)])
    store.send("globex", [product(2)])
    first = store.run()
    store.send("acme", [product(1, Price="call us")])

    outcome = store.run()

    assert outcome.manifest.suppliers["acme"].guardrail is not None
    assert outcome.manifest.suppliers["acme"].disabled == 0
    assert outcome.manifest.batch_id is None
    assert outcome.exit_code == 4
    pointer = json.loads(store.bucket.get("batches/wish/current.json"))
    assert pointer["batch_id"] == first.manifest.batch_id


def test_a_refused_feed_stops_its_supplier_only(store: Store) -> None:
    store.send("acme", [product(1)])
    store.declare("globex")
    store.bucket.put("inbox/globex/feed.csv", b"SKU,Name,Quantity\nA-1,Chair,3\n")

    outcome = store.run()

    assert outcome.manifest.suppliers["acme"].added == 1
    assert "price" in str(outcome.manifest.suppliers["globex"].refused)
    assert outcome.exit_code == 3
    found = store.read(outcome, "rejected/findings.csv")
    assert [(line["supplier"], line["scope"], line["rule_id"]) for line in found if line["supplier"] == "globex"] == [
        ("globex", "batch", "feed.required_columns")
    ]


def test_a_rule_that_cannot_be_judged_holds_the_supplier(store: Store) -> None:
    store.send("acme", [product(1), product(2)])
    store.run(is_dry=True)
    measured = [info.key for info in store.bucket.list("work/acme/") if "/04_measure/products-" in info.key]
    folder, _, name = measured[0].rpartition("/")
    facts = Workspace(store.bucket, folder)
    facts.write_frame(name, facts.read_frame(name).drop(columns="weapon_terms"))
    store.bucket.delete([info.key for info in store.bucket.list("work/acme/") if "/05_judge/" in info.key])

    outcome = store.run()

    result = outcome.manifest.suppliers["acme"]
    assert "goods.weapons" in str(result.guardrail)
    assert "was not measured" in str(result.guardrail)
    assert (result.approved, result.held) == (0, 2)
    assert outcome.manifest.batch_id is None


def test_folded_rows_share_the_verdict_and_give_no_upload_line(store: Store) -> None:
    header = (
        "sku,product_type,name,description,price,qty,base_image,"
        "additional_attributes,configurable_variations,categories"
    )
    text = "Easy to clean and packed in a plain box, made for every day at home."
    lines = [
        header,
        f'BOWL-S,simple,Bowl-S,"{text}",10,5,a.jpg,"size=S,color=Red",,Home/Bowls',
        f'BOWL-M,simple,Bowl-M,"{text}",11,5,a.jpg,"size=M,color=Red",,Home/Bowls',
        f'BOWL,configurable,Stoneware Soup Bowl,"{text}",10,0,a.jpg,,"sku=BOWL-S,size=S|sku=BOWL-M,size=M",Home/Bowls',
    ]
    store.send("shop", [product(1, Main_Image="a.jpg")])
    store.bucket.put("inbox/shop/feed.csv", "\n".join(lines).encode())

    outcome = store.run()

    result = outcome.manifest.suppliers["shop"]
    assert {
        line["rule_id"] for line in store.read(outcome, "rejected/findings.csv") if line["severity"] == "critical"
    } == set()
    assert (result.rows_in, result.approved, result.folded, result.added) == (3, 3, 1, 2)
    uploaded = store.read(outcome, "approved/wish_add.csv")
    assert [(line["Parent Unique Id"], line["Unique Id"], line["Product Name"], line["Size"]) for line in uploaded] == [
        ("BOWL", "BOWL-S", "Stoneware Soup Bowl", "S"),
        ("BOWL", "BOWL-M", "Stoneware Soup Bowl", "M"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"SKU,Name,Price,Quantity,Main Image\n", "no data rows"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is a PDF file"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_with_the_reason(store: Store, content: bytes, says: str) -> None:
    store.declare("acme")
    store.bucket.put("inbox/acme/feed.csv", content)

    outcome = store.run()

    assert outcome.exit_code == 3
    assert says in str(outcome.manifest.suppliers["acme"].refused)
    assert outcome.manifest.batch_id is None


def test_a_country_that_is_none_is_left_out_and_said(store: Store) -> None:
    header = "SKU,Name,Description,Price,Quantity,Main Image,Country of Origin"
    text = "Easy to clean and packed in a plain box; made for every day at home."
    store.send("acme", [product(1)])
    line = f"A-1,Oak Serving Board,{text},9,5,picture-1.jpg,Atlantis"
    store.bucket.put("inbox/acme/feed.csv", f"{header}\n{line}\n".encode())

    outcome = store.run()

    assert outcome.manifest.suppliers["acme"].added == 1
    assert "values.readable" in outcome.manifest.suppliers["acme"].findings_by_rule
    body = json.loads(store.bucket.get(f"{outcome.folder}/approved/wish_products.jsonl"))
    assert body["variations"][0]["logistics_details"]["origin_country"] == "CN"


def test_an_archive_holds_the_feed_and_its_pictures(store: Store) -> None:
    store.declare("acme")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/products.json", json.dumps([product(1), product(2)]))
        archive.writestr("export/pictures/picture-1.jpg", drawn("picture-1.jpg"))
        archive.writestr("export/pictures/PICTURE-2.JPG", drawn("picture-2.jpg"))
    store.bucket.put("inbox/acme/products.zip", packed.getvalue())

    outcome = store.run()

    result = outcome.manifest.suppliers["acme"]
    assert (result.rows_in, result.approved) == (2, 2), store.read(outcome, "rejected/findings.csv")
    assert [(one.format, one.encoding) for one in result.sources] == [("json", "utf-8")]


def test_what_reading_left_out_or_guessed_is_said_of_the_feed(store: Store) -> None:
    store.declare("acme")
    lines = [product(1), product(2, Name="Tischläufer Größe zwölf aus Böhmen"), product(3)]
    table = "\n".join(";".join(line.values()) for line in lines)
    text = f"Acme Küchenwaren, Preisliste für Händler\n{';'.join(lines[0])}\n{table}\nSumme;;;;;34.50;75;\n"
    store.bucket.put("inbox/acme/prices.export", text.encode("cp1252"))

    outcome = store.run(is_dry=True)

    result = outcome.manifest.suppliers["acme"]
    assert (result.rows_in, result.rejected) == (4, 4)
    (source,) = result.sources
    assert source.encoding == "windows-1252"
    assert source.encoding_confidence is not None and source.encoding_confidence < 1
    said = {line["rule_id"]: line["message"] for line in store.read(outcome, "rejected/findings.csv")}
    assert "1 line above the header left out: Acme Küchenwaren" in said["feed.reading_notes"]
    assert "windows-1252" in said["feed.encoding"]
    assert "is a totals line, not a product" in said["record.readable"]
