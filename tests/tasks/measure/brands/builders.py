"""A few brands of all kinds."""

from __future__ import annotations

from typing import Any

from expectations.brands import Brand, BrandContexts, BrandList

BRANDS = (
    Brand("Nike", "invented", "shoes", ("NikeLab",)),
    Brand("Nike Air", "invented", "shoes"),
    Brand("Air Zoom", "invented", "shoes"),
    Brand("Gucci", "invented", "fashion"),
    Brand("Rolex", "invented", "watches"),
    Brand("Samsung", "invented", "phones"),
    Brand("Louis Vuitton", "invented", "fashion"),
    Brand("Levi's", "invented", "fashion"),
    Brand("Pokémon", "invented", "toys"),
    Brand("Li-Ning", "invented", "shoes"),
    Brand("LGX", "invented", "phones"),
    Brand("Apple", "word", "phones"),
    Brand("Coach", "word", "fashion"),
    Brand("Hermès", "word", "fashion"),
    Brand("MAC", "short", "cosmetics"),
    Brand("Snow", "field", "cosmetics"),
    Brand("Jordan", "field", "shoes"),
)
CONTEXTS: dict[str, Any] = {
    "because": "-",
    "accessory_phrases": "for, compatible with, fits",
    "accessory_goods": "case, charger, strap",
    "sectors": {
        "shoes": "sneakers, shoes",
        "fashion": "bag, scarf, bags",
        "watches": "watch",
        "phones": "phone, charger",
        "toys": "plush",
        "cosmetics": "lipstick",
    },
    "brands": {"Apple": {"harmless": "apple pie, apple charger pattern"}},
}


def listed() -> BrandList:
    """The brands with their contexts."""
    return BrandList(BRANDS, BrandContexts.model_validate(CONTEXTS))
