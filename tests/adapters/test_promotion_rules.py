"""The file of thresholds: what it may say, and what is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from diabetes_desktop.adapters.publishing.rules_file import promotion_rules
from diabetes_desktop.application.promotion import PromotionRules
from diabetes_desktop.application.publishing_errors import RulesRefused

SHIPPED = PromotionRules(0.95, 0.6, 0.02, 30, 0.85, 0.5, 30)


def test_the_shipped_thresholds_are_complete() -> None:
    assert promotion_rules(None) == SHIPPED


def test_what_a_file_leaves_out_is_as_shipped(tmp_path: Path) -> None:
    path = tmp_path / "umbrales.toml"
    path.write_text("[gates]\nauc = 0.97\n[subgroups]\npositives = 50\n")

    assert promotion_rules(path) == PromotionRules(0.97, 0.6, 0.02, 30, 0.85, 0.5, 50)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[gates]\nauc = 95\n", "gates.auc"),
        ("[gates]\nauc = nan\n", "gates.auc"),
        ("[gates]\nauc = true\n", "gates.auc"),
        ("[gates]\nacu = 0.9\n", "gates.acu"),
        ("[gates]\ngolden_cases = 0\n", "gates.golden_cases"),
        ("[gates]\ngolden_cases = 1.5\n", "gates.golden_cases"),
        ("[subgroups]\npositives = true\n", "subgroups.positives"),
        ("auc = 0.9\n", "auc"),
        ("[gates\n", ""),
    ],
)
def test_an_entry_that_means_nothing_is_named(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "umbrales.toml"
    path.write_text(text)

    with pytest.raises(RulesRefused) as refused:
        promotion_rules(path)
    assert refused.value.key == key


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesRefused):
        promotion_rules(tmp_path / "none.toml")
