"""Score on a Spark cluster: the model through `mlflow.pyfunc.spark_udf`, all else as here.

Every worker has to see the tables and the folder of the results under the same path, and has this
program installed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

import mlflow.pyfunc
import msgspec
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, Schema
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import struct

from diabetes_desktop import __version__
from diabetes_desktop.adapters.batch import spark_tasks
from diabetes_desktop.adapters.batch.files import open_table
from diabetes_desktop.adapters.batch.spark_tasks import CHANCE, COLUMNS, OUTCOME, Parts, Told
from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.application.batch_errors import ClusterFailed
from diabetes_desktop.application.batch_ports import FileJob, PartDone, Seen, Start
from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.prediction import ModelIdentity

PARTS_PER_CORE: Final = 2  # of one job: the record is kept after each job
_SIGNATURE: Final = ModelSignature(
    inputs=Schema([ColSpec("double", name) for name in COLUMNS]),
    outputs=Schema([ColSpec("long", OUTCOME), ColSpec("double", CHANCE, required=False)]),
)


class SparkEngine:
    """A cluster. See `batch_ports.Engine`."""

    def __init__(self, choice: ModelChoice, bundled: Path, master: str = "") -> None:
        """Nothing is started yet.

        Args:
            choice: which model.
            bundled: the directory of the bundled model.
            master: the cluster, as Spark writes it; empty: what Spark's own settings say.
        """
        self._choice = choice
        self._bundled = bundled
        self._master = master
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._spark: Any = None
        self._model: Any = None

    def start(self) -> ModelIdentity:
        """Prove the model here, and give it to the cluster.

        Raises:
            ModelRefused, ModelCrashed, ModelTimedOut: the model can't be used.
            ClusterFailed: the cluster can't be reached.
        """
        host = ProcessModelHost(self._choice, self._bundled)
        try:
            identity = host.start()
        finally:
            host.stop()
        with _faults():
            self._spark = self._session()
            self._model = self._udf()
        return identity

    def score(self, job: FileJob, start: Start, number: int, seen: Seen) -> Iterator[PartDone]:
        """Score the file, some parts at once."""
        table = open_table(job.path, job.how.form, job.how.columns)
        starts = enumerate(table.starts(start, job.rows_per_part), number)
        at_once = PARTS_PER_CORE * self._spark.sparkContext.defaultParallelism
        while parts := list(islice(starts, at_once)):
            for told in self._scored(job, parts):
                done = told.result()
                seen(done.counts, done.next)
                yield done

    def stop(self) -> None:
        """End the session with the cluster. Idempotent."""
        if self._spark is not None:
            self._spark.stop()
            self._spark = None
        if self._scratch is not None:
            self._scratch.cleanup()

    def _scored(self, job: FileJob, parts: Parts) -> list[Told]:
        eight = ", ".join(f"`{name}` double" for name in COLUMNS)
        with _faults():
            told = (
                self._spark.range(0, len(parts), 1, len(parts))
                .mapInPandas(partial(spark_tasks.columns_of_parts, job, parts), eight)
                .select(self._model(struct(*COLUMNS)).alias("answer"))
                .select(f"answer.{OUTCOME}", f"answer.{CHANCE}")
                .mapInPandas(partial(spark_tasks.write_parts, job, parts), "told string")
                .collect()
            )
        return [msgspec.json.decode(row.told, type=Told) for row in told]

    def _session(self) -> Any:
        builder = SparkSession.builder.appName("diabetes-admin score")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        if self._master:
            builder = builder.master(self._master)
        if self._master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            builder = builder.config("spark.ui.enabled", "false")
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        return spark

    def _udf(self) -> Any:
        self._scratch = tempfile.TemporaryDirectory(prefix="diabetes-spark-")
        wrapped = Path(self._scratch.name, "model")
        is_bundled = self._choice.source is SourceKind.BUNDLED
        mlflow.pyfunc.save_model(
            wrapped,
            python_model=str(Path(spark_tasks.__file__).with_name("spark_model.py")),
            artifacts={"model": str(self._bundled if is_bundled else self._choice.location)},
            model_config={
                "trusted_digests": sorted(self._choice.trusted_digests),
                "allow_pickle": self._choice.allow_pickle,
            },
            signature=_SIGNATURE,
            pip_requirements=[f"diabetes-desktop=={__version__}"],
        )
        answer = f"{OUTCOME} long, {CHANCE} double"
        return mlflow.pyfunc.spark_udf(self._spark, str(wrapped), answer, env_manager="local")


@contextmanager
def _faults() -> Iterator[None]:
    """Spark's own words quote rows and are pages long: only the kind of its failure is told."""
    try:
        with warnings.catch_warnings():
            # PySpark 4 is not sure of pandas 3; the tests are, for what is used of it here.
            warnings.simplefilter("ignore")
            yield
    except AppError:
        raise
    except (PySparkException, Py4JError, mlflow.MlflowException, OSError, RuntimeError) as error:
        raise ClusterFailed(type(error).__name__) from None
