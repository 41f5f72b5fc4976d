"""Great Expectations Data Docs of a run: merged judge summaries in, the pages of a static site out.

Great Expectations' own page renderers and views make the pages; its site builder is passed by, because it
logs a page it cannot render and leaves it out, and because its index is made of scripts. Summaries hold
counts and a few samples, never lists of row positions. Importing this module takes seconds, so only the task
that needs it does.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import great_expectations
from great_expectations.core import ExpectationSuite
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.render.components import (
    RenderedDocumentContent,
    RenderedHeaderContent,
    RenderedSectionContent,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.content_block.bullet_list_content_block import (
    ExpectationSuiteBulletListContentBlockRenderer,
)
from great_expectations.render.renderer.content_block.validation_results_table_content_block import (
    ValidationResultsTableContentBlockRenderer,
)
from great_expectations.render.renderer.page_renderer import (
    ExpectationSuitePageRenderer,
    ValidationResultsPageRenderer,
)
from great_expectations.render.view.view import DefaultJinjaIndexPageView, DefaultJinjaPageView
from jinja2 import ChoiceLoader, DictLoader

from tasks.render.merge import SummaryEntry
from tasks.render.rule_text import RuleText

ALL_RULES = "all_rules"
"""The suite that a supplier's page links to: the rules of all suites on one page."""

_LOOK = {
    "rule_id": {"classes": ["badge", "badge-info"]},
    "severity": {"classes": ["badge", "badge-light"]},
    "because": {"classes": ["text-muted"]},
    "fix": {"classes": ["text-body"]},
}


def render_data_docs(
    summaries: Mapping[str, Sequence[SummaryEntry]],
    rules: Mapping[str, RuleText],
    *,
    run_id: str,
    time: dt.datetime,
) -> dict[str, str]:
    """The site of a run as path inside its folder -> HTML: `index.html`, a page a supplier, a page a suite.

    `summaries` are the merged ones by supplier id; `time` is the start of the run, with its zone. A supplier
    without entries gets no page and is named on the index as not judged. Links are relative and work from
    disk. Two calls with equal input differ only in element ids and in the time that the pages' view writes
    into the logo's address.
    """
    suites = {name: _suite(name, entries, rules) for name, entries in _by_suite(summaries.values()).items()}
    suite_page, result_page = _suite_page_renderer(), _result_page_renderer()
    page, index = _localised(DefaultJinjaPageView()), _localised(DefaultJinjaIndexPageView())
    site = {}
    for name, suite in suites.items():
        site[f"expectations/{name}.html"] = _html(page, suite_page.render(suite))
    results = {}
    for supplier, entries in summaries.items():
        if entries:
            path = f"validations/{ALL_RULES}/{run_id}/{time:%Y%m%dT%H%M%SZ}/{supplier}.html"
            results[path] = _result(supplier, entries, rules, run_id, time)
            site[path] = _html(page, result_page.render(results[path]))
    not_judged = [supplier for supplier, entries in summaries.items() if not entries]
    site["index.html"] = _html(index, _index_page(suites, results, not_judged, run_id, time))
    return dict(sorted(site.items()))


class RuleBulletListRenderer(ExpectationSuiteBulletListContentBlockRenderer):
    """The expectations of a suite page, each with its rule's reason and fix in the open."""

    @classmethod
    def _render_expectation_notes(cls, expectation_config: ExpectationConfiguration) -> Any:
        return _rule_label(expectation_config, "$rule_id $severity\n$because\n$fix")


class RuleTableRenderer(ValidationResultsTableContentBlockRenderer):
    """The results of a supplier's page, each under its rule's id."""

    @classmethod
    def _get_content_block_fn(
        cls, expectation_type: str, expectation_config: ExpectationConfiguration | None = None
    ) -> Any:
        make_rows: Any = super()._get_content_block_fn(expectation_type, expectation_config)

        def labelled(**said: Any) -> Any:
            [[status, cell, *observed]] = make_rows(**said)
            result = said["result"]
            label = _rule_label(result.expectation_config, "$rule_id $severity" + ("" if result.success else "\n$fix"))
            return [[status, [label, *(cell if isinstance(cell, list) else [cell])], *observed]]

        return labelled


def _rule_label(configuration: ExpectationConfiguration, template: str) -> RenderedStringTemplateContent:
    params = {name: str(configuration.meta.get(name) or "") for name in _LOOK}
    return RenderedStringTemplateContent(
        string_template={"template": template, "params": params, "tag": "div", "styling": {"params": _look()}}
    )


def _look() -> dict[str, Any]:
    # The views write into what they are given.
    return {name: {key: list(value) for key, value in style.items()} for name, style in _LOOK.items()}


def _by_suite(summaries: Iterable[Sequence[SummaryEntry]]) -> dict[str, list[SummaryEntry]]:
    """The entries of every suite, each rule's expectation once, and of all suites together."""
    suites: dict[str, dict[tuple[str, str], SummaryEntry]] = {ALL_RULES: {}}
    for entries in summaries:
        for entry in entries:
            key = (entry["rule_id"], entry["expectation_type"])
            for name in (entry["suite"], ALL_RULES):
                suites.setdefault(name, {}).setdefault(key, entry)
    return {name: list(entries.values()) for name, entries in suites.items()}


def _suite(name: str, entries: Sequence[SummaryEntry], rules: Mapping[str, RuleText]) -> ExpectationSuite:
    return ExpectationSuite(
        name=name,
        expectations=[_configuration(entry, rules).to_domain_obj() for entry in entries],
        meta={"great_expectations_version": great_expectations.__version__},
    )


def _configuration(entry: SummaryEntry, rules: Mapping[str, RuleText]) -> ExpectationConfiguration:
    rule = rules.get(entry["rule_id"])
    meta = {"rule_id": entry["rule_id"], "severity": entry["severity"]}
    if rule is not None:
        meta |= {"because": f"Why: {rule.because}", "fix": f"What to do: {rule.fix}"}
    return ExpectationConfiguration(
        type=entry["expectation_type"],
        kwargs=dict(entry["kwargs"]),
        meta=meta,
        severity=FailureSeverity(entry["severity"]),
    )


def _result(
    supplier: str,
    entries: Sequence[SummaryEntry],
    rules: Mapping[str, RuleText],
    run_id: str,
    time: dt.datetime,
) -> ExpectationSuiteValidationResult:
    passed = sum(entry["success"] for entry in entries)
    # The page's title is made by reading the run's name as a time: some ids are dates with an offset of days, and fail.
    name = f"run {run_id}"
    return ExpectationSuiteValidationResult(
        success=passed == len(entries),
        results=[_one_result(entry, rules) for entry in entries],
        suite_name=ALL_RULES,
        statistics={
            "evaluated_expectations": len(entries),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(entries) - passed,
            "success_percent": 100 * passed / len(entries),
        },
        meta={
            "run_id": RunIdentifier(run_name=name, run_time=time).to_json_dict(),
            "batch_spec": {"data_asset_name": supplier},
            "great_expectations_version": great_expectations.__version__,
        },
    )


def _one_result(entry: SummaryEntry, rules: Mapping[str, RuleText]) -> ExpectationValidationResult:
    exception = None
    if entry["exception"] is not None:
        exception = {
            "raised_exception": True,
            "exception_message": entry["exception"],
            "exception_traceback": "not kept",
        }
    return ExpectationValidationResult(
        success=entry["success"],
        expectation_config=_configuration(entry, rules),
        result=_counts(entry),
        exception_info=exception,
    )


def _counts(entry: SummaryEntry) -> dict[str, Any]:
    elements, unexpected, missing = entry["element_count"], entry["unexpected_count"], entry["missing_count"]
    if elements is None or unexpected is None:
        return {}
    seen = elements - (missing or 0)
    return {
        "element_count": elements,
        "unexpected_count": unexpected,
        "unexpected_percent": 100 * unexpected / seen if seen else 0.0,
        "missing_count": missing or 0,
        "missing_percent": 100 * (missing or 0) / elements if elements else 0.0,
        # The views print samples as they are, and these come from suppliers.
        "partial_unexpected_list": [
            html.escape(one) if isinstance(one, str) else one for one in entry["partial_unexpected_list"]
        ],
    }


def _index_page(
    suites: Mapping[str, ExpectationSuite],
    results: Mapping[str, ExpectationSuiteValidationResult],
    not_judged: Sequence[str],
    run_id: str,
    time: dt.datetime,
) -> RenderedDocumentContent:
    suppliers: list[list[Any]] = [
        [
            _link(result.meta["batch_spec"]["data_asset_name"], path),
            "all passed" if result.success else "failures",
            str(result.statistics["evaluated_expectations"]),
            str(result.statistics["unsuccessful_expectations"]),
        ]
        for path, result in results.items()
    ]
    suppliers += [[_text(supplier), "not judged", "", ""] for supplier in not_judged]
    names = [[_link(name, f"expectations/{name}.html"), str(len(suite.expectations))] for name, suite in suites.items()]
    blocks = [
        RenderedHeaderContent(header=_text(f"Run {run_id}, {time:%Y-%m-%d %H:%M} UTC", tag="h5")),
        _table(["Supplier", "Result", "Rules", "Failed"], suppliers),
        _table(["Suite", "Rules"], names),
    ]
    return RenderedDocumentContent(
        renderer_type="SiteIndexPageRenderer",
        sections=[RenderedSectionContent(section_name="Index", content_blocks=blocks)],
        utm_medium="index-page",
    )


def _table(header: list[str], table: list[list[Any]]) -> RenderedTableContent:
    return RenderedTableContent(
        header_row=header,
        table=table or [[""] * len(header)],
        styling={"body": {"classes": ["table", "table-sm"]}, "classes": ["col-12", "mt-3"]},
    )


def _link(text: str, address: str) -> RenderedStringTemplateContent:
    return _text(text, tag="a", attributes={"href": address})


def _text(text: str, tag: str = "span", **styling: Any) -> RenderedStringTemplateContent:
    return RenderedStringTemplateContent(
        string_template={"template": "$text", "params": {"text": text}, "tag": tag, "styling": styling}
    )


def _suite_page_renderer() -> Any:
    return ExpectationSuitePageRenderer(
        column_section_renderer={
            "class_name": "ExpectationSuiteColumnSectionRenderer",
            "bullet_list_renderer": {"module_name": __name__, "class_name": RuleBulletListRenderer.__name__},
        }
    )


def _result_page_renderer() -> Any:
    return ValidationResultsPageRenderer(
        column_section_renderer={
            "class_name": "ValidationResultsColumnSectionRenderer",
            "table_renderer": {"module_name": __name__, "class_name": RuleTableRenderer.__name__},
        }
    )


def _localised(view: Any) -> Any:
    # The icon's address is wrong on pages of results, and the footer asks for a subscription.
    ours = DictLoader({"favicon.j2": "", "cloud-footer.j2": ""})
    view.env.loader = ChoiceLoader([ours, view.env.loader])
    return view


def _html(view: Any, document: RenderedDocumentContent) -> str:
    return str(view.render(document, show_how_to_buttons=False))
