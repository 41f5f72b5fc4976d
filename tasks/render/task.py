"""Prefect's side of render: a supplier's parts first, then the files of the run put together from them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.decided import Decision
from tasks.feed_records import Ingested
from tasks.findings import CHANGES_COLUMNS, FINDINGS_CSV
from tasks.job import INGESTED, JUDGED, NORMALISED, PICTURES, Job, configuration
from tasks.manifest import Manifest, Output, Record, Unmatched
from tasks.pointer import parts_folder, run_folder
from tasks.render.api_bodies import create_product_bodies
from tasks.render.csv_files import csv_bytes
from tasks.render.gallery import listed_pictures
from tasks.render.merge import merge_summaries
from tasks.render.people_files import changes_table, explain_findings, findings_table
from tasks.render.report import LeftOut, ReportLink, ReportRun, left_out_rows, render_report
from tasks.render.unmatched import judged_rules, unmatched_lookups, unmatched_rules
from tasks.render.upload import disable_table, update_groups, upload_table
from tasks.render.workbook import FeedCells, write_workbook
from tasks.rows import DECIDED_COLUMNS, typed
from tasks.storage.bucket import Address, Bucket, open_bucket
from tasks.storage.workspace import Workspace

UPLOADS = ("add", "add_variations", "update")
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/x-ndjson",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SupplierPart(Record):
    """Which parts of a supplier lie under the run; a refused one has findings only."""

    supplier: str
    is_refused: bool


@task(name="render supplier", cache_policy=NO_CACHE, persist_result=False)
def render_supplier(
    job: Job, run: str, ingested: Ingested, decision: Decision, judged: list[str], batch: str
) -> SupplierPart:
    """Write a supplier's parts of the run's files under the run's `parts/`, and its workbook where it belongs."""
    name = job.supplier.supplier
    work = Workspace(job.bucket, f"{parts_folder(run)}/{name}")
    rules = {rule.id: rule for rule in job.configuration.rules_on(job.as_of)}
    decided = [work.read_frame(f"decided-{shard}") for shard in decision.shards]
    rows = pd.concat(decided, ignore_index=True)
    findings = pd.concat(
        [work.read_frame("findings-batch.parquet"), *(work.read_frame(one) for one in decision.findings)],
        ignore_index=True,
    )
    explained = explain_findings(findings, rows, rules, name)
    work.write_frame("part-findings.parquet", findings_table(explained).to_pandas())
    work.write_frame("part-changes.parquet", _changes(job, ingested, decision).to_pandas())
    _write_uploads(job, work, rows)
    left_out, count = left_out_rows(rows, explained)
    work.write_json("part-left-out.json", {"count": count, "rows": [asdict(one) for one in left_out]})
    stage = job.stage(JUDGED)
    summaries = [stage.read_json(f"summary-{one}.json")["summary"] for one in (batch, *judged)]
    merged = merge_summaries(summaries)
    work.write_json("part-summary.json", merged)
    lookups = unmatched_lookups(job.supplier, _value_changes(job, ingested), rows["category"])
    work.write_json("part-unmatched.json", {"judged": judged_rules(merged), "lookups": lookups})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.xlsx"
        # Nobody asks the supplier to mend what a reviewer let pass.
        asked = explained[(explained["verdict"] == "rejected") & explained["waived"].isna()]
        write_workbook(path, name, list(_feeds(job, ingested)), asked, rules)
        job.bucket.upload(f"{run_folder(run)}/rejected/{name}.xlsx", path, content_type=TYPES[".xlsx"])
    return SupplierPart(supplier=name, is_refused=False)


@task(name="render run", cache_policy=NO_CACHE, persist_result=False)
def render_run(address: Address, overlay: str | None, manifest: Manifest, parts: list[SupplierPart]) -> Manifest:
    """Write all files of the run under its folder; returns the manifest with its outputs."""
    bucket = open_bucket(address)
    files = _Files(bucket, manifest.run_id)
    declared = configuration(overlay)
    rules = {rule.id: rule for rule in declared.rules_on(manifest.as_of)}
    for part in parts:
        if part.is_refused:
            _explain_refusal(files, part.supplier, rules)
    whole = [part.supplier for part in parts if not part.is_refused]
    for kind in ("add", "add_variations"):
        empty = upload_table(_no_rows(), declared.template, declared.store)
        files.put_table(f"approved/wish_{kind}.csv", files.gather(whole, f"part-{kind}.parquet", empty))
    updates = files.gather(whole, "part-update.parquet", upload_table(_no_rows(), declared.template, declared.store))
    groups = update_groups(updates) if updates.num_rows else [("", updates)]
    for suffix, table in groups:
        files.put_table(f"approved/wish_update{suffix}.csv", table)
    withdrawn = files.gather(whole, "disabled.parquet", pa.table({"sku": [], "parent_sku": []}).cast(_SKUS))
    files.put_table("approved/wish_disable.csv", disable_table(withdrawn.to_pandas(), declared.template))
    bodies = b"".join(files.work(one).bucket.get(files.work(one).key("part-products.jsonl")) for one in whole)
    files.put("approved/wish_products.jsonl", bodies, bodies.count(b"\n"))
    found = files.gather([part.supplier for part in parts], "part-findings.parquet", _no_text(FINDINGS_CSV))
    files.put_table("rejected/findings.csv", found)
    for supplier in whole:
        files.note(f"rejected/{supplier}.xlsx")
    files.put_table("changes.csv", files.gather(whole, "part-changes.parquet", _no_text(tuple(CHANGES_COLUMNS))))
    pictures = sorted({sha for one in whole for sha in files.work(one).read_json("part-images.json")})
    Workspace(bucket, parts_folder(manifest.run_id)).write_json(
        "images.json", {"profile": declared.rendition.profile, "sha256": pictures}
    )
    manifest = manifest.model_copy(update={"unmatched": _unmatched(files, manifest, whole)})
    _write_pages(files, manifest, rules, parts)
    return manifest.model_copy(update={"outputs": tuple(sorted(files.outputs, key=lambda one: one.key))})


_SKUS = pa.schema([("sku", pa.string()), ("parent_sku", pa.string())])


class _Files:
    """The files of a run as they are written, each noted for the manifest."""

    def __init__(self, bucket: Bucket, run: str) -> None:
        self._bucket = bucket
        self._run = run
        self.outputs: list[Output] = []

    def work(self, supplier: str) -> Workspace:
        return Workspace(self._bucket, f"{parts_folder(self._run)}/{supplier}")

    def gather(self, suppliers: Sequence[str], name: str, empty: pa.Table) -> pa.Table:
        """The parts of that name of all suppliers as one table with the columns of `empty`."""
        tables = [
            pa.Table.from_pandas(self.work(one).read_frame(name)[empty.column_names], preserve_index=False)
            for one in suppliers
        ]
        return pa.concat_tables([empty, *(table.cast(empty.schema) for table in tables)])

    def put(self, key: str, data: bytes, rows: int | None = None) -> None:
        kind = TYPES.get(Path(key).suffix, "application/octet-stream")
        self._bucket.put(f"{run_folder(self._run)}/{key}", data, content_type=kind)
        self.outputs.append(Output(key=key, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), rows=rows))

    def put_table(self, key: str, table: pa.Table) -> None:
        self.put(key, csv_bytes(table), table.num_rows)

    def note(self, key: str) -> None:
        """Note a file that is already there."""
        data = self._bucket.get(f"{run_folder(self._run)}/{key}")
        self.outputs.append(Output(key=key, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)))


def _write_uploads(job: Job, work: Workspace, rows: pd.DataFrame) -> None:
    approved = rows[rows["verdict"] == "approved"]
    # Lines of one product stand together, products in the order in which the feed first names them.
    order = approved.groupby("product", sort=False).ngroup().sort_values(kind="stable").index
    approved = approved.loc[order]
    sold = approved[approved["kind"] == "variation"]
    template, store = job.configuration.template, job.configuration.store
    for kind in UPLOADS:
        table = upload_table(sold[sold["upload"] == kind], template, store, siblings=sold)
        work.write_frame(f"part-{kind}.parquet", table.to_pandas())
    bodies = b"".join(create_product_bodies(sold[sold["upload"] == "add"], store))
    work.bucket.put(work.key("part-products.jsonl"), bodies)
    uploaded = sold[sold["upload"].isin(UPLOADS)]
    used = pd.concat([uploaded["main_sha256"], uploaded["variation_sha256"], listed_pictures(uploaded)["sha256"]])
    work.write_json("part-images.json", sorted(used.dropna().unique()))


def _changes(job: Job, ingested: Ingested, decision: Decision) -> pa.Table:
    normalised, pictures = job.stage(NORMALISED), job.stage(PICTURES)
    shards = [shard for source in ingested.sources for shard in source.shards]
    parts = [normalised.read_frame(f"changes-values-{shard}") for shard in shards]
    parts += [normalised.read_frame(f"changes-{shard}") for shard in decision.shards]
    parts += [pictures.read_frame(f"changes-{shard}") for shard in decision.shards]
    changes = pd.concat(parts, ignore_index=True)
    return changes_table(changes)


def _value_changes(job: Job, ingested: Ingested) -> list[pd.DataFrame]:
    """The changes of single values, made or due."""
    normalised = job.stage(NORMALISED)
    shards = [shard for source in ingested.sources for shard in source.shards]
    return [normalised.read_frame(f"{kind}-values-{shard}") for kind in ("changes", "due") for shard in shards]


def _unmatched(files: _Files, manifest: Manifest, suppliers: Sequence[str]) -> Unmatched:
    parts = {one: files.work(one).read_json("part-unmatched.json") for one in suppliers}
    found = [result.findings_by_rule for result in manifest.suppliers.values()]
    return Unmatched(
        rules=unmatched_rules((rule_id for part in parts.values() for rule_id in part["judged"]), found),
        lookups={one: tuple(part["lookups"]) for one, part in parts.items() if part["lookups"]},
    )


def _feeds(job: Job, ingested: Ingested) -> Iterator[FeedCells]:
    columns = job.stage(NORMALISED).read_json("mapping.json")
    stage = job.stage(INGESTED)
    for source in ingested.sources:
        broken = [
            stage.read_frame(shard, ["record_problem"])["record_problem"].notna().any() for shard in source.shards
        ]
        yield FeedCells(
            source_file=source.file,
            header=source.header,
            columns_of=columns[source.file]["indexes"],
            batches=(source.whole(stage.read_frame(shard)) for shard in source.shards),
            has_broken=any(broken),
        )


def _explain_refusal(files: _Files, supplier: str, rules: dict[str, Any]) -> None:
    work = files.work(supplier)
    judged = Workspace(work.bucket, work.prefix.rpartition("/")[0]).read_frame(f"findings-refusal-{supplier}.parquet")
    explained = explain_findings(judged, _no_rows(), rules, supplier)
    work.write_frame("part-findings.parquet", findings_table(explained).to_pandas())


def _write_pages(files: _Files, manifest: Manifest, rules: dict[str, Any], parts: list[SupplierPart]) -> None:
    # Great Expectations' renderers take seconds to import; only this task needs them here.
    from tasks.render.data_docs import render_data_docs

    whole = [part.supplier for part in parts if not part.is_refused]
    summaries = {
        part.supplier: [] if part.is_refused else files.work(part.supplier).read_json("part-summary.json")
        for part in parts
    }
    site = render_data_docs(summaries, rules, run_id=manifest.run_id, time=manifest.started_at)
    for path, page in site.items():
        files.put(f"data_docs/{path}", page.encode())
    left_out: list[LeftOut] = []
    count = 0
    for supplier in whole:
        part = files.work(supplier).read_json("part-left-out.json")
        count += part["count"]
        left_out += [
            LeftOut(**{**one, "reasons": tuple(one["reasons"]), "fixes": tuple(one["fixes"])}) for one in part["rows"]
        ]
    links = [
        ReportLink("Data Docs of Great Expectations", "data_docs/index.html"),
        ReportLink("All findings", "rejected/findings.csv"),
        ReportLink("All automatic changes", "changes.csv"),
        *(ReportLink(f"Rejected rows of {one}", f"rejected/{one}.xlsx") for one in whole),
        *(ReportLink(f"Upload: {one.key}", one.key) for one in files.outputs if one.key.startswith("approved/wish")),
    ]
    run = ReportRun(
        run_id=manifest.run_id,
        day=manifest.as_of,
        batch_id=manifest.batch_id,
        suppliers=manifest.suppliers,
        waivers=manifest.waivers,
        unmatched=manifest.unmatched,
    )
    for path, data in render_report(run, rules, left_out, count, links).items():
        files.put(f"report/{path}", data)


def _no_rows() -> pd.DataFrame:
    return typed(pd.DataFrame(), DECIDED_COLUMNS)


def _no_text(columns: Sequence[str]) -> pa.Table:
    return pa.table({name: pa.array([], pa.string()) for name in columns})
