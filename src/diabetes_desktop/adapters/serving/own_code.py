"""Whether MLflow's scoring service would run code that came with a model.

A workstation loads a model's data; `mlflow models serve` loads what `python_function` names, which
can be a module of the model's own. So this lists what may stand there, and takes nothing else.
Format: https://mlflow.org/docs/latest/ml/model/; what is loaded how: `mlflow.pyfunc.load_model`,
`mlflow.onnx._load_pyfunc`, `mlflow.sklearn._load_pyfunc` of MLflow 3.17.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from diabetes_desktop.adapters.model_reading import ONNX, PYFUNC, SKLEARN, ReadModel
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.serving import TrialFailed, TrialFault

CODE_FILE = "served_model.zip"
LARGEST_CODE = 1024 * 1024  # bytes
OUR_LOADER = "diabetes_served_model"
FLAVOURS = {ONNX, PYFUNC, SKLEARN}  # others have servers of their own, as `crate` has
PYFUNC_KEYS = {"code", "data", "env", "loader_module", "model_path", "predict_fn", "python_version"}
SKOPS_TYPES = {"sklearn.tree._tree.Tree"}  # beside what skops trusts by itself
ONNX_OPTIONS = {"execution_mode", "inter_op_num_threads", "intra_op_num_threads"}
PROVIDERS = (None, ["CPUExecutionProvider"])  # the options of others name libraries to load


def refuse_own_code(model: ReadModel) -> None:
    """Raises TrialFailed: OWN_CODE; the detail is the first setting that is not one of ours."""
    offending = _first_offending(model)
    if offending:
        raise TrialFailed(TrialFault.OWN_CODE, offending)


def _first_offending(model: ReadModel) -> str:
    flavours = model.description.flavours
    if others := sorted(flavours.keys() - FLAVOURS):
        return others[0]
    served = flavours.get(PYFUNC, {})
    if others := sorted(served.keys() - PYFUNC_KEYS):
        return others[0]
    if served.get("predict_fn") not in (None, "predict"):
        return "predict_fn"
    match served.get("loader_module"):
        case str(name) if name == OUR_LOADER:
            return "" if _is_our_code(model, served) else "code"
        case "mlflow.onnx" if ONNX in flavours:
            return _no_code(served) or _of_onnx(served, flavours[ONNX])
        case "mlflow.sklearn" if SKLEARN in flavours:
            return _no_code(served) or _of_sklearn(served, flavours[SKLEARN])
    return "loader_module"


def _is_our_code(model: ReadModel, served: Mapping[str, Any]) -> bool:
    if served.get("code") != CODE_FILE or not model.directory.holds(CODE_FILE):
        return False
    code = model.directory.read(CODE_FILE, LARGEST_CODE)
    ours = (resource("model") / CODE_FILE).read_bytes()
    return hashlib.sha256(code).digest() == hashlib.sha256(ours).digest()


def _no_code(served: Mapping[str, Any]) -> str:
    return "" if served.get("code") is None else "code"


def _of_onnx(served: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    # MLflow reads the settings beside the file: in a folder below there could be others.
    if not _is_name(served.get("data")) or served.get("data") != settings.get("data"):
        return "data"
    if settings.get("providers") not in PROVIDERS:
        return "providers"
    options = settings.get("onnx_session_options") or {}
    if not isinstance(options, dict) or options.keys() - ONNX_OPTIONS:
        return "onnx_session_options"
    return ""


def _of_sklearn(served: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    if settings.get("serialization_format") != "skops":
        return "serialization_format"
    types = settings.get("skops_trusted_types") or []
    if not isinstance(types, list) or not all(each in SKOPS_TYPES for each in types):
        return "skops_trusted_types"
    if "data" in served:
        return "data"
    if not _is_name(served.get("model_path")):
        return "model_path"
    return ""


def _is_name(path: object) -> bool:
    """Whether it is a file of the model's own folder, and of none below."""
    return isinstance(path, str) and bool(path) and not set(path) & set("/\\:")
