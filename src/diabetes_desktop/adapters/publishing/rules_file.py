"""The thresholds of a promotion, from TOML. `resources/promotion.toml` has every entry."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.promotion import PromotionRules
from diabetes_desktop.application.publishing_errors import RulesRefused

FILE_NAME = "promotion.toml"
LARGEST = 64 * 1024  # bytes
SHARES = {
    "gates.auc": "auc",
    "gates.recall": "recall",
    "gates.calibration_error": "calibration_error",
    "subgroups.auc": "subgroup_auc",
    "subgroups.sensitivity": "subgroup_sensitivity",
}
COUNTS = {"gates.golden_cases": "golden_cases", "subgroups.positives": "subgroup_positives"}
FEWEST = 1  # of golden cases, and of sick patients: with none there is nothing to judge


def promotion_rules(path: Path | None) -> PromotionRules:
    """The thresholds of `path`; what it leaves out, and None, are as the program ships them.

    Raises:
        RulesRefused: not to be read, an unknown entry, or a value that it can't have.
    """
    shipped = _read(resource(FILE_NAME))
    given = _read(path) if path else {}
    return PromotionRules(**{**shipped, **given})


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            table = tomllib.loads(stream.read(LARGEST).decode())
    except (OSError, ValueError, RecursionError):
        raise RulesRefused(str(path), "") from None
    found = {}
    for section, entries in table.items():
        if not isinstance(entries, dict):
            raise RulesRefused(str(path), section)
        for name, value in entries.items():
            key = f"{section}.{name}"
            if not _fits(key, value):
                raise RulesRefused(str(path), key)
            found[SHARES.get(key) or COUNTS[key]] = value
    return found


def _fits(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return False
    if key in COUNTS:
        return isinstance(value, int) and value >= FEWEST
    return key in SHARES and isinstance(value, int | float) and 0 <= value <= 1
