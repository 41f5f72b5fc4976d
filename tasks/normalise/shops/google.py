"""Google Merchant product data: one line an offer, those of one `item_group_id` are the variations of a product."""

from __future__ import annotations

import pandas as pd

from tasks.normalise.shops.shop import Context, Header, first_line, make_shop, started


def _arrange(rows: pd.DataFrame, _shard: pd.DataFrame, _header: Header, _context: Context) -> pd.DataFrame:
    # Where an element is repeated the first is meant to count.
    first = {field: first_line(rows[field]) for field in ("category", "size", "product_url")}
    return started(rows).assign(**first)


SHOP = make_shop("google", _arrange)
