"""The figures of a card as tables: operating points, subgroups, the check from outside."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.evaluation import OperatingPoint, Scores, Subgroup
from diabetes_desktop.application.model_card import ExternalCheck, ModelCard
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model.table import Fact, FactTable, FigureRow, FigureTable
from diabetes_desktop.ui.wording.figures import count_text, fixed, share_text, words_of

translate = QCoreApplication.translate
SAME = 1e-9  # thresholds closer than this are one


def points_card(card: ModelCard, threshold: float) -> ReadingCard:
    """Operating points, with the referral threshold in use among them."""
    test = card.test
    remark = ""
    if test.rows:
        remark = translate("ModelFigures", "held-out patients: {0}, with diabetes: {1}").format(
            count_text(test.rows), count_text(test.positives)
        )
    shown = ReadingCard("Operating points", translate("ModelFigures", "How well it tells"), remark)
    in_use = test.at(threshold)
    if in_use is None:
        return _without_figures(shown)
    table = _points_table(card, in_use)
    shown.add(table, table.said)
    if abs(in_use.threshold - threshold) >= SAME:
        nearest = translate(
            "ModelFigures", "The threshold in use is {0}; the nearest one measured is {1}."
        ).format(threshold_text(threshold), threshold_text(in_use.threshold))
        shown.add_text(f"⚠ {nearest}", "note", "caution")
    if test.scores is not None:
        shown.add_text(_headline(test.scores), "note")
    shown.finish()
    return shown


def _points_table(card: ModelCard, in_use: OperatingPoint) -> FigureTable:
    points = [*card.test.operating_points]
    if not any(abs(point.threshold - in_use.threshold) < SAME for point in points):
        points = sorted([*points, in_use], key=lambda point: point.threshold)
    header = (
        translate("ModelFigures", "Refer from"),
        translate("ModelFigures", "Sens."),
        translate("ModelFigures", "Spec."),
        translate("ModelFigures", "PPV"),
        translate("ModelFigures", "NPV"),
        translate("ModelFigures", "Referred per 1000"),
    )
    return FigureTable(header, [_point_row(point, in_use.threshold, card) for point in points])


def _headline(scores: Scores) -> str:
    figures = (scores.auc, scores.average_precision, scores.brier, scores.accuracy)
    return translate(
        "ModelFigures", "AUC {0} · average precision {1} · Brier {2} · accuracy of the class {3}"
    ).format(*map(share_text, figures))


def subgroups_card(card: ModelCard) -> ReadingCard:
    """Who is answered how well."""
    shown = ReadingCard(
        "Subgroups",
        translate("ModelFigures", "By group"),
        translate("ModelFigures", "sensitivity of referring from {0}").format(threshold_text(0.1)),
    )
    groups = [group for group in card.test.subgroups if group.rows]
    if not groups:
        return _without_figures(shown)
    header = (
        translate("ModelFigures", "Group"),
        translate("ModelFigures", "Patients"),
        translate("ModelFigures", "With diabetes"),
        translate("ModelFigures", "AUC"),
        translate("ModelFigures", "Sens."),
    )
    table = FigureTable(header, [_group_row(group) for group in groups])
    shown.add(table, table.said)
    if any(group.group == "grey zone" for group in groups):
        shown.add_text(
            translate(
                "ModelFigures",
                "Grey zone: HbA1c up to 6.6 % and glucose up to 200 mg/dL, where the model has to "
                "judge.",
            ),
            "note",
        )
    shown.finish()
    return shown


def external_card(card: ModelCard) -> ReadingCard:
    """How it did on patients from elsewhere."""
    shown = ReadingCard("External check", translate("ModelFigures", "On patients from elsewhere"))
    check = card.external_check
    if check is None:
        unknown = translate(
            "ModelFigures", "Not available: it is not known how the model does on other patients."
        )
        shown.add_text(f"⚠ {unknown}", "", "caution")
        shown.finish()
        return shown
    table = FactTable(_external_facts(check), names_width=250)
    shown.add(table, table.said)
    alone = check.auc_of_hba1c_alone
    worse = check.auc is not None and alone is not None and check.auc < alone
    if conclusion := words_of(check.conclusion):
        shown.add_text(f"⚠ {conclusion}" if worse else conclusion, "", "caution" if worse else "")
    shown.finish()
    return shown


def _external_facts(check: ExternalCheck) -> list[Fact]:
    who = [count_text(check.patients)] if check.patients else []
    who += [text for text in (words_of(check.population), words_of(check.note)) if text]
    facts = [
        (translate("ModelFigures", "Patients from"), words_of(check.source)),
        (translate("ModelFigures", "Who"), " · ".join(who)),
        (translate("ModelFigures", "Compared with"), words_of(check.outcome)),
        (translate("ModelFigures", "AUC of the model"), _auc(check.auc)),
        (translate("ModelFigures", "AUC of HbA1c alone"), _auc(check.auc_of_hba1c_alone)),
        (
            translate("ModelFigures", "AUC with HbA1c from 5.7 to 6.6 %"),
            _auc(check.auc_within_hba1c_5_7_to_6_6),
        ),
    ]
    return [Fact(name, value) for name, value in facts if value]


def _auc(value: float | None) -> str:
    return "" if value is None else share_text(value)


def _without_figures(shown: ReadingCard) -> ReadingCard:
    shown.add_text(translate("ModelFigures", "The card has no figures for this."), "muted")
    shown.finish()
    return shown


def _point_row(point: OperatingPoint, chosen: float, card: ModelCard) -> FigureRow:
    name, in_use = threshold_text(point.threshold), abs(point.threshold - chosen) < SAME
    limit = card.class_threshold
    if limit is not None and abs(point.threshold - limit) < SAME:
        name = translate("ModelFigures", "{0} · class 1").format(name)
    if in_use:
        name = "▶ " + translate("ModelFigures", "{0} · in use").format(name)
    figures = (point.sensitivity, point.specificity, point.ppv, point.npv)
    cells = (name, *map(share_text, figures), fixed(point.referred_per_1000, 0))
    return FigureRow(cells, in_use)


def _group_row(group: Subgroup) -> FigureRow:
    return FigureRow(
        (
            _group_name(group),
            count_text(group.rows),
            count_text(group.positives),
            share_text(group.auc),
            share_text(group.referral_sensitivity),
        )
    )


def _group_name(group: Subgroup) -> str:
    known = {
        ("sex", "Female"): translate("ModelFigures", "Women"),
        ("sex", "Male"): translate("ModelFigures", "Men"),
        ("sex", "Other"): translate("ModelFigures", "Other sex"),
        ("grey zone", "all"): translate("ModelFigures", "Grey zone"),
        ("grey zone", "Female"): translate("ModelFigures", "Grey zone, women"),
        ("grey zone", "Male"): translate("ModelFigures", "Grey zone, men"),
        ("grey zone", "under 30"): translate("ModelFigures", "Grey zone, under 30"),
    }
    if text := known.get((group.group, group.name)):
        return text
    if group.group == "age":
        return translate("ModelFigures", "{0} years").format(words_of(group.name))
    return words_of(f"{group.group}: {group.name}")
