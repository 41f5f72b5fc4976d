"""The flows that are deployed or called: all suppliers at night, one on demand, and a run that a command asked for."""

from __future__ import annotations

import datetime as dt

from prefect import flow
from prefect.client.schemas import State
from prefect.states import Completed

from expectations.errors import ConfigError
from flows.choice import chosen
from flows.night import RunOutcome, RunRequest, work_through
from flows.opening import open_storage
from flows.runners import task_runner
from flows.settings import configured_runner, read_settings
from tasks.job import configuration


@flow(name="nightly", task_runner=task_runner(configured_runner()), persist_result=False)
def nightly(as_of: dt.date | None = None) -> State[str]:
    """Prepare all configured suppliers; `as_of` is the day judged, today (UTC) unless given."""
    return _run_configured((), as_of)


@flow(
    name="on-demand",
    flow_run_name="{supplier}",
    task_runner=task_runner(configured_runner()),
    persist_result=False,
)
def on_demand(supplier: str) -> State[str]:
    """Prepare one supplier after it changed something. An empty name is an error, never all of them."""
    if not supplier.strip():
        raise ConfigError("the parameter supplier is empty: name one supplier")
    return _run_configured((supplier.strip(),), None)


@flow(name="run", task_runner=task_runner(configured_runner()), validate_parameters=False, persist_result=False)
def run_request(request: RunRequest) -> RunOutcome:
    """Do the run that a command asked for; its storage is open already."""
    return work_through(request)


def _run_configured(names: tuple[str, ...], as_of: dt.date | None) -> State[str]:
    settings = read_settings()
    suppliers = chosen(configuration(settings.config), names)
    with open_storage(settings) as address:
        outcome = work_through(
            RunRequest(
                address=address,
                suppliers=suppliers,
                overlay=settings.config,
                as_of=as_of or dt.datetime.now(dt.UTC).date(),
            )
        )
    return _final_state(outcome)


def _final_state(outcome: RunOutcome) -> State[str]:
    """Completed, with another name where suppliers were held or refused, so that it can be told apart."""
    results = outcome.manifest.suppliers
    stopped = [f"{name}: {result.refused or result.guardrail}" for name, result in results.items()]
    stopped = [
        text for text, result in zip(stopped, results.values(), strict=True) if result.refused or result.guardrail
    ]
    published = f"batch {outcome.manifest.batch_id}" if outcome.manifest.batch_id else "nothing new to publish"
    message = "; ".join([published, *stopped])
    return Completed(message=message, name="Completed with holds" if stopped else "Completed", data=outcome.folder)
