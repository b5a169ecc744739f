"""What a result says in words when it leaves as FHIR; the front end has the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FhirTexts:
    """Sentences in `language` (BCP 47); none of them is empty but `rationale` and `decision`.

    `outcome` is what is predicted, `answer` the model's class, `rationale` the explanation,
    `notes` all that has to be read with it, `decision` the doctor's own. `labels` names each input
    by its name in the model; `smoking` is the patient's choice; `undated` says that nobody
    recorded when a value was measured.
    """

    language: str
    outcome: str
    answer: str
    rationale: str
    notes: tuple[str, ...]
    decision: str
    labels: Mapping[str, str]
    smoking: str
    undated: str
