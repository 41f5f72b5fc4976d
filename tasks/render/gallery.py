"""The pictures of a product as Wish lists them: rows with picture hashes in, further pictures in order out.

A variation's picture must also be among the further ones, so those come first: they are the ones that may not
fall off the end. The main picture is never repeated.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.store import Store

EXTRA_IMAGES: tuple[str, ...] = tuple(f"extra_image_{place}" for place in range(11))


def extra_pictures(products: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """The sha256 of each product's further pictures, as columns EXTRA_IMAGES on the index of `products`.

    `rows` (product, main_sha256, variation_sha256, extra_sha256) may hold more products than asked for. Every
    variation's own picture, then the supplier's further ones, none twice, cut at eleven.
    """
    asked = pc.is_in(pa.array(rows["product"], pa.string()), pa.array(products.unique(), pa.string()))
    listed = listed_pictures(rows[asked.to_numpy(zero_copy_only=False)])
    listed["place"] = listed.groupby("product", sort=False).cumcount()
    wide = listed[listed["place"] < len(EXTRA_IMAGES)].pivot(index="product", columns="place", values="sha256")
    wide = wide.reindex(columns=range(len(EXTRA_IMAGES))).reindex(index=products)
    return wide.astype("str").set_axis(list(EXTRA_IMAGES), axis="columns").set_axis(products.index, axis="index")


def listed_pictures(rows: pd.DataFrame) -> pd.DataFrame:
    """All further pictures, long: product and sha256, in order, without repeats and the main one."""
    products = rows.drop_duplicates("product")
    own = rows[["product", "variation_sha256"]].set_axis(["product", "sha256"], axis="columns").dropna()
    further = pa.array(products["extra_sha256"].astype("str"), pa.string())
    parts = pc.split_pattern(further, "\n")
    extra = pd.DataFrame(
        {
            "product": products["product"].to_numpy()[pc.list_parent_indices(parts).to_numpy()],
            "sha256": pc.list_flatten(parts).to_pandas(),
        }
    ).astype("str")
    listed = pd.concat([own.astype("str"), extra], ignore_index=True)
    main = listed["product"].map(products.set_index("product")["main_sha256"])
    listed = listed[(listed["sha256"] != main) & (listed["sha256"] != "")]
    return listed.drop_duplicates(ignore_index=True)


def addresses(sha256: pd.Series, store: Store) -> pd.Series:
    """The public addresses of pictures; missing stays missing."""
    # Whitespace cannot stand in an address, so a line break marks the place of the hash.
    before, after = store.picture_address("\n").split("\n")
    return before + sha256.astype("str") + after
