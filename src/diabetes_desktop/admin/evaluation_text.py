"""Scores as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diabetes_desktop.application.evaluation import Evaluation, FamilyScores, Scores

NOTHING = "–"
SCORE_NAMES = {
    "accuracy": "accuracy",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "auc": "AUC",
    "average_precision": "AP",
    "brier": "Brier",
}


def evaluation_text(evaluation: Evaluation) -> str:
    """All tables of an evaluation."""
    tables = [
        f"Held-out rows: {evaluation.rows}, with diabetes: {evaluation.positives}",
        scores_text(evaluation.scores),
        "Calibration\n" + _calibration(evaluation),
        "Operating points: refer when the probability reaches the threshold\n"
        + _operating_points(evaluation),
        "Subgroups: accuracy and recall of the class, sensitivity of the referral band\n"
        + _subgroups(evaluation),
    ]
    return "\n\n".join(tables)


def scores_text(scores: Scores) -> str:
    """One line per headline figure."""
    return "\n".join(
        f"{label:<10}{_figure(getattr(scores, name), 4)}" for name, label in SCORE_NAMES.items()
    )


def families_text(families: Iterable[FamilyScores]) -> str:
    """One row per family. A smaller number of rows says that it was trained on a part."""
    header = ("family", "rows", "seconds", *SCORE_NAMES.values())
    rows = [
        (
            family.family,
            str(family.trained_rows),
            f"{family.seconds:.1f}",
            *(_figure(getattr(family.scores, name), 4) for name in SCORE_NAMES),
        )
        for family in families
    ]
    note = (
        "rows: what the family was trained on; fewer than the others is a stratified sample, "
        "because the family is too slow for all"
    )
    return f"{_table(header, rows)}\n{note}"


def _calibration(evaluation: Evaluation) -> str:
    rows = [
        (f"{b.low:.2f} – {b.high:.2f}", str(b.rows), _figure(b.predicted), _figure(b.observed))
        for b in evaluation.calibration
    ]
    return _table(("probability", "rows", "predicted", "observed"), rows)


def _operating_points(evaluation: Evaluation) -> str:
    rows = [
        (
            f"{point.threshold:.2f}",
            *map(_figure, (point.sensitivity, point.specificity, point.ppv, point.npv)),
            f"{point.referred_per_1000:.0f}",
        )
        for point in evaluation.operating_points
    ]
    header = ("threshold", "sensitivity", "specificity", "PPV", "NPV", "referred per 1000")
    return _table(header, rows)


def _subgroups(evaluation: Evaluation) -> str:
    rows = [
        (
            f"{group.group}: {group.name}",
            str(group.rows),
            str(group.positives),
            *map(_figure, (group.accuracy, group.recall, group.auc, group.referral_sensitivity)),
        )
        for group in evaluation.subgroups
    ]
    header = ("group", "rows", "with diabetes", "accuracy", "recall", "AUC", "sensitivity")
    return _table(header, rows)


def _figure(value: float | None, decimals: int = 3) -> str:
    return NOTHING if value is None else f"{value:.{decimals}f}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, numbers to the right."""
    if not rows:
        return "  (the model offers no probability)"
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if position else cell.ljust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (header, *rows)
    )
