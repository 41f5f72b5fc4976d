"""Checks across the declared files: what no single model can see, such as a rule on a fact that does not exist.

Parsed files in, faults with file and line out; nothing is raised here and nothing is changed.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from expectations.authorisations import Authorisations, Permissions
from expectations.brands import Brand
from expectations.columns import ColumnNames, fold
from expectations.errors import ConfigError
from expectations.facts import Facts, FactType, Frame
from expectations.lexicons import Lexicon
from expectations.marketplace import Reasons, Template
from expectations.rules import SUITES, Absent, Between, OneOf, Present, Rule, RuleFile, Scalar, Scope
from expectations.suppliers import Supplier
from expectations.yaml_files import Strict, YamlFile, closest

Declaration = TypeVar("Declaration", bound=Strict)

# A page of Data Docs with thousands of checks hangs the browser; suites stay small enough to read.
MOST_EXPECTATIONS_OF_A_SUITE = 100

# Facts that are measured for the reports only, so that no rule has to judge them.
INFORMATIVE_FACTS: frozenset[str] = frozenset()

_SCOPE_OF_FRAME: Mapping[Frame, Scope] = {
    "record": "row",
    "row": "row",
    "product": "product",
    "batch": "batch",
    "claim": "row",
    "change": "row",
    "refusal": "batch",
}
_TYPES_OF_FACT: Mapping[FactType, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "text": (str,),
    "boolean": (bool,),
}


@dataclass(frozen=True)
class Declared(Generic[Declaration]):
    """A parsed file with the positions of what was read."""

    value: Declaration
    source: YamlFile

    @property
    def file(self) -> Path:
        """How the file is called in faults."""
        return self.source.shown

    def fault(self, message: str, *loc: int | str) -> ConfigError:
        """A fault at a place inside the file."""
        return ConfigError(message, file=self.file, line=self.line(*loc))

    def line(self, *loc: int | str) -> int | None:
        """The line of a place inside the file."""
        return self.source.line_of(loc)


def list_rule_faults(
    files: Sequence[Declared[RuleFile]], facts: Facts, reasons: Reasons | None, columns: ColumnNames | None
) -> Iterator[ConfigError]:
    """Every fault of every rule; reasons or columns that could not be read are not held against the rules."""
    seen: dict[str, tuple[Declared[RuleFile], int]] = {}
    weight = dict.fromkeys(SUITES, 0)
    by_name = {fact.name: fact for fact in facts.facts}
    for file in files:
        for position, rule in enumerate(file.value.rules):
            at = ("rules", position)
            first, place = seen.setdefault(rule.id, (file, position))
            if first is not file or place != position:
                line = first.source.line_of(("rules", place, "id"))
                yield file.fault(f"rule {rule.id} exists already in {first.file}:{line}", *at, "id")
            fact = by_name.get(rule.fact)
            if fact is None:
                message = f"rule {rule.id}: no fact is called {rule.fact!r}; {_hint(rule.fact, by_name, 'facts.yml')}"
                yield file.fault(message, *at, "fact")
            else:
                scope = _SCOPE_OF_FRAME[fact.frame]
                if rule.scope != scope:
                    message = f"rule {rule.id}: {rule.fact} is measured on a {fact.frame}, so its scope is {scope}"
                    yield file.fault(message, *at, "scope")
                yield from _list_kind_faults(file, rule, fact.type, position)
            yield from _list_word_faults(file, rule, position, reasons, columns)
            weight[rule.suite] += expectation_count(rule)
            if weight[rule.suite] > MOST_EXPECTATIONS_OF_A_SUITE >= weight[rule.suite] - expectation_count(rule):
                message = f"suite {rule.suite} has more than {MOST_EXPECTATIONS_OF_A_SUITE} expectations from here on"
                yield file.fault(message, *at, "suite")


def expectation_count(rule: Rule) -> int:
    """How many expectations a rule becomes: a required value is one of its own."""
    return 2 if isinstance(rule, Between | OneOf) and rule.required else 1


def list_fact_faults(
    facts: Declared[Facts],
    rules: Iterable[Rule],
    lexicons: Mapping[str, object],
    columns: ColumnNames | None,
) -> Iterator[ConfigError]:
    """Facts whose lexicon or field does not exist, and facts that nothing judges."""
    judged = {rule.fact for rule in rules} | INFORMATIVE_FACTS
    for position, fact in enumerate(facts.value.facts):
        at = ("facts", position)
        if fact.lexicon is not None and fact.lexicon not in lexicons:
            hint = _hint(fact.lexicon, lexicons, "lexicons/")
            yield facts.fault(f"fact {fact.name}: no lexicon is called {fact.lexicon!r}; {hint}", *at, "lexicon")
        if fact.name not in judged:
            yield facts.fault(f"fact {fact.name} is judged by no rule", *at, "name")
        if columns is not None:
            for field in {fact.field, *fact.searches} - {None, *columns.fields}:
                message = f"fact {fact.name}: no field is called {field!r}; {closest(str(field), columns.fields)}"
                yield facts.fault(message, *at, "field" if field == fact.field else "searches")


def list_lexicon_faults(lexicons: Sequence[Declared[Lexicon]], facts: Facts | None) -> Iterator[ConfigError]:
    """Lexicons misnamed or used by no fact, and terms that stand in two of them."""
    used = None if facts is None else {fact.lexicon for fact in facts.facts}
    homes: dict[str, str] = {}
    for declared in lexicons:
        lexicon = declared.value
        if lexicon.lexicon != declared.file.stem:
            yield declared.fault(f"lexicon {lexicon.lexicon!r} stands in a file called {declared.file.name}", "lexicon")
        elif used is not None and lexicon.lexicon not in used:
            yield declared.fault(f"no fact uses the lexicon {lexicon.lexicon!r}", "lexicon")
        for position, term in enumerate(lexicon.terms):
            home = homes.setdefault(term.casefold(), lexicon.lexicon)
            if home != lexicon.lexicon:
                yield declared.fault(f"term {term!r} stands in the lexicon {home!r} too", "terms", position)


def list_authorisation_faults(declared: Declared[Authorisations], brands: Sequence[Brand]) -> Iterator[ConfigError]:
    """Documents for brands that nobody looks for."""
    permissions = Permissions(declared.value, brands)
    places = {id(one): position for position, one in enumerate(declared.value.authorisations)}
    for one, message in zip(permissions.unknown, permissions.list_unknown(brands), strict=True):
        yield declared.fault(message, "authorisations", places[id(one)], "brand")


def list_supplier_faults(suppliers: Sequence[Declared[Supplier]], columns: ColumnNames | None) -> Iterator[ConfigError]:
    """Supplier files misnamed, and keys that are no canonical field."""
    for declared in suppliers:
        supplier = declared.value
        if supplier.supplier != declared.file.stem:
            name = supplier.supplier
            message = f"supplier {name!r} stands in a file called {declared.file.name}: name it {name}.yml"
            yield declared.fault(message, "supplier")
        yield from list_supplier_key_faults(declared, columns)


def list_supplier_key_faults(declared: Declared[Supplier], columns: ColumnNames | None) -> Iterator[ConfigError]:
    """Keys of a supplier file that are no canonical field."""
    supplier = declared.value
    if columns is not None:
        places: dict[tuple[str, ...], Iterable[str]] = {
            ("columns",): supplier.columns,
            ("joins",): supplier.joins,
            ("splits",): supplier.splits,
            ("constants",): supplier.constants,
            ("lookups",): supplier.lookups,
            ("expect", "min", "filled_pct"): supplier.expect.min.filled_pct,
        }
        for at, fields in places.items():
            for field in fields:
                if field not in columns.fields:
                    message = f"{'.'.join(at)}: no field is called {field!r}; {closest(field, columns.fields)}"
                    yield declared.fault(message, *at, field)


def list_template_faults(templates: Sequence[Declared[Template]]) -> Iterator[ConfigError]:
    """Template profiles misnamed, and headers that stand twice."""
    for declared in templates:
        template = declared.value
        if template.profile != declared.file.stem:
            message = f"profile {template.profile!r} stands in a file called {declared.file.name}"
            yield declared.fault(message, "profile")
        for key, columns in (("columns", template.columns), ("disable", template.disable)):
            headers = [column.header for column in columns]
            for position, header in enumerate(headers):
                if header in headers[:position]:
                    yield declared.fault(f"the header {header!r} stands twice", key, position, "header")


def list_column_faults(declared: Declared[ColumnNames]) -> Iterator[ConfigError]:
    """Required fields that do not exist, and a column name that stands for two things."""
    columns = declared.value
    for position, field in enumerate(columns.required):
        if field not in columns.fields:
            message = f"required: no field is called {field!r}; {closest(field, columns.fields)}"
            yield declared.fault(message, "required", position)
    homes: dict[str, str] = {}
    for field, synonyms in columns.fields.items():
        for position, synonym in enumerate(synonyms):
            home = homes.setdefault(fold(synonym), field)
            if home != field:
                yield declared.fault(f"{synonym!r} stands for {home} and for {field}", "fields", field, position)
    for position, name in enumerate(columns.ignore):
        if fold(name) in homes:
            message = f"ignore: {name!r} is a name of {homes[fold(name)]}"
            yield declared.fault(message, "ignore", position)


def _list_kind_faults(
    file: Declared[RuleFile], rule: Rule, fact_type: FactType, position: int
) -> Iterator[ConfigError]:
    """What the kind asks of the fact's type and of the examples."""
    at = ("rules", position)
    if isinstance(rule, Between) and fact_type not in ("integer", "number"):
        yield file.fault(f"rule {rule.id}: between needs a number, {rule.fact} is of type {fact_type}", *at, "fact")
        return
    if isinstance(rule, OneOf):
        for value in rule.values:
            if not _fits(value, fact_type):
                message = f"rule {rule.id}: {value!r} in values is not of the fact's type {fact_type}"
                yield file.fault(message, *at, "values")
    for key, examples, is_right in (("pass", rule.passing, True), ("fail", rule.failing, False)):
        for number, example in enumerate(examples):
            if example is not None and not _fits(example, fact_type):
                message = f"rule {rule.id}: the example {example!r} is not of the fact's type {fact_type}"
                yield file.fault(message, *at, key, number)
            elif passes(rule, example) is not is_right:
                does = "fails" if is_right else "passes"
                message = f"rule {rule.id}: the example {example!r} stands under {key} but {does}"
                yield file.fault(message, *at, key, number)


def passes(rule: Rule, value: Scalar) -> bool:
    """Whether a value of the fact passes the rule, by the plain reading of its kind."""
    match rule:
        case Absent():
            return value is None
        case Present():
            return value is not None
        case OneOf():
            return not rule.required if value is None else value in rule.values
        case Between():
            if value is None:
                return not rule.required
            return (
                not isinstance(value, str)
                and (rule.min is None or value >= rule.min)
                and (rule.max is None or value <= rule.max)
            )


def _fits(value: Scalar, fact_type: FactType) -> bool:
    # bool is an int to Python, but no number to a reader.
    if isinstance(value, bool):
        return fact_type == "boolean"
    return isinstance(value, _TYPES_OF_FACT[fact_type])


def _list_word_faults(
    file: Declared[RuleFile], rule: Rule, position: int, reasons: Reasons | None, columns: ColumnNames | None
) -> Iterator[ConfigError]:
    """The message's placeholders, Wish's codes, the field and the dates."""
    at = ("rules", position)
    for key, text in (("message", rule.message), ("fix", rule.fix)):
        allowed = {"value"} if key == "message" and not isinstance(rule, Present) else set()
        strange = _placeholders(text) - allowed
        if strange:
            may = "only {value} may stand there" if allowed else "none may stand there"
            yield file.fault(f"rule {rule.id}: {key} has the placeholder {{{min(strange)}}}; {may}", *at, key)
    if reasons is not None:
        yield from _list_reason_faults(file, rule, position, reasons)
    if columns is not None and rule.field is not None and rule.field not in columns.fields:
        message = f"rule {rule.id}: no field is called {rule.field!r}; {closest(rule.field, columns.fields)}"
        yield file.fault(message, *at, "field")
    if rule.effective_from and rule.effective_until and rule.effective_until < rule.effective_from:
        yield file.fault(f"rule {rule.id}: effective_until is before effective_from", *at, "effective_until")
    if rule.announced and rule.effective_from and rule.effective_from < rule.announced:
        yield file.fault(f"rule {rule.id}: announced is after effective_from", *at, "announced")


def _list_reason_faults(file: Declared[RuleFile], rule: Rule, position: int, reasons: Reasons) -> Iterator[ConfigError]:
    """Codes that Wish does not have, and a promise on relisting other than Wish's."""
    at = ("rules", position)
    if rule.wish_reason is None:
        if rule.wish_subreason is not None:
            yield file.fault(f"rule {rule.id}: a wish_subreason needs its wish_reason", *at, "wish_subreason")
        return
    reason = next((one for one in reasons.reasons if one.code == rule.wish_reason), None)
    if reason is None:
        hint = _hint(rule.wish_reason, [one.code for one in reasons.reasons], "reasons.yml")
        yield file.fault(f"rule {rule.id}: Wish has no reason {rule.wish_reason!r}; {hint}", *at, "wish_reason")
    elif rule.wish_subreason is None:
        return
    elif rule.wish_subreason not in reason.subreasons:
        hint = closest(rule.wish_subreason, reason.subreasons) if reason.subreasons else "it has none"
        message = f"rule {rule.id}: {rule.wish_subreason!r} is no sub-reason of {reason.code}; {hint}"
        yield file.fault(message, *at, "wish_subreason")
    elif rule.relist != (relist := reason.subreasons[rule.wish_subreason]):
        message = f"rule {rule.id}: relist is {rule.relist}, but Wish says {relist} of {rule.wish_subreason}"
        yield file.fault(message, *at, "relist")


def _placeholders(text: str) -> set[str]:
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        # A single brace: formatting would stop there.
        found = re.search(r"[{}][^{}]*", text)
        return {found.group().strip("{}")} if found else {""}
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        for _, name, spec, conversion in parts
        if name is not None
    }


def _hint(word: str, known: Iterable[str], home: str) -> str:
    """A likely word or where the words stand, but never a list of a hundred names."""
    return closest(word, known, f"they stand in {home}")
