"""An MLflow model directory with the explicit signature and every flavour of one forest.

`sklearn` and `onnx` hold it as data. `python_function`, which MLflow serves, is `served_model.py`
over the same skops file.
"""

from __future__ import annotations

import hashlib
import logging
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import metadata
from pathlib import Path
from uuid import UUID

import mlflow.sklearn
import pandas as pd
from mlflow.exceptions import MlflowException
from mlflow.models import Model, ModelSignature
from mlflow.types import ColSpec, DataType, ParamSchema, ParamSpec, Schema
from sklearn.pipeline import Pipeline

from diabetes_desktop.adapters.training import served_model, skops_file
from diabetes_desktop.adapters.training.dataset import frame
from diabetes_desktop.domain.patient import INPUTS, Kind

GRAPH_FILE = "model.onnx"
SKOPS_FILE = "model.skops"
# An archive, though it holds one file: Python writes `__pycache__` beside a module that it loads
# from a folder, and a sealed directory in which somebody served the model would be sealed no more.
CODE_FILE = "served_model.zip"
SERVED_MODULE = "diabetes_served_model"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the date in the archive: the same code, the same bytes
# What the directory needs to be served, by the names of their packages.
LIBRARIES = ("mlflow", "numpy", "onnxruntime", "pandas", "scikit-learn", "scipy", "skops")
# MLflow takes an integer column of 0 and 1 for a double, but no double for a long: declared as
# doubles, the flags may be sent as either.
COLUMN_TYPES = {
    Kind.NUMBER: DataType.double,
    Kind.FLAG: DataType.double,
    Kind.CATEGORY: DataType.string,
}
EXAMPLE = ("Female", 54.0, 0, 0, "never", 27.319, 6.6, 140.0)  # nobody: BMI has two decimals


def signature() -> ModelSignature:
    """Eight named columns in, one integer class out, and a parameter that adds the probability."""
    inputs = [ColSpec(COLUMN_TYPES[spec.kind], spec.name) for spec in INPUTS]
    asked = ParamSpec(served_model.WITH_PROBABILITY, DataType.boolean, default=False)
    return ModelSignature(Schema(inputs), Schema([ColSpec(DataType.long)]), ParamSchema([asked]))


def write_mlflow_model(
    directory: Path, pipeline: Pipeline, graph: bytes | None, trained: date
) -> None:
    """Write MLflow's files and the model files into the new folder `directory`.

    Raises:
        OSError: the folder can't be written.
    """
    content = skops_file.dump(pipeline)
    description = Model(
        utc_time_created=f"{trained.isoformat()} 00:00:00.000000",
        model_uuid=_uuid_of(content),
    )
    with _quiet_mlflow():
        mlflow.sklearn.save_model(
            pipeline,
            str(directory),
            mlflow_model=description,
            signature=signature(),
            input_example=_example(),
            pip_requirements=[f"{name}=={metadata.version(name)}" for name in LIBRARIES],
            serialization_format="skops",
            skops_trusted_types=list(skops_file.TRUSTED_TYPES),
        )
    (directory / SKOPS_FILE).write_bytes(content)
    _add_served_model(directory, description)
    if graph is not None:
        (directory / GRAPH_FILE).write_bytes(graph)
        _add_graph(description)
    description.model_size_bytes = len(content) + len(graph or b"")
    description.save(str(directory / "MLmodel"))


def _add_served_model(directory: Path, description: Model) -> None:
    """What MLflow serves: our few lines instead of its own loader, which answers classes alone."""
    code = Path(served_model.__file__).read_bytes()
    with zipfile.ZipFile(directory / CODE_FILE, "x") as archive:  # not packed: it can be read
        archive.writestr(zipfile.ZipInfo(f"{SERVED_MODULE}.py", EARLIEST), code)
    flavour = description.flavors["python_function"]
    for key in ("model_path", "predict_fn"):  # MLflow's own loader read them
        del flavour[key]
    flavour.update(loader_module=SERVED_MODULE, code=CODE_FILE, data=SKOPS_FILE)


def _add_graph(description: Model) -> None:
    """The keys that `mlflow.onnx` reads; written here because one directory holds both."""
    description.add_flavor(
        "onnx",
        onnx_version=metadata.version("onnx"),
        data=GRAPH_FILE,
        providers=["CPUExecutionProvider"],
        onnx_session_options={
            "execution_mode": "sequential",
            "inter_op_num_threads": 1,
            "intra_op_num_threads": 1,
        },
        code=None,
    )


def _example() -> pd.DataFrame:
    return frame([EXAMPLE])


def _uuid_of(content: bytes) -> str:
    """The same model has the same identity, whenever and wherever it is trained."""
    return UUID(bytes=hashlib.sha256(content).digest()[:16], version=4).hex


@contextmanager
def _quiet_mlflow() -> Iterator[None]:
    """MLflow's advice on saving is about choices that are made here, and goes to the terminal.

    Raises:
        OSError: one that MLflow caught on the way.
    """
    logger = logging.getLogger("mlflow")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            # `mlflow.pyfunc`, which is imported now, warns about a type hint of its own.
            warnings.filterwarnings("ignore", ".*inferred as AnyType", UserWarning)
            # MLflow compares the example's columns with a range, which pandas 4 will not take.
            warnings.filterwarnings("ignore", "Operation with range", DeprecationWarning)
            yield
    except MlflowException as error:
        if isinstance(error.__cause__, OSError):  # a full disk, told as a fault of the model
            raise error.__cause__ from None
        raise
    finally:
        logger.setLevel(level)
