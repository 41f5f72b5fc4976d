"""Rules as data: one entry says what is checked, how bad it is, why, how to mend it, and proves itself by examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Annotated, Literal, Self

import pydantic

from expectations.yaml_files import Strict

SuiteName = Literal["quality", "description", "pictures", "policy", "changes"]
Severity = Literal["critical", "warning", "info"]
OnFail = Literal["reject", "hold", "report"]
Scope = Literal["row", "product", "batch"]
Owner = Literal["supplier", "photographer", "copywriter", "legal", "us"]
Action = Literal["new_supplier", "new_photo", "new_text", "document", "take_down", "configure"]
Confidence = Literal["primary", "frontend", "secondary", "inferred", "memory", "own"]
Relist = Literal["fix", "new", "authorise", "never"]
# Kinds of goods that Wish lets merchants sell whom it approved beforehand.
Approval = Literal["food", "pet_food", "supplements", "medicines", "plants", "safety_equipment", "helmets", "media"]
Scalar = str | int | float | bool | None
Sentence = Annotated[str, pydantic.StringConstraints(min_length=8)]

SUITES: tuple[SuiteName, ...] = ("quality", "description", "pictures", "policy", "changes")

# What nobody published: remembered, or read out of a source that does not say it.
WEAK: frozenset[Confidence] = frozenset({"memory", "inferred"})

_DEFAULT_ON_FAIL: dict[Severity, OnFail] = {"critical": "reject", "warning": "report", "info": "report"}
_WILL: dict[OnFail, str] = {"reject": "rejects", "hold": "holds", "report": "is in force"}


class RuleBase(Strict):
    """What every rule says, whatever it checks.

    `message` may hold `{value}`, the measured value of the failing row. `field` is the canonical field the finding
    points at; without it the fact's own. `pass` and `fail` are values of the fact.

    A rule is in force from `effective_from` to `effective_until`, both included. Before that it is announced, since
    `announced` or since it was written: it is judged, but only warns. With `announced` alone its day is not known yet.
    A rule that is not `waivable` guards something that no reviewer can grant.

    `approval` names the goods that a merchant may sell with Wish's approval. Where `store.yml` says that he has it the
    rule is not judged, or, if it says `approved_severity`, with that severity.
    """

    id: Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
    fact: str
    suite: SuiteName
    catalogue: Annotated[str, pydantic.StringConstraints(pattern=r"^[FIP]-\d{3}$")] | None = None
    severity: Severity
    on_fail: OnFail | None = None
    scope: Scope
    field: str | None = None
    wish_reason: str | None = None
    wish_subreason: str | None = None
    relist: Relist | None = None
    owner: Owner
    action: Action
    approval: Approval | None = None
    approved_severity: Literal["warning", "info"] | None = None
    because: Sentence
    confidence: Confidence
    message: Sentence
    fix: Sentence
    announced: dt.date | None = None
    effective_from: dt.date | None = None
    effective_until: dt.date | None = None
    waivable: bool = True
    passing: Annotated[tuple[Scalar, ...], pydantic.Field(alias="pass", min_length=1)]
    failing: Annotated[tuple[Scalar, ...], pydantic.Field(alias="fail", min_length=1)]

    @property
    def consequence(self) -> OnFail:
        """What a finding of this rule does to its row: as stated, else by severity."""
        return self.on_fail or _DEFAULT_ON_FAIL[self.severity]

    @property
    def why_not_waivable(self) -> str | None:
        """Why no waiver may cover this rule, or None where one may."""
        if self.severity == "critical" and self.relist == "never":
            return "Wish never lets such a listing return"
        if self.scope == "batch":
            return "it is about the feed as a whole, not about products"
        return None if self.waivable else "without it no correct upload can be made"

    def is_announced(self, day: dt.date) -> bool:
        """Whether the rule is known on the day judged and not yet in force."""
        if self.effective_from is None:
            return self.announced is not None and self.announced <= day
        return day < self.effective_from and (self.announced is None or self.announced <= day)

    def is_effective(self, day: dt.date) -> bool:
        """Whether the rule is in force on the day judged."""
        has_begun = self.announced is None if self.effective_from is None else self.effective_from <= day
        return has_begun and (self.effective_until is None or day <= self.effective_until)

    def on(self, day: dt.date) -> Self | None:
        """The rule as it stands on a day: an announced one only warns and says from when it does more.

        None where it is not judged: its time is over, or nobody knew of it yet.
        """
        if self.is_effective(day):
            return self
        is_over = self.effective_until is not None and self.effective_until < day
        if is_over or not self.is_announced(day):
            return None
        since = f"from {self.effective_from}" if self.effective_from else "from a day that is not announced yet"
        softened = {
            "severity": "info" if self.severity == "info" else "warning",
            "on_fail": "report",
            "message": f"{self.message} (only warns now: {_WILL[self.consequence]} {since})",
        }
        return self.model_copy(update=softened)

    def is_lifted(self, approved: Collection[Approval]) -> bool:
        """Whether an approval that the merchant has leaves nothing to judge."""
        return self.approval in approved and self.approved_severity is None

    @pydantic.model_validator(mode="after")
    def _approved_severity_needs_an_approval(self) -> RuleBase:
        if self.approved_severity is not None and self.approval is None:
            raise ValueError(f"rule {self.id}: approved_severity is for rules with an approval; name it or take it out")
        return self

    @pydantic.model_validator(mode="after")
    def _weak_sources_never_reject(self) -> RuleBase:
        if self.consequence == "reject" and self.confidence in WEAK:
            source = f"a source of confidence {self.confidence!r}"
            raise ValueError(f"rule {self.id}: {source} may not reject; use on_fail: hold or report")
        return self


class Between(RuleBase):
    """The fact lies between `min` and `max`, both included; `required` says whether a missing value fails too."""

    kind: Literal["between"]
    min: int | float | None = None
    max: int | float | None = None
    required: bool

    @pydantic.model_validator(mode="after")
    def _has_a_bound(self) -> Between:
        if self.min is None and self.max is None:
            raise ValueError(f"rule {self.id}: between needs min, max or both")
        return self


class OneOf(RuleBase):
    """The fact is one of `values`; `required` says whether a missing value fails too."""

    kind: Literal["one_of"]
    values: Annotated[tuple[str | int | bool, ...], pydantic.Field(min_length=1)]
    required: bool


class Absent(RuleBase):
    """Nothing was found: the fact is empty. What was found is the finding."""

    kind: Literal["absent"]


class Present(RuleBase):
    """The fact has a value."""

    kind: Literal["present"]


Rule = Annotated[Between | OneOf | Absent | Present, pydantic.Field(discriminator="kind")]


def as_approved(rule: Rule, approved: Collection[Approval]) -> Rule:
    """The rule as it stands for a merchant with these approvals: milder where it says so, otherwise as declared."""
    if rule.approval not in approved or rule.approved_severity is None:
        return rule
    return rule.model_copy(update={"severity": rule.approved_severity, "on_fail": None})


class RuleFile(Strict):
    """`rules/*.yml`: a list of rules under `rules:`."""

    rules: tuple[Rule, ...]
