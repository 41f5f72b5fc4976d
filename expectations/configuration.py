"""Loads everything declared: the shipped files with a team's overlay over them, checked as a whole.

Folders in, one frozen `Configuration` out, or one ConfigErrors that lists every fault of every file. Reads no
environment and no feed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from expectations import consistency
from expectations.authorisations import Authorisations
from expectations.brands import Brand, BrandContexts, BrandList, load_brands
from expectations.categories import CategoryTree, read_category_tree
from expectations.columns import ColumnNames
from expectations.compliance import Compliance
from expectations.consistency import Declared
from expectations.duplicates import Duplicates
from expectations.errors import ConfigError, ConfigErrors
from expectations.facts import Fact, Facts
from expectations.lexicons import Lexicon
from expectations.marketplace import Limits, Reasons, Rendition, Template
from expectations.names import Names
from expectations.options import Colors, Sizes
from expectations.policy import Policy
from expectations.rates import Rates
from expectations.rules import Rule, RuleFile, as_approved
from expectations.store import Store
from expectations.suppliers import Supplier
from expectations.truth import Truth
from expectations.units import Units
from expectations.value_words import ValueWords
from expectations.waivers import PlacedWaiver, Waivers, list_waiver_faults, placed_waivers
from expectations.yaml_files import Strict, closest, parse, read_yaml

SHIPPED = Path(__file__).parent
DEFAULT_PROFILE = "g2"

_WISH = "marketplaces/wish"
# The one table that is no YAML: ten thousand lines would take that a second at every start.
BRANDS = "brands.tsv"
# The merchant's own export of Wish's categories; there is none to ship.
CATEGORY_TREE = f"{_WISH}/categories.json"
_SINGLE_FILES: Mapping[str, type[Strict]] = {
    "store.yml": Store,
    "policy.yml": Policy,
    "columns.yml": ColumnNames,
    "value_words.yml": ValueWords,
    "colors.yml": Colors,
    "sizes.yml": Sizes,
    "units.yml": Units,
    "truth.yml": Truth,
    "compliance.yml": Compliance,
    "duplicates.yml": Duplicates,
    "names.yml": Names,
    "rates.yml": Rates,
    "waivers.yml": Waivers,
    "brand_contexts.yml": BrandContexts,
    "authorisations.yml": Authorisations,
    f"{_WISH}/reasons.yml": Reasons,
    f"{_WISH}/limits.yml": Limits,
    f"{_WISH}/pictures.yml": Rendition,
}
_FOLDERS: Mapping[str, type[Strict]] = {
    "suppliers": Supplier,
    "rules": RuleFile,
    "lexicons": Lexicon,
    _WISH: Template,
}
# Facts are what the program measures: a team's file could only promise what nothing delivers.
_SHIPPED_ONLY: Mapping[str, type[Strict]] = {"facts.yml": Facts}

Model = TypeVar("Model", bound=Strict)


@dataclass(frozen=True)
class Configuration:
    """Everything declared, checked.

    Rules are sorted by suite and id, stand as the store's approvals leave them, and include those not in force today.
    """

    rules: tuple[Rule, ...]
    facts: Mapping[str, Fact]
    lexicons: Mapping[str, Lexicon]
    brands: BrandList
    authorisations: Authorisations
    suppliers: Mapping[str, Supplier]
    store: Store
    policy: Policy
    columns: ColumnNames
    words: ValueWords
    colors: Colors
    sizes: Sizes
    units: Units
    truth: Truth
    compliance: Compliance
    duplicates: Duplicates
    names: Names
    rates: Rates
    categories: CategoryTree | None
    template: Template
    reasons: Reasons
    limits: Limits
    rendition: Rendition
    waivers: tuple[PlacedWaiver, ...] = ()

    @property
    def rules_version(self) -> str:
        """Twelve hex digits that change when anything changes by which listings are judged or written."""
        return _version(
            {
                "rules": self.rules,
                "facts": self.facts,
                "lexicons": self.lexicons,
                "brands": self.brands.digest,
                "authorisations": self.authorisations,
                "reasons": self.reasons,
                "limits": self.limits,
                "template": self.template,
                "rendition": self.rendition,
                "columns": self.columns,
                "words": self.words,
                "colors": self.colors,
                "sizes": self.sizes,
                "units": self.units,
                "truth": self.truth,
                "compliance": self.compliance,
                "duplicates": self.duplicates,
                "names": self.names,
                "rates": self.rates,
                "categories": self.categories,
            }
        )

    @property
    def versions(self) -> dict[str, str]:
        """Twelve hex digits for each part by its name here, so that two configurations can be told apart by part."""
        parts = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        # Where a waiver stands in its file decides nothing.
        parts["waivers"] = tuple(placed.waiver for placed in self.waivers)
        return {name: _version({name: part}) for name, part in parts.items()}

    def supplier(self, supplier_id: str) -> Supplier:
        """The supplier as declared; one without a file has nothing but its id and is mapped automatically."""
        return self.suppliers.get(supplier_id) or Supplier(supplier=supplier_id)

    def supplier_version(self, supplier_id: str) -> str:
        """Twelve hex digits that change when the supplier's own file, the store or the policy changes."""
        return _version({"supplier": self.supplier(supplier_id), "store": self.store, "policy": self.policy})

    def rules_on(self, day: dt.date) -> tuple[Rule, ...]:
        """The rules that are judged on a day, each as it stands then: those announced for later only warn.

        Rules that an approval of the merchant lifts are not among them.
        """
        kept = (rule for rule in self.rules if not rule.is_lifted(self.store.approved))
        return tuple(standing for rule in kept if (standing := rule.on(day)) is not None)


def load_configuration(overlay: Path | None = None) -> Configuration:
    """Load the shipped files; a file of the overlay replaces the shipped one of the same relative path, others add.

    Raises ConfigErrors with every fault found, each with file and line.
    """
    reading = _Reading()
    files = reading.find_files(overlay)
    parsed = {relative: reading.read(relative, path) for relative, path in files.items()}
    by_folder = {
        folder: [one for relative, one in parsed.items() if one and _folder_of(relative) == folder]
        for folder in _FOLDERS
    }
    rule_files: list[Declared[RuleFile]] = _typed(by_folder["rules"], RuleFile)
    lexicons: list[Declared[Lexicon]] = _typed(by_folder["lexicons"], Lexicon)
    suppliers: list[Declared[Supplier]] = _typed(by_folder["suppliers"], Supplier)
    templates: list[Declared[Template]] = _typed(by_folder[_WISH], Template)
    rules = [rule for file in rule_files for rule in file.value.rules]

    facts = _only(parsed.get("facts.yml"), Facts)
    columns = _only(parsed.get("columns.yml"), ColumnNames)
    reasons = _only(parsed.get(f"{_WISH}/reasons.yml"), Reasons)
    known_columns = columns.value if columns else None
    if columns:
        reading.faults += consistency.list_column_faults(columns)
    if facts:
        reading.faults += consistency.list_rule_faults(
            rule_files, facts.value, reasons.value if reasons else None, known_columns
        )
        # A file that could not be read would make every fact of its rules look unused.
        if not reading.unreadable:
            names = {one.value.lexicon: one for one in lexicons}
            reading.faults += consistency.list_fact_faults(facts, rules, names, known_columns)
    reading.faults += consistency.list_lexicon_faults(lexicons, facts.value if facts else None)
    reading.faults += consistency.list_supplier_faults(suppliers, known_columns)
    reading.faults += consistency.list_template_faults(templates)
    waivers = _only(parsed.get("waivers.yml"), Waivers)
    if waivers and not reading.unreadable:
        reading.faults += list_waiver_faults(waivers, rules, [one.value.supplier for one in suppliers])
    contexts = _only(parsed.get("brand_contexts.yml"), BrandContexts)
    brands = reading.read_brands(overlay, contexts.value if contexts else None)
    authorisations = _only(parsed.get("authorisations.yml"), Authorisations)
    if authorisations and brands:
        reading.faults += consistency.list_authorisation_faults(authorisations, brands)
    tree = reading.read_tree(overlay)
    if reading.faults:
        raise ConfigErrors(sorted(reading.faults, key=lambda fault: (str(fault.file), fault.line or 0)))

    store = _value(parsed, "store.yml", Store)
    return Configuration(
        rules=tuple(
            sorted((as_approved(rule, store.approved) for rule in rules), key=lambda rule: (rule.suite, rule.id))
        ),
        facts={fact.name: fact for fact in _value(parsed, "facts.yml", Facts).facts},
        lexicons={one.value.lexicon: one.value for one in lexicons},
        brands=BrandList(brands, _value(parsed, "brand_contexts.yml", BrandContexts)),
        authorisations=_value(parsed, "authorisations.yml", Authorisations),
        suppliers={one.value.supplier: one.value for one in suppliers},
        store=store,
        policy=_value(parsed, "policy.yml", Policy),
        columns=_value(parsed, "columns.yml", ColumnNames),
        words=_value(parsed, "value_words.yml", ValueWords),
        colors=_value(parsed, "colors.yml", Colors),
        sizes=_value(parsed, "sizes.yml", Sizes),
        units=_value(parsed, "units.yml", Units),
        truth=_value(parsed, "truth.yml", Truth),
        compliance=_value(parsed, "compliance.yml", Compliance),
        duplicates=_value(parsed, "duplicates.yml", Duplicates),
        names=_value(parsed, "names.yml", Names),
        rates=_value(parsed, "rates.yml", Rates),
        categories=tree,
        template=_value(parsed, f"{_WISH}/{DEFAULT_PROFILE}.yml", Template),
        reasons=_value(parsed, f"{_WISH}/reasons.yml", Reasons),
        limits=_value(parsed, f"{_WISH}/limits.yml", Limits),
        rendition=_value(parsed, f"{_WISH}/pictures.yml", Rendition),
        waivers=placed_waivers(waivers) if waivers else (),
    )


def read_supplier(path: Path, columns: ColumnNames) -> Supplier:
    """Read one supplier's file from anywhere, whatever it is called; raises ConfigError or ConfigErrors."""
    file = read_yaml(path)
    supplier = parse(Supplier, file)
    faults = list(consistency.list_supplier_key_faults(Declared(supplier, file), columns))
    if faults:
        raise ConfigErrors(faults)
    return supplier


class _Reading:
    """One load: the faults met so far, so that all are told at once."""

    def __init__(self) -> None:
        self.faults: list[ConfigError] = []
        self.unreadable = 0

    def find_files(self, overlay: Path | None) -> dict[str, Path]:
        """The files to read by relative path, the overlay's instead of the shipped ones, in a stable order."""
        files = dict(self._list_folder(SHIPPED, is_overlay=False))
        if overlay is not None:
            if not overlay.is_dir():
                raise ConfigError("is no folder of configuration files", file=overlay)
            files |= self._list_folder(overlay, is_overlay=True)
        return dict(sorted(files.items()))

    def read(self, relative: str, path: Path) -> Declared[Any] | None:
        """Read and parse one file; its faults are kept and nothing is returned."""
        model = _model_of(relative)
        try:
            return _read_shipped(model, path) if path.is_relative_to(SHIPPED) else _declared(model, path)
        except ConfigErrors as errors:
            self.faults += errors.errors
        except ConfigError as error:
            self.faults.append(error)
        self.unreadable += 1
        return None

    def read_tree(self, overlay: Path | None) -> CategoryTree | None:
        """The merchant's category export, where there is one."""
        path = overlay / CATEGORY_TREE if overlay is not None else None
        try:
            return read_category_tree(path) if path is not None and path.is_file() else None
        except ConfigError as error:
            self.faults.append(error)
            return None

    def read_brands(self, overlay: Path | None, contexts: BrandContexts | None) -> tuple[Brand, ...]:
        """The table of brands, the overlay's instead of the shipped one; its faults are kept."""
        own = overlay / BRANDS if overlay is not None else None
        path = own if own is not None and own.is_file() else SHIPPED / BRANDS
        try:
            return load_brands(path, contexts, shown=_shown(path))
        except ConfigErrors as errors:
            self.faults += errors.errors
        except ConfigError as error:
            self.faults.append(error)
        return ()

    def _list_folder(self, root: Path, *, is_overlay: bool) -> Iterable[tuple[str, Path]]:
        for name in {**_SINGLE_FILES, **({} if is_overlay else _SHIPPED_ONLY)}:
            if (root / name).is_file():
                yield name, root / name
        for folder in _FOLDERS:
            for path in sorted((root / folder).iterdir()) if (root / folder).is_dir() else ():
                relative = f"{folder}/{path.name}"
                is_read_elsewhere = relative in (*_SINGLE_FILES, CATEGORY_TREE)
                if is_read_elsewhere or path.name.startswith(".") or path.stem.upper() == "README":
                    continue
                if path.is_file() and path.suffix == ".yml":
                    yield relative, path
                else:
                    message = "stands among the YAML files but is none: name it *.yml or move it away"
                    self.faults.append(ConfigError(message, file=_shown(path)))
        if is_overlay:
            self._refuse_strangers(root)

    def _refuse_strangers(self, root: Path) -> None:
        """A misspelt name in an overlay would silently change nothing."""
        files = (name for name in _SINGLE_FILES if "/" not in name)
        top = {BRANDS, *files, *(name.split("/")[0] for name in _FOLDERS)}
        for path in sorted(root.iterdir()):
            holds_yaml = path.suffix in (".yml", ".yaml", ".tsv") or (path.is_dir() and any(path.rglob("*.yml")))
            if path.name not in top and not path.name.startswith(".") and holds_yaml:
                message = f"is nothing that is read; {closest(path.name, top)}"
                if path.name in _SHIPPED_ONLY:
                    message = "cannot be replaced: facts are what the program measures"
                self.faults.append(ConfigError(message, file=path))
        for path in sorted((root / "marketplaces").glob("*")):
            if path.name != "wish" and path.is_dir():
                self.faults.append(ConfigError("is no marketplace that is read; there is only wish", file=path))


@functools.cache
def _read_shipped(model: type[Strict], path: Path) -> Declared[Any]:
    """What comes with the program is read once a process, however many overlays are laid over it."""
    return _declared(model, path)


def _declared(model: type[Strict], path: Path) -> Declared[Any]:
    file = read_yaml(path, _shown(path))
    return Declared(parse(model, file), file)


def _folder_of(relative: str) -> str | None:
    return None if relative in _SINGLE_FILES or "/" not in relative else relative.rpartition("/")[0]


def _model_of(relative: str) -> type[Strict]:
    folder = _folder_of(relative)
    return _FOLDERS[folder] if folder else {**_SINGLE_FILES, **_SHIPPED_ONLY}[relative]


def _shown(path: Path) -> Path:
    """Shipped files are called by their place in the project, wherever that is installed."""
    return path.relative_to(SHIPPED.parent) if path.is_relative_to(SHIPPED) else path


def _typed(files: Iterable[Declared[Any]], model: type[Model]) -> list[Declared[Model]]:
    return [file for file in files if isinstance(file.value, model)]


def _only(file: Declared[Any] | None, model: type[Model]) -> Declared[Model] | None:
    return next(iter(_typed([file], model)), None) if file else None


def _value(parsed: Mapping[str, Declared[Any] | None], relative: str, model: type[Model]) -> Model:
    file = _only(parsed.get(relative), model)
    if file is None:
        raise ConfigError("is missing from the installation: install shelfready again", file=_shown(SHIPPED / relative))
    return file.value


def _version(parts: Mapping[str, Any]) -> str:
    text = json.dumps(_canonical(parts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _canonical(part: Any) -> Any:
    if isinstance(part, pydantic.BaseModel):
        return part.model_dump(mode="json", by_alias=True)
    if isinstance(part, Mapping):
        return {key: _canonical(value) for key, value in part.items()}
    if isinstance(part, tuple):
        return [_canonical(value) for value in part]
    if isinstance(part, BrandList):
        return part.digest
    if isinstance(part, CategoryTree):
        return {str(number): _canonical(category) for number, category in part.categories.items()}
    return part
