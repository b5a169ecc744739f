"""A model directory read and judged as data: what the settings screen and the host both need."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

from diabetes_desktop.adapters import golden_cases, mlmodel_file, model_contract
from diabetes_desktop.adapters.explanation_files import ExplanationFiles, read_explanation_files
from diabetes_desktop.adapters.golden_cases import GoldenCases
from diabetes_desktop.adapters.mlmodel_file import MlmodelFile
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_manifest import DESCRIPTION
from diabetes_desktop.application.errors import ModelFault
from diabetes_desktop.application.inspect_model import LibraryVersion, ModelFacts, ModelFormat

ONNX = "onnx"
SKLEARN = "sklearn"
PYFUNC = "python_function"


@dataclass(frozen=True, slots=True)
class ReadModel:
    """A verified directory; `data_file` is what ONNX and skops load, empty for code."""

    directory: ModelDirectory
    description: MlmodelFile
    facts: ModelFacts
    data_file: str
    golden: GoldenCases | None
    explanation: ExplanationFiles


def look_at_model(location: str) -> ModelFacts:
    """The facts of a model directory; nothing of it is run.

    Raises:
        ModelRefused: see `read_model`.
    """
    return read_model(location).facts


def read_model(location: str) -> ReadModel:
    """Verify every file of `location` and check the contract.

    Raises:
        ModelRefused: MISSING, UNREADABLE, FILE_MISSING, FILE_CHANGED, FILE_UNEXPECTED or
            SIGNATURE; `detail` is the file, or the input that differs.
    """
    directory = ModelDirectory(location)
    digest = directory.digest()
    description = _read_description(directory)
    difference = model_contract.first_difference(description.inputs, description.outputs)
    if difference:
        raise directory.refused(ModelFault.SIGNATURE, difference)
    chosen, data_file = _choose_format(directory, description)
    golden = _read_golden_cases(directory)
    explanation = read_explanation_files(directory)
    manifest = directory.manifest
    facts = ModelFacts(
        location=location,
        name=manifest.name if manifest else directory.name,
        version=manifest.version if manifest else "",
        digest=digest,
        has_manifest=manifest is not None,
        flavours=tuple(sorted(description.flavours)),
        format=chosen,
        libraries=_libraries(description, chosen),
        golden_cases=len(golden.patients) if golden else 0,
    )
    return ReadModel(directory, description, facts, data_file, golden, explanation)


def _read_description(directory: ModelDirectory) -> MlmodelFile:
    content = directory.read(DESCRIPTION, mlmodel_file.LARGEST)
    try:
        return mlmodel_file.parse(content)
    except ValueError:
        raise directory.refused(ModelFault.UNREADABLE, DESCRIPTION) from None


def _read_golden_cases(directory: ModelDirectory) -> GoldenCases | None:
    if not directory.holds(golden_cases.FILE_NAME):
        return None
    content = directory.read(golden_cases.FILE_NAME, golden_cases.LARGEST)
    try:
        return golden_cases.parse(content)
    except ValueError:
        raise directory.refused(ModelFault.UNREADABLE, golden_cases.FILE_NAME) from None


def _choose_format(directory: ModelDirectory, description: MlmodelFile) -> tuple[ModelFormat, str]:
    """Data before code: the first flavour that can be loaded with the least trust."""
    if ONNX in description.flavours:
        chosen, data_file = ModelFormat.ONNX, description.text(ONNX, "data")
    elif description.text(SKLEARN, "serialization_format") == "skops":
        chosen, data_file = ModelFormat.SKOPS, description.text(SKLEARN, "pickled_model")
    elif PYFUNC in description.flavours:
        return ModelFormat.CODE, ""
    else:
        raise directory.refused(ModelFault.UNREADABLE, DESCRIPTION)
    if not directory.holds(data_file):
        raise directory.refused(ModelFault.FILE_MISSING, data_file)
    return chosen, data_file


def _libraries(description: MlmodelFile, chosen: ModelFormat) -> tuple[LibraryVersion, ...]:
    if SKLEARN not in description.flavours:
        return ()
    trained = description.text(SKLEARN, "sklearn_version")
    # A graph does not care, and the look-up takes 40 ms of the start.
    installed = "" if chosen is ModelFormat.ONNX else metadata.version("scikit-learn")
    return (LibraryVersion("scikit-learn", trained, installed),)
