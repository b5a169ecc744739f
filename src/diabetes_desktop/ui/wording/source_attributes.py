"""The 31 source attributes of a model card as questions, and the sections that hold them.

Shortened from 45 CFR 170.315(b)(11)(iv)(B).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.source_attributes import CardSection

translate = QCoreApplication.translate


def section_title(section: CardSection) -> str:
    """The title of a section of the CHAI card."""
    return {
        CardSection.DEVELOPER: translate("SourceAttributes", "Developer"),
        CardSection.USES_AND_DIRECTIONS: translate("SourceAttributes", "Uses and directions"),
        CardSection.WARNINGS: translate("SourceAttributes", "Warnings"),
        CardSection.SYSTEM_FACTS: translate("SourceAttributes", "Facts of the system"),
        CardSection.TRANSPARENCY: translate("SourceAttributes", "Transparency"),
        CardSection.KEY_METRICS: translate("SourceAttributes", "Key metrics"),
        CardSection.RESOURCES: translate("SourceAttributes", "Resources"),
    }[section]


def attribute_label(name: str) -> str:
    """What the attribute called `name` asks."""
    return {**_purpose(), **_development(), **_validation(), **_maintenance()}[name]


def _purpose() -> dict[str, str]:
    return {
        "developer": translate("SourceAttributes", "Developer, and how to reach them"),
        "funding": translate("SourceAttributes", "Who paid for the development"),
        "output_value": translate("SourceAttributes", "What the model gives as output"),
        "output_type": translate(
            "SourceAttributes",
            "Kind of output: prediction, classification, recommendation, evaluation, analysis",
        ),
        "intended_use": translate("SourceAttributes", "Intended use"),
        "intended_patients": translate("SourceAttributes", "Intended patients"),
        "intended_users": translate("SourceAttributes", "Intended users"),
        "decision_role": translate(
            "SourceAttributes", "Role in the decision: informs, augments or replaces"
        ),
        "cautioned_uses": translate(
            "SourceAttributes", "Tasks, situations or patients to be careful with"
        ),
        "known_risks": translate(
            "SourceAttributes", "Known risks, inappropriate settings and uses, limitations"
        ),
    }


def _development() -> dict[str, str]:
    return {
        "training_criteria": translate(
            "SourceAttributes", "Who was let into the training data, and who was left out"
        ),
        "demographic_inputs": translate(
            "SourceAttributes", "Demographic and social facts used as inputs"
        ),
        "training_representativeness": translate(
            "SourceAttributes", "Whom the training data represents"
        ),
        "training_relevance": translate(
            "SourceAttributes", "Relevance of the training data for where it is used"
        ),
        "fairness_approach": translate(
            "SourceAttributes", "Approach taken so that the output is fair"
        ),
        "bias_management": translate(
            "SourceAttributes", "Ways to manage, reduce or eliminate bias"
        ),
    }


def _validation() -> dict[str, str]:
    return {
        "external_data": translate(
            "SourceAttributes", "Where validity and fairness were checked on other data"
        ),
        "external_party": translate("SourceAttributes", "Who made the external check"),
        "external_representativeness": translate(
            "SourceAttributes", "Whom the external data represents"
        ),
        "external_process": translate("SourceAttributes", "How the external check was made"),
        "internal_validity": translate(
            "SourceAttributes", "Validity on test data from the same source"
        ),
        "internal_fairness": translate(
            "SourceAttributes", "Fairness on test data from the same source"
        ),
        "external_validity": translate("SourceAttributes", "Validity on data from another source"),
        "external_fairness": translate("SourceAttributes", "Fairness on data from another source"),
        "outcome_evaluations": translate(
            "SourceAttributes", "Studies of what its use does to patients' outcomes"
        ),
    }


def _maintenance() -> dict[str, str]:
    return {
        "validity_monitoring": translate(
            "SourceAttributes", "How and how often its validity is monitored"
        ),
        "local_validity": translate("SourceAttributes", "Validity on local data"),
        "fairness_monitoring": translate(
            "SourceAttributes", "How and how often its fairness is monitored"
        ),
        "local_fairness": translate("SourceAttributes", "Fairness on local data"),
        "update_process": translate("SourceAttributes", "How and how often it is updated"),
        "correction_frequency": translate(
            "SourceAttributes", "How often it is corrected when risks are found"
        ),
    }
