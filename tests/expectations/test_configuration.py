"""The shipped files hold together, a team's overlay replaces and adds, and every fault is told at once."""

import datetime as dt
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from expectations.authorisations import Permissions
from expectations.configuration import SHIPPED, Configuration, load_configuration
from expectations.consistency import expectation_count
from expectations.errors import ConfigError, ConfigErrors
from expectations.rules import SUITES

BASE = """\
  - id: {id}
    fact: {fact}
    kind: {kind}
    suite: {suite}
    severity: warning
    scope: {scope}
    owner: copywriter
    action: new_text
    because: the team's own wish
    confidence: own
    message: "{message}"
    fix: do something about it
    pass: {passing}
    fail: {failing}
"""


def rule(**values: str) -> str:
    """A rule of fourteen lines, right unless told otherwise; `more` stands in front of its end."""
    more = values.pop("more", "")
    default = {
        "id": "team.symbols",
        "fact": "name_symbols",
        "kind": "absent",
        "suite": "description",
        "scope": "product",
        "message": "symbols: {value}",
        "passing": "[null]",
        "failing": '["!!!"]',
    }
    return BASE.format(**(default | values)) + "".join(f"    {line}\n" for line in more.splitlines())


def overlay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ConfigErrors) as caught:
        load_configuration(folder)
    return [str(error).replace(f"{folder}/", "") for error in caught.value.errors]


@pytest.fixture(scope="module")
def shipped() -> Configuration:
    return load_configuration()


def test_the_shipped_files_hold_together(shipped: Configuration) -> None:
    assert {fact for rule in shipped.rules if (fact := rule.fact)} == set(shipped.facts)
    assert {fact.lexicon for fact in shipped.facts.values() if fact.lexicon} == set(shipped.lexicons)
    assert [(rule.suite, rule.id) for rule in shipped.rules] == sorted((rule.suite, rule.id) for rule in shipped.rules)
    for suite in SUITES:
        assert 0 < sum(expectation_count(rule) for rule in shipped.rules if rule.suite == suite) <= 100


def test_suppliers_are_nobodys_until_added(shipped: Configuration) -> None:
    assert dict(shipped.suppliers) == {}
    assert shipped.supplier("acme").columns == {}


def test_the_template_has_the_columns_of_the_contract(shipped: Configuration) -> None:
    extras = [f"Extra Image URL {number}" for number in range(1, 11)]
    assert list(shipped.template.headers("add")) == [
        *("Parent Unique Id", "Unique Id", "Product Name", "Description", "Tags", "Color", "Size", "Quantity"),
        *("Price", "MSRP", "Shipping", "Shipping Time", "Main Image URL", "Clean Image URL"),
        *("Variation Image URL", "Extra Image URL", *extras, "Brand", "UPC", "GTIN", "Max Quantity"),
        *("Local Currency Code", "Localized Price", "Localized Shipping"),
    ]
    assert shipped.template.headers("disable") == ("Parent Unique Id", "Unique Id", "Enabled")


def test_weak_sources_never_reject_and_rules_explain_themselves(shipped: Configuration) -> None:
    for one in shipped.rules:
        assert not (one.consequence == "reject" and one.confidence in ("memory", "inferred")), one.id
        assert one.because[-1] == one.fix[-1] == ".", one.id
        assert "  " not in one.because + one.message + one.fix, one.id


def test_an_overlay_replaces_files_and_adds_others(tmp_path: Path, shipped: Configuration) -> None:
    folder = overlay(
        tmp_path,
        {
            "store.yml": "currency: EUR\n",
            "suppliers/acme.yml": "supplier: acme\ncolumns: {sku: Nr}\n",
            "rules/team.yml": "rules:\n" + rule(),
            "lexicons/warranty.yml": "lexicon: warranty\nbecause: ours\nterms: [warranty]\n",
            "README.md": "# ours\n",
            "rules/README.md": "# ours\n",
            "rules/.swap": "",
        },
    )
    configuration = load_configuration(folder)
    assert configuration.store.currency == "EUR"
    assert list(configuration.suppliers) == ["acme"]
    assert configuration.lexicons["warranty"].terms == ("warranty",)
    assert len(configuration.rules) == len(shipped.rules) + 1


def test_versions_change_with_what_they_stand_for(tmp_path: Path, shipped: Configuration) -> None:
    assert load_configuration().rules_version == shipped.rules_version
    folder = overlay(tmp_path, {"store.yml": "currency: EUR\n", "suppliers/acme.yml": "supplier: acme\n"})
    other = load_configuration(folder)
    assert other.rules_version == shipped.rules_version
    assert other.supplier_version("acme") != shipped.supplier_version("acme")
    assert shipped.supplier_version("acme") != shipped.supplier_version("globex")
    overlay(tmp_path, {"rules/team.yml": "rules:\n" + rule()})
    assert load_configuration(folder).rules_version != shipped.rules_version
    assert len(shipped.rules_version) == len(shipped.supplier_version("acme")) == 12


def test_each_part_has_a_version_that_changes_with_it_alone(tmp_path: Path, shipped: Configuration) -> None:
    waiver = "waivers: [{product: A, who: J, why: Seen on the sample., until: 2027-01-31}]\n"
    folder = overlay(tmp_path, {"rules/team.yml": "rules:\n" + rule(), "waivers.yml": waiver})
    first = load_configuration(folder)
    assert _changed(shipped, first) == {"rules", "waivers"}
    overlay(tmp_path, {"waivers.yml": "# moved one line down\n" + waiver})
    assert _changed(first, load_configuration(folder)) == set()
    overlay(tmp_path, {"lexicons/warranty.yml": "lexicon: warranty\nbecause: ours\nterms: [warranty]\n"})
    assert _changed(first, load_configuration(folder)) == {"lexicons"}


def _changed(before: Configuration, after: Configuration) -> set[str]:
    return {name for name, version in after.versions.items() if before.versions[name] != version}


def test_brands_and_permissions_are_a_part_of_the_rules(tmp_path: Path, shipped: Configuration) -> None:
    assert len(shipped.brands.brands) > 10_000
    assert shipped.authorisations.authorisations == ()
    permitted = "authorisations:\n  - {brand: nike, suppliers: [acme], document: nike.pdf}\n"
    folder = overlay(tmp_path, {"authorisations.yml": permitted})
    allowing = load_configuration(folder)
    assert Permissions(allowing.authorisations, ()).permission("Nike", "acme", dt.date(2026, 1, 1)) == "authorised"
    words = "because: ours\naccessory_phrases: for\naccessory_goods: case\nsectors: {own: bag}\n"
    table = "brand\tkind\tsector\taliases\nNike\tinvented\town\t\n"
    overlay(tmp_path, {"brands.tsv": table, "brand_contexts.yml": words})
    own = load_configuration(folder)
    assert [brand.name for brand in own.brands.brands] == ["Nike"]
    assert len({one.rules_version for one in (shipped, allowing, own)}) == 3


def test_faults_of_brands_and_permissions_are_told_with_their_line(tmp_path: Path) -> None:
    files = {
        "authorisations.yml": "authorisations:\n  - brand: Nikee\n    suppliers: [acme]\n    document: nike.pdf\n",
        "brand.tsv": "",
    }
    assert faults_of(overlay(tmp_path, files)) == [
        "authorisations.yml:2: 'Nikee' is no brand that is looked for; did you mean 'Nike'?",
        "brand.tsv: is nothing that is read; did you mean 'brands.tsv'?",
    ]
    overlay(tmp_path, {"brands.tsv": "brand\tkind\tsector\taliases\nNike\tinventd\tsport\t\n"})
    assert any(fault.startswith("brands.tsv:2: kind 'inventd' is not allowed") for fault in faults_of(tmp_path))


def test_rules_have_their_days(tmp_path: Path) -> None:
    more = "effective_from: 2026-03-01\neffective_until: 2026-03-31"
    configuration = load_configuration(overlay(tmp_path, {"rules/team.yml": "rules:\n" + rule(more=more)}))
    consequences = {
        day.isoformat(): one.consequence
        for day in (dt.date(2026, 2, 28), dt.date(2026, 3, 1), dt.date(2026, 3, 31), dt.date(2026, 4, 1))
        for one in configuration.rules_on(day)
        if one.id == "team.symbols"
    }
    (declared,) = [one for one in configuration.rules if one.id == "team.symbols"]
    assert consequences == {"2026-02-28": "report"} | dict.fromkeys(("2026-03-01", "2026-03-31"), declared.consequence)


def test_every_fault_of_every_file_is_told_with_its_line(tmp_path: Path) -> None:
    # Each rule has fourteen lines; the first starts in line 2.
    rules = "rules:\n" + "".join(
        [
            rule(id="name.symbols"),
            rule(id="team.a", fact="name_symbol"),
            rule(id="team.b", scope="row"),
            rule(id="team.c", message="{valeu} is bad"),
            rule(id="team.d", message="a {value!r} and {"),
            rule(id="team.e", failing="[17]"),
            rule(id="team.f", passing='["x"]', failing="[null]"),
            rule(id="team.g", kind="present", passing="[null]", failing='["x"]', message="it is missing"),
            rule(id="team.h", kind="present", passing='["x"]', failing="[null]", message="is {value}"),
            rule(
                id="team.i",
                fact="name_length",
                kind="between",
                failing="[5]",
                passing="[7]",
                more="min: 6\nrequired: true",
            ),
        ]
    )
    tail = "rules:\n" + "".join(
        [
            rule(
                id="team.j",
                fact="name_length",
                kind="between",
                failing="[null, 7]",
                passing="[4, null]",
                more="min: 6\nrequired: false",
            ),
            rule(
                id="team.k",
                fact="description_is_name",
                kind="one_of",
                failing="[true]",
                passing="[false, 1]",
                more="values: [false, 0]\nrequired: false",
            ),
            rule(id="team.l", more="wish_reason: WEAPONS"),
            rule(id="team.m", more="wish_reason: WEAPON\nwish_subreason: AMUNITION"),
            rule(id="team.n", more="wish_reason: WEAPON\nwish_subreason: AMMUNITION\nrelist: fix"),
            rule(id="team.o", more="wish_subreason: AMMUNITION"),
            rule(id="team.p", more="field: nmae"),
            rule(id="team.q", kind="between", more="min: 1\nrequired: false"),
            rule(id="team.r", more="effective_from: 2026-03-02\neffective_until: 2026-03-01"),
        ]
    )
    folder = overlay(
        tmp_path,
        {
            "rules/first.yml": rules,
            "rules/second.yml": tail,
            "rules/notes.txt": "",
            "lexicons/hate.yml": "lexicon: hats\nbecause: ours\nterms: [fedora]\n",
            "lexicons/hats.yml": "lexicon: hats\nbecause: ours\nterms: [bowler]\n",
            "lexicons/surprise.yml": "lexicon: surprise\nbecause: ours\nterms:\n  - mystery box\n  - Replica*\n",
            "suppliers/acme.yml": "supplier: acmee\ncolumns:\n  skuu: Nr\nlookups:\n  colour: {rot: red}\n"
            "expect:\n  min:\n    filled_pct:\n      ean: 95\n",
            "suppliers/old.yaml": "supplier: old\n",
            "marketplaces/wish/g3.yml": "profile: g4\nbecause: ours\ncolumns:\n  - {header: SKU, field: sku}\n"
            "  - {header: SKU, field: parent_sku}\ndisable:\n  - {header: SKU, field: sku}\n",
            "rule/team.yml": "rules: []\n",
            "stoer.yml": "currency: EUR\n",
            "facts.yml": "facts: []\n",
        },
    )
    name_symbols = next(
        number
        for number, line in enumerate((SHIPPED / "rules/description.yml").read_text().splitlines(), start=1)
        if line.endswith("id: name.symbols")
    )
    faults = faults_of(folder)
    assert set(faults) >= {
        f"rules/first.yml:2: rule name.symbols exists already in expectations/rules/description.yml:{name_symbols}",
        "rules/first.yml:17: rule team.a: no fact is called 'name_symbol'; did you mean 'name_symbols'?",
        "rules/first.yml:35: rule team.b: name_symbols is measured on a product, so its scope is product",
        "rules/first.yml:54: rule team.c: message has the placeholder {valeu}; only {value} may stand there",
        "rules/first.yml:98: rule team.f: the example 'x' stands under pass but fails",
        "rules/first.yml:99: rule team.f: the example None stands under fail but passes",
        "rules/first.yml:112: rule team.g: the example None stands under pass but fails",
        "rules/first.yml:124: rule team.h: message has the placeholder {value}; none may stand there",
        "rules/first.yml:85: rule team.e: the example 17 is not of the fact's type text",
        "rules/second.yml:14: rule team.j: the example 4 stands under pass but fails",
        "rules/second.yml:15: rule team.j: the example None stands under fail but passes",
        "rules/second.yml:15: rule team.j: the example 7 stands under fail but passes",
        "rules/second.yml:30: rule team.k: the example 1 is not of the fact's type boolean",
        "rules/second.yml:32: rule team.k: 0 in values is not of the fact's type boolean",
        "rules/second.yml:48: rule team.l: Wish has no reason 'WEAPONS'; did you mean 'WEAPON'?",
        "rules/second.yml:64: rule team.m: 'AMUNITION' is no sub-reason of WEAPON; did you mean 'AMMUNITION'?",
        "rules/second.yml:81: rule team.n: relist is fix, but Wish says never of AMMUNITION",
        "rules/second.yml:96: rule team.o: a wish_subreason needs its wish_reason",
        "rules/second.yml:111: rule team.p: no field is called 'nmae'; did you mean 'name'?",
        "rules/second.yml:113: rule team.q: between needs a number, name_symbols is of type text",
        "rules/second.yml:143: rule team.r: effective_until is before effective_from",
        "rules/notes.txt: stands among the YAML files but is none: name it *.yml or move it away",
        "suppliers/old.yaml: stands among the YAML files but is none: name it *.yml or move it away",
        "lexicons/hate.yml:1: lexicon 'hats' stands in a file called hate.yml",
        "lexicons/hats.yml:1: no fact uses the lexicon 'hats'",
        "lexicons/surprise.yml:5: term 'Replica*' stands in the lexicon 'replica' too",
        "suppliers/acme.yml:1: supplier 'acmee' stands in a file called acme.yml: name it acmee.yml",
        "suppliers/acme.yml:3: columns: no field is called 'skuu'; did you mean 'sku'?",
        "suppliers/acme.yml:5: lookups: no field is called 'colour'; did you mean 'color'?",
        "marketplaces/wish/g3.yml:1: profile 'g4' stands in a file called g3.yml",
        "marketplaces/wish/g3.yml:5: the header 'SKU' stands twice",
        "rule: is nothing that is read; did you mean 'rules'?",
        "stoer.yml: is nothing that is read; did you mean 'store.yml'?",
        "facts.yml: cannot be replaced: facts are what the program measures",
    }
    starts = (
        "rules/first.yml:68: rule team.d: message has the placeholder ",
        "suppliers/acme.yml:9: expect.min.filled_pct: no field is called 'ean'",
    )
    assert [start for start in starts if not any(fault.startswith(start) for fault in faults)] == []
    assert any("fact hate_terms: no lexicon is called 'hate'" in fault for fault in faults)


def test_unreadable_files_are_told_together_and_blame_nothing_else(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path,
        {
            "rules/policy.yml": "rules:\n" + rule().replace("severity", "severty"),
            "lexicons/warranty.yml": "lexicon: [",
            "store.yml": "currency: euro\n",
        },
    )
    faults = faults_of(folder)
    assert "rules/policy.yml:6: unknown key 'severty'; did you mean 'severity'?" in faults
    assert [fault.split(":")[0] for fault in faults] == [
        "lexicons/warranty.yml",
        "rules/policy.yml",
        "rules/policy.yml",
        "store.yml",
    ]


def test_the_error_is_the_first_fault_and_a_count(tmp_path: Path) -> None:
    folder = overlay(tmp_path, {"rules/policy.yml": "rules:\n" + rule().replace("severity", "severty")})
    with pytest.raises(ConfigErrors) as caught:
        load_configuration(folder)
    assert str(caught.value) == (
        f"{folder}/rules/policy.yml:2: 'severity' is missing (and 1 more; shelfready check lists them)"
    )
    assert caught.value.exit_code == 2


def test_column_names_stand_for_one_field(tmp_path: Path) -> None:
    text = (
        "fields:\n  sku: [Art. Nr]\n  name: [Titel]\n  brand:\n    - ART-NR\nrequired: [sku, price]\nignore: [titel]\n"
    )
    faults = faults_of(overlay(tmp_path, {"columns.yml": text}))
    assert {fault for fault in faults if fault.startswith("columns.yml")} == {
        "columns.yml:5: 'ART-NR' stands for sku and for brand",
        "columns.yml:6: required: no field is called 'price'; allowed: brand, name, sku",
        "columns.yml:7: ignore: 'titel' is a name of name",
    }


def test_a_missing_overlay_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none: is no folder of configuration files$"):
        load_configuration(tmp_path / "none")


def test_a_suite_stays_readable(tmp_path: Path) -> None:
    many = "rules:\n" + "".join(rule(id=f"team.r{number}") for number in range(100))
    (fault,) = faults_of(overlay(tmp_path, {"rules/team.yml": many}))
    assert fault.endswith(": suite description has more than 100 expectations from here on")


def test_a_configuration_travels_to_other_processes(shipped: Configuration) -> None:
    copy = pickle.loads(pickle.dumps(shipped))
    assert copy == shipped
    assert copy.rules_version == shipped.rules_version


def test_loading_does_not_import_great_expectations() -> None:
    code = "import sys, expectations.configuration; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=SHIPPED.parent, check=False).returncode == 0


def test_shop_exports_are_known_columns(shipped: Configuration) -> None:
    names = {
        field: {name.casefold() for name in (field, *synonyms)} for field, synonyms in shipped.columns.fields.items()
    }
    assert "base image" in names["main_image"]
    assert "additional images" in names["extra_images"]
    assert "qty" in names["quantity"]
    assert "msrp price" in names["msrp"]
    assert "categories" in names["category"]
    assert {"url_key", "meta_title", "tax_class_name", "store_view_code"} <= set(shipped.columns.ignore)
    assert set(shipped.columns.required) == {"sku", "name", "price", "quantity", "main_image"}
