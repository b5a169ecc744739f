"""From a directory to a model that has proved itself: verify, judge, load, golden cases."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from diabetes_desktop.adapters.golden_cases import GoldenCases
from diabetes_desktop.adapters.model_host.answers import (
    PROBE,
    AnswerOutsideContractError,
    RunningModel,
    failure_name,
)
from diabetes_desktop.adapters.model_reading import ReadModel, read_model
from diabetes_desktop.adapters.model_signature import signature_of
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import ModelFormat, check_allowed
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.prediction import Answer

LARGEST_ARCHIVE = 1024**3  # bytes, packed and unpacked


def load_model(
    choice: ModelChoice, location: str, scratch: Path | None
) -> tuple[RunningModel, ReadModel]:
    """The model at `location`, ready to answer, and what was read of it as data.

    Raises:
        ModelRefused: any of its faults, before anything of a model that may not run was loaded.
    """
    model = read_model(location)
    signature = signature_of(model.directory, choice.trusted_keys)
    model = replace(model, facts=replace(model.facts, signature=signature))
    check_allowed(model.facts, choice)
    running = _load(model, scratch)
    _prove(running, model)
    return running, model


def _load(model: ReadModel, scratch: Path | None) -> RunningModel:
    try:
        return _load_format(model, scratch)
    except ModelRefused:
        raise
    except BaseException as error:  # a model's code may even call sys.exit
        raise model.directory.refused(ModelFault.LOAD, failure_name(error)) from None


def _load_format(model: ReadModel, scratch: Path | None) -> RunningModel:
    """Imported late: pandas and scikit-learn take seconds, and the graph needs neither."""
    match model.facts.format:
        case ModelFormat.ONNX:
            from diabetes_desktop.adapters.model_host.onnx_model import OnnxModel

            return OnnxModel(model)
        case ModelFormat.SKOPS:
            content = _bounded_archive(model)
            from diabetes_desktop.adapters.model_host.skops_model import SkopsModel

            return SkopsModel(content)
        case ModelFormat.CODE:
            from diabetes_desktop.adapters.model_host.pyfunc_model import PyfuncModel

            if scratch is None:
                raise FileNotFoundError("scratch folder")
            return PyfuncModel(model, scratch)


def _bounded_archive(model: ReadModel) -> bytes:
    """The verified file of skops, which is an archive. Raises ModelRefused or ValueError."""
    content = model.directory.read(model.data_file, LARGEST_ARCHIVE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_ARCHIVE:
            raise ValueError("size")
    return content


def _prove(running: RunningModel, model: ReadModel) -> None:
    """Raises ModelRefused GOLDEN_CASES or ANSWER."""
    golden = model.golden or GoldenCases((PROBE,), (), tolerance=0.0)
    rows = [patient.row() for patient in golden.patients]
    try:
        answers = [Answer(*answer) for answer in running.answer(rows)]
    except AnswerOutsideContractError as error:
        raise model.directory.refused(ModelFault.ANSWER, str(error)) from None
    except BaseException as error:
        raise model.directory.refused(ModelFault.ANSWER, failure_name(error)) from None
    met = golden.count_met(answers)
    if met < len(golden.answers):
        detail = f"{met}/{len(golden.answers)}"
        raise model.directory.refused(ModelFault.GOLDEN_CASES, detail)
