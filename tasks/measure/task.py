"""Prefect's side of measure: facts across the supplier first, then shard by shard, then the feed and the claims."""

from __future__ import annotations

import functools

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from expectations.brands import BrandList
from expectations.lexicons import Lexicon
from tasks.feed_records import Ingested, Refusal
from tasks.job import MEASURED, NORMALISED, PICTURES, Job, configuration
from tasks.live_prices import lowest_prices
from tasks.measure.across import key_columns, shared_pictures, sku_repeats
from tasks.measure.brands.facts import BrandBook
from tasks.measure.brands.names import brand_terms
from tasks.measure.changes import change_facts
from tasks.measure.claims import claim_facts, with_others
from tasks.measure.duplicates.facts import duplicate_facts, duplicates_across, gtin_keys, shared_gtins
from tasks.measure.duplicates.stored import listings_of, name_reader, shard_prints
from tasks.measure.feed import batch_facts, record_facts, refusal_facts
from tasks.measure.joined import beside
from tasks.measure.offers import row_facts
from tasks.measure.prices import category_prices, price_keys
from tasks.measure.products import product_facts
from tasks.measure.raises import price_rises
from tasks.measure.terms.hits import lexicon_terms
from tasks.measure.terms.matcher import Matcher
from tasks.measure.truth.copied import copied_descriptions, description_keys
from tasks.measure.variations import unlike_variations
from tasks.pointer import parts_folder
from tasks.storage.bucket import Bucket, open_bucket
from tasks.storage.workspace import Workspace


@task(name="measure across shards", cache_policy=NO_CACHE, persist_result=False)
def measure_across(job: Job, shards: list[str]) -> None:
    """Repeated SKUs, shared main pictures, copied descriptions, listings and prices beside each other."""
    stage = job.stage(MEASURED)
    if stage.has("shared.parquet"):
        return
    keys, mains, texts, prints, gtins, prices = [], [], [], [], [], []
    for shard in shards:
        rows = job.stage(NORMALISED).read_frame(shard)
        listed = job.stage(PICTURES).read_frame(f"listed-{shard}", ["main_sha256"])
        sold = rows["kind"] == "variation"
        mains.append(rows[["product"]].assign(main_sha256=listed["main_sha256"])[sold].drop_duplicates("product"))
        texts.append(description_keys(rows[sold].drop_duplicates("product")))
        keys.append(key_columns(rows))
        prints.append(shard_prints(job, shard, rows, mains[-1].set_index("product")["main_sha256"]))
        gtins.append(gtin_keys(rows))
        prices.append(price_keys(rows))
    stage.write_frame("repeats.parquet", sku_repeats(pd.concat(keys, ignore_index=True)))
    stage.write_frame("copied.parquet", copied_descriptions(pd.concat(texts, ignore_index=True)))
    stage.write_frame("gtins.parquet", shared_gtins(pd.concat(gtins, ignore_index=True)))
    stage.write_frame("category-prices.parquet", category_prices(pd.concat(prices, ignore_index=True)))
    listings = pd.concat(prints, ignore_index=True)
    load = listings_of({job.supplier.supplier: job.stage(NORMALISED)}, listings)
    found = duplicate_facts(listings, load, job.configuration.duplicates, name_reader(job.overlay))
    stage.write_frame("duplicates.parquet", found)
    stage.write_frame("listings.parquet", listings)
    # Written last: where it stands, all the others do.
    stage.write_frame("shared.parquet", shared_pictures(pd.concat(mains, ignore_index=True)))


@task(name="measure", cache_policy=NO_CACHE, persist_result=False)
def measure_shard(job: Job, shard: str) -> str:
    """The record, row and product facts of one shard; returns the shard's name."""
    stage = job.stage(MEASURED)
    if stage.has(f"products-{shard}"):
        return shard
    rows = job.stage(NORMALISED).read_frame(shard)
    listed = job.stage(PICTURES).read_frame(f"listed-{shard}")
    repeats = stage.read_frame("repeats.parquet").set_index("row_id")["sku_repeats"]
    shared = stage.read_frame("shared.parquet").set_index("product")["main_image_shared"]
    copied = stage.read_frame("copied.parquet").set_index("product")["description_copied"]
    store = job.configuration.store
    is_sold = rows["kind"] == "variation"
    sold, pictures = rows[is_sold].reset_index(drop=True), listed[is_sold].reset_index(drop=True)
    stage.write_frame(f"records-{shard}", record_facts(rows))
    offers = row_facts(sold, pictures, repeats, store.currency)
    beside_rows = (stage.read_frame("gtins.parquet"), stage.read_frame("category-prices.parquet"))
    stage.write_frame(f"rows-{shard}", beside(offers, "row_id", *beside_rows))
    facts = job.configuration.facts.values()
    if not job.supplier.changes:
        stage.write_frame(f"changes-{shard}", change_facts(job.stage(NORMALISED).read_frame(f"due-{shard}"), facts))
    products = product_facts(
        sold,
        pictures,
        shared,
        facts,
        matcher(job.overlay),
        brand_book(job.overlay).of(job.supplier.supplier, job.as_of),
        copied=copied,
        store=store,
        truth=job.configuration.truth,
        compliance=job.configuration.compliance,
    )
    unlike = unlike_variations(sold, name_reader(job.overlay)).rename("variations_unlike").rename_axis("product")
    beside_products = (unlike.reset_index(), stage.read_frame("duplicates.parquet"))
    stage.write_frame(f"products-{shard}", beside(products, "product", *beside_products))
    return shard


@task(name="measure the feed", cache_policy=NO_CACHE, persist_result=False)
def measure_feed(job: Job, ingested: Ingested, shards: list[str]) -> None:
    """The facts of the feed as a whole."""
    rows = job.stage(NORMALISED)
    kinds = pd.concat([rows.read_frame(shard, ["kind"]) for shard in shards], ignore_index=True)["kind"]
    defaults: dict[str, int] = {}
    for shard in shards:
        for setting, count in rows.read_json(f"defaults-{shard}.json").items():
            defaults[setting] = defaults.get(setting, 0) + count
    mapping = rows.read_json("mapping.json")
    facts = batch_facts(
        ingested=ingested,
        broken=int((kinds == "broken").sum()),
        unmapped=dict.fromkeys(name for one in mapping.values() for name in one["unmapped"]),
        defaults=defaults,
        store=job.configuration.store,
        expect=job.supplier.expect,
        compliance=job.configuration.compliance,
    )
    job.stage(MEASURED).write_frame("batch.parquet", facts)


@task(name="measure claims", cache_policy=NO_CACHE, persist_result=False)
def measure_claims(jobs: list[Job], shards: dict[str, list[str]], run: str, state_keys: dict[str, str]) -> list[str]:
    """Rows beside what is live and what other suppliers send, as `claims-<supplier>.parquet` under the run.

    Returns the suppliers concerned. `state_keys` are the published states of all suppliers, by id.
    """
    if not jobs:
        return []
    bucket = open_bucket(jobs[0].address)
    claims = pd.concat(
        [_claimed(job, shard) for job in jobs for shard in shards[job.supplier.supplier]], ignore_index=True
    )
    states = {supplier: _read_key(bucket, key) for supplier, key in sorted(state_keys.items())}
    empty = pd.DataFrame({"supplier": pd.Series(dtype="str"), "sku": pd.Series(dtype="str")})
    published = [state[["sku"]].assign(supplier=supplier) for supplier, state in states.items()]
    live = pd.concat([empty, *published], ignore_index=True)
    facts = with_others(
        claim_facts(claims, live),
        claims,
        of_products=_sold_by_several(jobs, claims, live),
        of_rows=_raised(jobs, claims, states),
    )
    work = Workspace(bucket, parts_folder(run))
    for supplier, own in facts.groupby("supplier"):
        work.write_frame(f"claims-{supplier}.parquet", own.drop(columns="supplier").reset_index(drop=True))
    return sorted(facts["supplier"].unique())


@task(name="measure refusal", cache_policy=NO_CACHE, persist_result=False)
def measure_refusal(job: Job, run: str, refusal: Refusal) -> None:
    """The facts of a feed that was refused, as `refusal-<supplier>.parquet` under the run."""
    work = Workspace(job.bucket, parts_folder(run))
    work.write_frame(f"refusal-{job.supplier.supplier}.parquet", refusal_facts(refusal))


@functools.lru_cache(maxsize=4)
def matcher(overlay: str | None) -> Matcher:
    """The automaton over all lexicons and brands of a configuration, built once a process."""
    declared = configuration(overlay)
    return _matcher(tuple(declared.lexicons.values()), declared.brands)


@functools.lru_cache(maxsize=2)
def _matcher(lexicons: tuple[Lexicon, ...], brands: BrandList) -> Matcher:
    """One for all overlays that leave the words alone: a second's work."""
    return Matcher([*(term for lexicon in lexicons for term in lexicon_terms(lexicon)), *brand_terms(brands)])


@functools.lru_cache(maxsize=4)
def brand_book(overlay: str | None) -> BrandBook:
    """The brands and permissions of a configuration, built once a process."""
    declared = configuration(overlay)
    return BrandBook(declared.brands, declared.authorisations)


def _claimed(job: Job, shard: str) -> pd.DataFrame:
    columns = ["row_id", "sku", "product", "price_minor", "shipping_minor"]
    rows = job.stage(NORMALISED).read_frame(shard, [*columns, "kind"])
    rows = rows[(rows["kind"] == "variation") & rows["sku"].notna()]
    return rows[columns].assign(supplier=job.supplier.supplier)


def _read_key(bucket: Bucket, key: str) -> pd.DataFrame:
    folder, _, name = key.rpartition("/")
    return Workspace(bucket, folder).read_frame(name)


def _raised(jobs: list[Job], claims: pd.DataFrame, states: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of live SKUs that become dearer than is allowed."""
    most = jobs[0].configuration.limits.rise
    lowest = [
        lowest_prices(states[name], job.as_of, days=most.days).assign(supplier=name)
        for job in jobs
        if (name := job.supplier.supplier) in states
    ]
    none = claims[["supplier", "sku", "price_minor", "shipping_minor"]].iloc[:0]
    return price_rises(claims, pd.concat([none, *lowest], ignore_index=True), most)


def _sold_by_several(jobs: list[Job], claims: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Products of the run that several of its suppliers sell."""
    first = jobs[0]
    prints = pd.concat([job.stage(MEASURED).read_frame("listings.parquet") for job in jobs], ignore_index=True)
    load = listings_of({job.supplier.supplier: job.stage(NORMALISED) for job in jobs}, prints)
    live = claims.merge(published, on=["supplier", "sku"])[["supplier", "product"]]
    words, reader = first.configuration.duplicates, name_reader(first.overlay)
    return duplicates_across(prints, load, words, reader, set(live.itertuples(index=False, name=None)))
