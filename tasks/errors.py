"""The errors of a run, built on those of what is declared.

ShelfreadyError
├── ConfigError            (expectations.errors) exit code 2
├── FeedRefused            a feed cannot be used at all; exit code 3; becomes a batch finding, not a crash
├── StorageFault           S3 did not do what was asked
│   ├── NoSuchObject       the key does not exist
│   ├── PreconditionFailed somebody else wrote first (412)
│   └── TransientFault     S3 did not answer or asked to come back; trying again later may help
│       └── Conflict       two conditional writes met (409)
├── CorruptArtifact        a stored file is not what its record says
└── Unpublishable          publishing would lose or repeat something; nothing was changed
"""

from __future__ import annotations

from expectations.errors import ShelfreadyError

# The rules under which a refusal is reported.
UNREADABLE = "feed.usable"
COLUMN_MISSING = "feed.required_columns"


class FeedRefused(ShelfreadyError):
    """A feed cannot be used: unreadable, no data rows, a required column missing."""

    exit_code = 3

    def __init__(self, reason: str, *, source: str, fix: str, rule_id: str = UNREADABLE) -> None:
        self.reason = reason
        self.source = source
        self.fix = fix
        self.rule_id = rule_id
        super().__init__(f"{source}: {reason}: {fix}")


class StorageFault(ShelfreadyError):
    """S3 did not do what was asked; `key` names the object."""

    def __init__(self, message: str, *, key: str = "") -> None:
        self.key = key
        super().__init__(f"{key}: {message}" if key else message)


class NoSuchObject(StorageFault):
    """The key does not exist."""


class PreconditionFailed(StorageFault):
    """The object is not what the conditional write expected: somebody else was first."""


class TransientFault(StorageFault):
    """No answer, or an answer that asks to come back later."""


class Conflict(TransientFault):
    """Two conditional writes met; S3 decided on neither."""


class CorruptArtifact(ShelfreadyError):
    """A stored file is not what its record says."""


class Unpublishable(ShelfreadyError):
    """Publishing now would lose or repeat something; nothing was changed."""
