"""The command as people call it: exit codes, one-line errors, what is left in the folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from expectations.configuration import load_configuration, read_supplier
from tests.flows.commands import shelfready
from tests.flows.stores import Platform, drawn, product


def feed(path: Path, rows: list[dict[str, str]]) -> Path:
    """A CSV file of product rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["try", "absent.csv", "--out", "{tmp}/out"], "absent.csv: there is no such file"),
        (["try"], "Missing argument"),
        (["try", "README.md"], "--out"),
        (["try", "README.md", "--out", "flows"], "flows holds other files"),
        (["try", "README.md", "--out", "{tmp}/out", "--images", "{tmp}/nowhere"], "--images names the folder"),
        (["try", "README.md", "--out", "{tmp}/out", "--supplier", "{tmp}/nowhere.yml"], "--supplier names"),
        (["try", "README.md", "--out", "{tmp}/out", "--as-of", "tomorrow"], "--as-of 'tomorrow' is not a date"),
        (["run"], "no supplier is configured"),
        (["rules", "no.such"], "there is no rule 'no.such'"),
        (["rules", "contact.term"], "did you mean 'contact.terms'?"),
        (["rejudge"], "Missing argument"),
        (["rejudge", "some-run", "--config", "{tmp}/nowhere"], "--config names a folder"),
        (["rejudge", "some-run", "--as-of", "tomorrow"], "--as-of 'tomorrow' is not a date"),
        (["dance"], "No such command 'dance'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = shelfready(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))

    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_unknown_setting_is_refused() -> None:
    done = shelfready("check", SHELFREADY_BUKET="typo")

    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown setting SHELFREADY_BUKET" in done.stderr


def test_a_typo_in_yaml_names_file_line_and_what_was_meant(tmp_path: Path) -> None:
    (tmp_path / "suppliers").mkdir()
    (tmp_path / "suppliers" / "acme.yml").write_text("supplier: acme\nformat:\n  delimitter: ';'\n")

    done = shelfready("check", SHELFREADY_CONFIG=str(tmp_path))

    assert done.returncode == 2
    assert "suppliers/acme.yml:3: " in done.stderr
    assert "did you mean" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_check_counts_what_is_declared() -> None:
    done = shelfready("check", SHELFREADY_CONFIG="deployments/demo")

    assert done.returncode == 0, done.stderr
    assert "4 suppliers" in done.stdout


def test_check_names_waivers_that_have_ended(tmp_path: Path) -> None:
    waiver = "waivers:\n  - {product: TW-1, who: J. Novak, why: Seen on the sample., until: 2020-01-31}\n"
    (tmp_path / "waivers.yml").write_text(waiver)

    done = shelfready("check", SHELFREADY_CONFIG=str(tmp_path))

    assert done.returncode == 0, done.stderr
    said = "waivers.yml:2: the waiver of every rule, product TW-1 ended on 2020-01-31: take it out or renew it"
    assert done.stdout.splitlines()[-1] == said


def test_rules_are_listed_and_explained() -> None:
    listed = shelfready("rules")
    explained = shelfready("rules", "contact.terms")

    assert listed.returncode == explained.returncode == 0
    suites = {line.split()[0] for line in listed.stdout.splitlines()}
    assert suites == {"quality", "description", "pictures", "policy", "changes"}
    assert len(listed.stdout.splitlines()) >= 25
    for part in ("MERCAHNT_CONTACT_OR_REFERAL", "because", "fix", "relist", "waiver", "in force", "terms", "fails"):
        assert part in explained.stdout


def test_try_leaves_all_outputs_of_the_contract(platform: Platform, tmp_path: Path) -> None:
    images = tmp_path / "pictures"
    images.mkdir()
    rows = [
        product(1),
        product(2),
        product(3, Description="<p>Visit www.example.com for more of our bowls and plates.</p>"),
    ]
    for row in rows:
        (images / row["Main Image"]).write_bytes(drawn(row["Main Image"]))
    out = tmp_path / "out"

    done = shelfready("try", feed(tmp_path / "My Feed.csv", rows), "--images", images, "--out", out, platform=platform)

    assert done.returncode == 0, done.stderr
    manifest = json.loads((out / "manifest.json").read_text())
    result = manifest["suppliers"]["my-feed"]
    assert (result["rows_in"], result["approved"], result["held"], result["rejected"]) == (3, 2, 0, 1)
    expected = {f"approved/wish_{name}.csv" for name in ("add", "add_variations", "update", "disable")}
    expected |= {"approved/wish_products.jsonl", "rejected/findings.csv", "rejected/my-feed.xlsx", "changes.csv"}
    expected |= {"report/index.html", "data_docs/index.html"}
    assert expected <= {output["key"] for output in manifest["outputs"]}
    assert all((out / output["key"]).is_file() for output in manifest["outputs"])
    assert len(list((out / "approved" / "images").glob("*.jpg"))) == 2
    assert (out / "supplier.yml").is_file()
    given_back = read_supplier(out / "supplier.yml", load_configuration(None).columns)
    assert given_back.columns["main_image"] == "Main Image"
    assert given_back.questions == ()


def test_a_feed_that_cannot_be_used_is_refused_with_exit_3(platform: Platform, tmp_path: Path) -> None:
    path = tmp_path / "priceless.csv"
    path.write_text("SKU,Name,Quantity,Main Image\nA-1,Chair,3,a.jpg\n")
    out = tmp_path / "out"

    done = shelfready("try", path, "--out", out, platform=platform)

    assert done.returncode == 3
    refusals = [line for line in done.stderr.splitlines() if "refused" in line]
    assert len(refusals) == 1
    assert "priceless.csv: no column for 'price'" in refusals[0]
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["batch_id"] is None
    findings = list(csv.DictReader((out / "rejected" / "findings.csv").open()))
    assert [(line["scope"], line["severity"], line["row_id"]) for line in findings] == [("batch", "critical", "")]
    assert (out / "approved" / "wish_add.csv").read_text().count("\n") == 1


def test_doctor_finds_this_machine_in_order(platform: Platform) -> None:
    done = shelfready("doctor", platform=platform)

    assert done.returncode == 0, done.stderr + done.stdout
    assert "FAIL" not in done.stdout
    assert "conditional write" in done.stdout
