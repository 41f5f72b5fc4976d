"""What was decided about one supplier, between decide and render."""

from __future__ import annotations

from tasks.manifest import Record


class Decision(Record):
    """Counts of a supplier's verdicts and uploads, and where its decided rows lie under the run.

    `added` counts lines of both new products and new variations of published ones.
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
    shards: tuple[str, ...]
    findings: tuple[str, ...]

    @property
    def publishes(self) -> bool:
        """Whether there is anything to upload."""
        return self.guardrail is None and self.added + self.updated + self.disabled > 0
