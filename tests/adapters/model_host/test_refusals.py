"""A model that is not what was published, or not for here, never answers.

About 20 seconds: the formats that need scikit-learn import it.
"""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.adapters.model_directories import (
    ONNX_FLAVOURS,
    SKOPS_FLAVOURS,
    mlmodel,
    publish,
    write_model,
)
from tests.adapters.model_host.processes import PATIENT, local, model_processes

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.model_in_use import ModelChoice

MakeHost = Callable[..., ProcessModelHost]
OwnCopy = Callable[[str], Path]
Refuse = Callable[[ModelChoice], ModelRefused]


@pytest.fixture
def refusal(make_host: MakeHost) -> Refuse:
    def start(choice: ModelChoice) -> ModelRefused:
        with pytest.raises(ModelRefused) as caught:
            make_host(choice).start()
        assert not model_processes()
        assert caught.value.location == choice.location
        return caught.value

    return start


def trusted(directory: Path) -> ModelChoice:
    digest = look_at_model(str(directory)).digest
    return local(directory, digest, allow_pickle=True)


def change_golden_case(directory: Path, key: str, value: object) -> None:
    path = directory / "golden_cases.json"
    table = json.loads(path.read_text())
    table["cases"][2][key] = value
    path.write_text(json.dumps(table))
    publish(directory)


def change_mlmodel(directory: Path, change: Callable[[dict], None]) -> None:
    path = directory / "MLmodel"
    table = yaml.safe_load(path.read_text())
    change(table)
    path.write_text(yaml.safe_dump(table))
    publish(directory)


def test_a_directory_that_is_not_there(tmp_path: Path, refusal: Refuse) -> None:
    assert refusal(local(tmp_path / "gone")).fault is ModelFault.MISSING


def test_a_truncated_file(own_copy: OwnCopy, refusal: Refuse) -> None:
    graph = own_copy("onnx") / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:-100])

    refused = refusal(local(graph.parent))

    assert (refused.fault, refused.detail) == (ModelFault.FILE_CHANGED, "model.onnx")


def test_a_truncated_file_that_was_published_so(own_copy: OwnCopy, refusal: Refuse) -> None:
    graph = own_copy("onnx") / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:-100])
    publish(graph.parent)

    refused = refusal(local(graph.parent))

    assert refused.fault is ModelFault.LOAD
    assert refused.detail.isidentifier()


@pytest.mark.parametrize("key", ["class", "probability"])
def test_another_answer_to_a_golden_case(own_copy: OwnCopy, refusal: Refuse, key: str) -> None:
    directory = own_copy("onnx")
    case = json.loads((directory / "golden_cases.json").read_text())["cases"][2]
    change_golden_case(directory, key, 1 - case[key])

    refused = refusal(local(directory))

    assert (refused.fault, refused.detail) == (ModelFault.GOLDEN_CASES, "7/8")


def test_another_signature(own_copy: OwnCopy, refusal: Refuse) -> None:
    directory = own_copy("onnx")
    change_mlmodel(directory, lambda table: table.update(signature=None))

    refused = refusal(local(directory))

    assert (refused.fault, refused.detail) == (ModelFault.SIGNATURE, "signature")


def test_a_graph_with_other_inputs_than_its_signature(own_copy: OwnCopy, refusal: Refuse) -> None:
    graph = own_copy("onnx") / "model.onnx"
    content = graph.read_bytes()
    assert content.count(b"HbA1c_level") == 2  # the input, and where the graph reads it
    graph.write_bytes(content.replace(b"HbA1c_level", b"HbA1c_lever"))
    publish(graph.parent)

    refused = refusal(local(graph.parent))

    assert (refused.fault, refused.detail) == (ModelFault.SIGNATURE, "model.onnx")


def test_no_manifest_and_nobody_trusted_it(
    own_copy: OwnCopy, refusal: Refuse, make_host: MakeHost
) -> None:
    directory = own_copy("onnx")
    (directory / "manifest.json").unlink()

    refused = refusal(local(directory))

    assert refused.fault is ModelFault.UNTRUSTED
    host = make_host(local(directory, refused.digest))  # as the settings screen would go on
    assert host.start().digest == refused.digest
    host.predict([PATIENT])


def old_library(table: dict) -> None:
    table["flavors"]["sklearn"]["sklearn_version"] = "1.5.0"


def test_another_library_version_for_the_formats_that_need_it(
    own_copy: OwnCopy, refusal: Refuse
) -> None:
    for kind in ("skops", "code"):
        directory = own_copy(kind)
        change_mlmodel(directory, old_library)

        refused = refusal(trusted(directory))

        assert refused.fault is ModelFault.LIBRARY
        assert refused.detail.startswith("scikit-learn 1.5.0 ≠ 1.")


def test_a_graph_does_not_care_for_the_library_version(
    own_copy: OwnCopy, make_host: MakeHost
) -> None:
    directory = own_copy("onnx")
    change_mlmodel(
        directory, lambda table: table["flavors"].update(sklearn={"sklearn_version": "1.5.0"})
    )

    host = make_host(local(directory))
    host.start()

    assert host.predict([PATIENT])


class Marking:
    """Unpickling it calls `touch`: what a malicious model would do, made visible."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.marker,)


def pickled_model(tmp_path: Path, marker: Path) -> Path:
    flavours = {
        "python_function": {
            "loader_module": "mlflow.sklearn",
            "model_path": "model.pkl",
            "python_version": "3.11.7",
        },
        "sklearn": {
            "pickled_model": "model.pkl",
            "serialization_format": "cloudpickle",
            "sklearn_version": "1.9.1",
        },
    }
    contents = {"MLmodel": mlmodel(flavours), "model.pkl": pickle.dumps(Marking(marker))}
    return write_model(tmp_path / "model", contents)


def loader_model(tmp_path: Path, marker: Path) -> Path:
    flavours = {"python_function": {"loader_module": "hostile_loader", "code": "code"}}
    source = f"from pathlib import Path\nPath({str(marker)!r}).touch()\n"
    contents = {"MLmodel": mlmodel(flavours), "code/hostile_loader.py": source}
    return write_model(tmp_path / "model", contents)


@pytest.mark.parametrize("make_model", [pickled_model, loader_model])
def test_code_in_a_model_runs_only_when_policy_and_digest_allow_it(
    tmp_path: Path, refusal: Refuse, make_model: Callable[[Path, Path], Path]
) -> None:
    marker = tmp_path / "marker"
    directory = make_model(tmp_path, marker)
    digest = look_at_model(str(directory)).digest

    for choice in (
        local(directory),
        local(directory, digest),
        local(directory, "ab" * 32, allow_pickle=True),
    ):
        refused = refusal(choice)
        assert (refused.fault, refused.digest) == (ModelFault.UNSAFE_FORMAT, digest)
        assert not marker.exists()

    # The attack is real: it is the refusal that stood in its way.
    refused = refusal(local(directory, digest, allow_pickle=True))
    assert refused.fault in (ModelFault.LOAD, ModelFault.ANSWER)
    assert marker.exists()


def test_code_beside_a_graph_is_not_run(
    own_copy: OwnCopy, make_host: MakeHost, tmp_path: Path
) -> None:
    directory, marker = own_copy("onnx"), tmp_path / "marker"
    (directory / "code").mkdir()
    source = f"from pathlib import Path\nPath({str(marker)!r}).touch()\n"
    (directory / "code" / "hostile_loader.py").write_text(source)

    def point_at_code(table: dict) -> None:
        table["flavors"]["python_function"].update(loader_module="hostile_loader", code="code")
        table["flavors"]["onnx"]["code"] = "code"

    change_mlmodel(directory, point_at_code)

    host = make_host(local(directory))
    host.start()

    assert host.predict([PATIENT])
    assert not marker.exists()


def test_a_skops_file_that_unpacks_to_more_than_fits_is_refused(
    own_copy: OwnCopy, refusal: Refuse
) -> None:
    directory = own_copy("skops")
    content = bytearray((directory / "model.skops").read_bytes())
    first_entry = content.index(b"PK\x01\x02")  # of the archive's table of contents
    struct.pack_into("<I", content, first_entry + 24, 2 * 1024**3)  # its unpacked size
    (directory / "model.skops").write_bytes(content)
    publish(directory)

    refused = refusal(local(directory))

    assert (refused.fault, refused.detail) == (ModelFault.LOAD, "ValueError")


def test_a_flavour_whose_file_is_no_model(tmp_path: Path, refusal: Refuse) -> None:
    for number, (flavours, name) in enumerate(
        [(ONNX_FLAVOURS, "model.onnx"), (SKOPS_FLAVOURS, "model.skops")]
    ):
        contents = {"MLmodel": mlmodel(flavours), name: b"\x08\x07 no model"}

        refused = refusal(local(write_model(tmp_path / str(number), contents)))

        assert refused.fault is ModelFault.LOAD
        assert refused.detail.isidentifier()
