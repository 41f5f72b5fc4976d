"""Rules as data: one entry says what is checked, how bad it is, why, how to mend it, and proves itself by examples."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

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
Scalar = str | int | float | bool | None
Sentence = Annotated[str, pydantic.StringConstraints(min_length=8)]

SUITES: tuple[SuiteName, ...] = ("quality", "description", "pictures", "policy", "changes")

_DEFAULT_ON_FAIL: dict[Severity, OnFail] = {"critical": "reject", "warning": "report", "info": "report"}


class RuleBase(Strict):
    """What every rule says, whatever it checks.

    `message` may hold `{value}`, the measured value of the failing row. `field` is the canonical field the finding
    points at; without it the fact's own. `pass` and `fail` are values of the fact.
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
    because: Sentence
    confidence: Confidence
    message: Sentence
    fix: Sentence
    effective_from: dt.date | None = None
    effective_until: dt.date | None = None
    passing: Annotated[tuple[Scalar, ...], pydantic.Field(alias="pass", min_length=1)]
    failing: Annotated[tuple[Scalar, ...], pydantic.Field(alias="fail", min_length=1)]

    @property
    def consequence(self) -> OnFail:
        """What a finding of this rule does to its row: as stated, else by severity."""
        return self.on_fail or _DEFAULT_ON_FAIL[self.severity]

    def is_effective(self, day: dt.date) -> bool:
        """Whether the rule is in force on the day judged."""
        return (self.effective_from is None or self.effective_from <= day) and (
            self.effective_until is None or day <= self.effective_until
        )

    @pydantic.model_validator(mode="after")
    def _weak_sources_never_reject(self) -> RuleBase:
        if self.consequence == "reject" and self.confidence == "memory":
            raise ValueError(
                f"rule {self.id}: a source of confidence 'memory' may not reject; use on_fail: hold or report"
            )
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


class RuleFile(Strict):
    """`rules/*.yml`: a list of rules under `rules:`."""

    rules: tuple[Rule, ...]
