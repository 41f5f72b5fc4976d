"""Which shop system a header comes from: every module beside this one that defines `SHOP` is asked."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from tasks.normalise import shops
from tasks.normalise.shops.shop import Shop


@functools.cache
def known_shops() -> tuple[Shop, ...]:
    """All shops by name."""
    modules = (importlib.import_module(f"{shops.__name__}.{one.name}") for one in pkgutil.iter_modules(shops.__path__))
    return tuple(sorted((module.SHOP for module in modules if hasattr(module, "SHOP")), key=lambda shop: shop.name))


def recognise_shop(header: tuple[str, ...]) -> Shop | None:
    """The shop whose export has this header; None where none or more than one claims it."""
    claiming = [shop for shop in known_shops() if shop.recognise(header)]
    return claiming[0] if len(claiming) == 1 else None
