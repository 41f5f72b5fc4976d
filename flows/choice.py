"""Which suppliers a run is about."""

from __future__ import annotations

from collections.abc import Sequence

from expectations.configuration import Configuration
from expectations.errors import ConfigError
from expectations.suppliers import Supplier


def chosen(declared: Configuration, names: Sequence[str]) -> tuple[Supplier, ...]:
    """The suppliers of those names, all of them for no name; raises ConfigError for none or an unknown one."""
    if not declared.suppliers:
        raise ConfigError(
            "no supplier is configured: put a file into expectations/suppliers/, or name your folder in "
            "SHELFREADY_CONFIG (the samples are in deployments/demo)"
        )
    unknown = [name for name in names if name not in declared.suppliers]
    if unknown:
        known = ", ".join(sorted(declared.suppliers))
        raise ConfigError(f"there is no supplier {unknown[0]!r}: there are {known}")
    return tuple(declared.suppliers[name] for name in dict.fromkeys(names or sorted(declared.suppliers)))
