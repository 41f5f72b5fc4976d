"""The labelled texts are enough, distinct and cited, and both halves hold all of their classes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.accuracy.measure import HALVES, Hit, class_scores, false_hits, main
from tests.accuracy.texts import CLASSES, CLEAN, COLUMNS, Labelled, read_labelled

TEXTS = read_labelled()
CLEAN_TEXTS = [one for one in TEXTS if one.label == CLEAN]
VIOLATIONS = [one for one in TEXTS if one.label != CLEAN]


def labelled(text_id: str, label: str = CLEAN, *also: str) -> Labelled:
    return Labelled(text_id, label, "", "Steel Mug", "Holds tea.", "mug", frozenset(also), "", "")


def test_there_are_enough_texts() -> None:
    assert len(CLEAN_TEXTS) >= 320
    assert len(VIOLATIONS) >= 320
    assert len(CLASSES) >= 20


def test_ids_and_texts_are_unique() -> None:
    assert len({one.id for one in TEXTS}) == len(TEXTS)
    assert len({(one.name, one.description, one.tags) for one in TEXTS}) == len(TEXTS)


def test_texts_have_a_name_and_a_description() -> None:
    assert [one.id for one in TEXTS if not (one.name.strip() and one.description.strip())] == []


def test_each_violation_cites_the_line_it_breaks() -> None:
    assert [one.id for one in VIOLATIONS if "olicy" not in one.cites and "manual" not in one.cites] == []


def test_clean_texts_are_not_disguised_and_say_what_they_resemble() -> None:
    assert [one.id for one in CLEAN_TEXTS if one.disguise or one.cites or not one.note] == []


def test_a_third_of_the_violations_is_disguised_in_each_half() -> None:
    for half in HALVES:
        own = [one for one in VIOLATIONS if one.half == half]
        assert sum(bool(one.disguise) for one in own) * 3 >= len(own), half


def test_the_disguised_classes_hold_nothing_else() -> None:
    assert [one.id for one in VIOLATIONS if one.label.endswith("_disguised") and not one.disguise] == []


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_all_classes(half: str) -> None:
    counted = Counter(one.label for one in TEXTS if one.half == half)
    assert {name: count for name, count in counted.items() if count < 8} == {}
    assert set(counted) == {CLEAN, *CLASSES}


def test_escapes_are_read() -> None:
    assert any("\u200b" in one.name for one in VIOLATIONS)
    assert [one.id for one in TEXTS if "\\u" in one.name + one.description + one.tags] == []


def test_a_file_of_other_columns_or_classes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hate.tsv"
    path.write_text("id\tname\n1\tMug\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        read_labelled(tmp_path)
    path.write_text("\t".join(COLUMNS) + "\nhate-1\tdrugs\t\tMug\tTea\tmug\t\tPolicy\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="class"):
        read_labelled(tmp_path)


def test_scores_count_found_missed_and_wrongly_named() -> None:
    texts = [labelled("hate-1", "hate", "drugs"), labelled("hate-3", "hate"), labelled("clean-1")]
    hits = [
        Hit("hate-1", "goods.hate", "P-080", "critical", "x"),
        Hit("hate-1", "goods.drugs", "P-030", "critical", "x"),
        Hit("hate-3", "goods.drugs", "P-030", "critical", "x"),
        Hit("clean-1", "goods.hate", "P-080", "critical", "x"),
    ]
    scores = class_scores(texts, hits)
    assert (scores["hate"].recall, scores["hate"].precision) == (0.5, 0.5)
    assert (scores["drugs"].texts, scores["drugs"].wrong) == (0, 1)


def test_a_warning_that_is_in_order_is_no_false_hit_and_a_refusal_is() -> None:
    texts = [labelled("clean-1", CLEAN, "brands")]
    warning = Hit("clean-1", "brand.mentioned", "P-010", "warning", "x")
    refusal = Hit("clean-1", "brand.listed", "P-010", "critical", "x")
    elsewhere = Hit("clean-1", "price_talk.said", "P-106", "warning", "x")
    assert false_hits(texts, [warning, refusal, elsewhere]) == [refusal, elsewhere]


@pytest.mark.parametrize("half", ["held_out", "all"])
def test_misses_of_the_held_out_half_are_not_shown(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--half", half, "--misses"])
    assert "tuning half only" in capsys.readouterr().err
