"""What can go wrong for the data team, as English sentences."""

from __future__ import annotations

from diabetes_desktop.application.training_errors import (
    DatasetFault,
    DatasetRefused,
    DataTeamError,
    KeyFault,
    OutputTaken,
    SigningKeyRefused,
    ToolsMissing,
    TrackingUnavailable,
)
from diabetes_desktop.domain.patient import INPUTS, Kind


def data_error_text(error: DataTeamError) -> str:
    """The sentences for `error`."""
    match error:
        case DatasetRefused(fault, path, row, column):
            return DATASET[fault].format(row=row, column=column, taken=_taken(column), path=path)
        case OutputTaken(path):
            return f"There is something at {path} already. Choose another folder or remove it."
        case TrackingUnavailable(store):
            return (
                f"The MLflow tracking store {store} did not take the scores. Check its address "
                "and your rights, or unset MLFLOW_TRACKING_URI."
            )
        case SigningKeyRefused(fault, path):
            return KEYS[fault].format(path=path)
        case ToolsMissing(package):
            return (
                f"This command needs {package}, which the workstation does not have. "
                "Install the data team's tools: pip install diabetes-desktop[train]"
            )
        case _:
            raise TypeError(type(error).__name__)


def _taken(column: str) -> str:
    """What a column may hold, in words."""
    spec = next((spec for spec in INPUTS if spec.name == column), None)
    if spec is None or spec.kind is Kind.FLAG:
        return "0 or 1"
    if spec.kind is Kind.NUMBER:
        return f"a number from {spec.hard.low:g} to {spec.hard.high:g}, with a decimal point"
    return ", ".join(spec.choices[:-1]) + f" or {spec.choices[-1]}"


DATASET = {
    DatasetFault.MISSING: "{path} is not there or can't be read.",
    DatasetFault.NOT_CSV: "{path}, line {row}: not a comma-separated file in UTF-8.",
    DatasetFault.COLUMN_MISSING: "{path}: the column {column} is missing from the header.",
    DatasetFault.COLUMN_TWICE: "{path}: the column {column} stands twice in the header.",
    DatasetFault.CELLS: "{path}, line {row}: not as many cells as the header has.",
    DatasetFault.VALUE: "{path}, line {row}, column {column}: the value must be {taken}.",
    DatasetFault.TOO_FEW: (
        "{path}: too few rows to learn from. At least 100 different patients with {column} 1 and "
        "as many with 0 are needed."
    ),
}
KEYS = {
    KeyFault.MISSING: "The signing key {path} is not there or can't be read.",
    KeyFault.UNREADABLE: "{path} is not a signing key that “model keygen” made.",
    KeyFault.LOCKED: (
        "The passphrase does not open the signing key {path}. Nothing was signed. Try again, or "
        "take the key from its backup if the file was damaged."
    ),
}
