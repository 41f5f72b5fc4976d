"""The errors of what is declared.

ShelfreadyError            anything the command line answers with one line instead of a traceback
└── ConfigError            a YAML file, a setting or an argument is wrong; exit code 2
"""

from __future__ import annotations

from pathlib import Path


class ShelfreadyError(Exception):
    """A failure that a person can act on: its text is one line that says what is wrong and what to do."""

    exit_code = 1


class ConfigError(ShelfreadyError):
    """Something declared is wrong: names the file and line where they are known."""

    exit_code = 2

    def __init__(self, message: str, *, file: Path | str | None = None, line: int | None = None) -> None:
        self.message = message
        self.file = file
        self.line = line
        place = "" if file is None else f"{file}:{line}: " if line is not None else f"{file}: "
        super().__init__(place + message)


class ConfigErrors(ConfigError):
    """Several at once, so that `check` can list every one; its text is the first and a count."""

    def __init__(self, errors: list[ConfigError]) -> None:
        self.errors = errors
        more = f" (and {len(errors) - 1} more; shelfready check lists them)" if len(errors) > 1 else ""
        super().__init__(errors[0].message + more, file=errors[0].file, line=errors[0].line)
