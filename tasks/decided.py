"""What was decided about one supplier, between decide and render."""

from __future__ import annotations

import pydantic

from tasks.manifest import Record, WaiverUse


class Decision(Record):
    """Counts of a supplier's verdicts and uploads, and where its decided rows lie under the run.

    `added` counts lines of both new products and new variations of published ones; `waived_by_rule` counts those of
    `findings_by_rule` that a waiver covers; `waivers` are those that concern the supplier.
    """

    supplier: str
    rows_in: int
    approved: int
    held: int
    rejected: int
    folded: int
    added: int
    updated: int
    unchanged: int
    disabled: int
    guardrail: str | None
    findings_by_rule: dict[str, int]
    waived_by_rule: dict[str, int] = {}
    shards: tuple[str, ...]
    findings: tuple[str, ...]
    waivers: tuple[WaiverUse, ...] = ()

    @pydantic.model_validator(mode="after")
    def _nothing_is_lost(self) -> Decision:
        if self.rows_in != self.approved + self.held + self.rejected:
            raise ValueError(
                f"rows are lost: {self.rows_in} in, "
                f"{self.approved} approved + {self.held} held + {self.rejected} rejected"
            )
        if self.approved - self.folded != self.added + self.updated + self.unchanged:
            raise ValueError(
                f"lines are lost: {self.approved} approved - {self.folded} folded, "
                f"{self.added} added + {self.updated} updated + {self.unchanged} unchanged"
            )
        return self

    @property
    def publishes(self) -> bool:
        """Whether there is anything to upload."""
        return self.guardrail is None and self.added + self.updated + self.disabled > 0
