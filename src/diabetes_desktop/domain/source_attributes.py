"""The 31 source attributes of a predictive decision support intervention, as data.

Sources:
    HTI-1: 45 CFR 170.315(b)(11)(iv)(B), 89 FR 1192 (9 January 2024): nine categories with
        4, 4, 2, 4, 2, 4, 5, 4 and 2 attributes. `paragraph` is the place below (iv)(B).
    CHAI: Applied Model Card, instructions of version 0.1 (November 2024), which name for each of
        their sections the paragraphs that it answers. `ATTRIBUTES` stands in that order.
Only certified health IT of the United States has to publish them; here they are the list of
what a hospital should be able to ask of any model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class CardSection(Enum):
    """The sections of the CHAI Applied Model Card that hold source attributes, in its order."""

    DEVELOPER = "developer"
    USES_AND_DIRECTIONS = "uses_and_directions"
    WARNINGS = "warnings"
    SYSTEM_FACTS = "system_facts"
    TRANSPARENCY = "transparency"
    KEY_METRICS = "key_metrics"
    RESOURCES = "resources"


class HtiCategory(Enum):
    """The nine categories of HTI-1, by the number of their paragraph."""

    DETAILS_AND_OUTPUT = 1
    PURPOSE = 2
    CAUTIONED_OUT_OF_SCOPE_USE = 3
    DEVELOPMENT_AND_INPUT_FEATURES = 4
    FAIRNESS_IN_DEVELOPMENT = 5
    EXTERNAL_VALIDATION = 6
    QUANTITATIVE_MEASURES = 7
    ONGOING_MAINTENANCE = 8
    UPDATE_SCHEDULE = 9


@dataclass(frozen=True, slots=True)
class SourceAttribute:
    """One question that a model card answers; `name` is its key in a card file."""

    name: str
    category: HtiCategory
    item: str  # i, ii, iii, iv or v
    section: CardSection

    @property
    def paragraph(self) -> str:
        """The place in the regulation: "(1)(i)"."""
        return f"({self.category.value})({self.item})"


def _of(section: CardSection, *rows: tuple[int, str, str]) -> tuple[SourceAttribute, ...]:
    return tuple(
        SourceAttribute(name, HtiCategory(category), item, section) for category, item, name in rows
    )


ATTRIBUTES: Final = (
    *_of(CardSection.DEVELOPER, (1, "i", "developer")),
    *_of(
        CardSection.USES_AND_DIRECTIONS,
        (2, "i", "intended_use"),
        (2, "iv", "decision_role"),
        (2, "iii", "intended_users"),
        (2, "ii", "intended_patients"),
        (3, "i", "cautioned_uses"),
    ),
    *_of(CardSection.WARNINGS, (3, "ii", "known_risks")),
    *_of(
        CardSection.SYSTEM_FACTS,
        (1, "iii", "output_value"),
        (1, "iv", "output_type"),
        (4, "i", "training_criteria"),
        (4, "ii", "demographic_inputs"),
        (4, "iii", "training_representativeness"),
        (4, "iv", "training_relevance"),
        (5, "i", "fairness_approach"),
        (5, "ii", "bias_management"),
        (8, "i", "validity_monitoring"),
        (8, "ii", "local_validity"),
        (8, "iii", "fairness_monitoring"),
        (8, "iv", "local_fairness"),
        (9, "i", "update_process"),
        (9, "ii", "correction_frequency"),
    ),
    *_of(CardSection.TRANSPARENCY, (1, "ii", "funding")),
    *_of(
        CardSection.KEY_METRICS,
        (6, "i", "external_data"),
        (6, "ii", "external_party"),
        (6, "iii", "external_representativeness"),
        (6, "iv", "external_process"),
        (7, "i", "internal_validity"),
        (7, "ii", "internal_fairness"),
        (7, "iii", "external_validity"),
        (7, "iv", "external_fairness"),
    ),
    *_of(CardSection.RESOURCES, (7, "v", "outcome_evaluations")),
)
