"""An old model, with its good signature, does not come back as the newest one.

About fifteen seconds: each start is a real process with the bundled model.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_signature import sign
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.registry.station import RegistrySource
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.domain.model_signature import (
    Invalid,
    SignatureFault,
    Signed,
    Unsigned,
    key_id,
)
from diabetes_desktop.domain.model_source import SignaturePolicy
from diabetes_desktop.domain.prediction import ModelIdentity

from ..model_directories import publish
from .bad_servers import Script, scripted
from .conftest import choice_of

PRIVATE = Ed25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes_raw().hex()
KEY = key_id(PUBLIC)
ONE, TWO = "1" * 64, "2" * 64
HERE = choice_of("http://localhost:5000", trusted_keys=frozenset({PUBLIC}))
BACK = replace(HERE, version="1", is_way_back=True)


def numbers(memory: SequenceFile, choice: ModelChoice = HERE, digest: str = ONE) -> dict[str, int]:
    return dict(memory.least(choice, digest))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sequences.json"


def test_the_highest_number_is_remembered_over_restarts(path: Path) -> None:
    assert numbers(SequenceFile(path)) == {}
    SequenceFile(path).started(HERE, ONE, Signed(KEY, 10))
    SequenceFile(path).started(HERE, TWO, Signed(KEY, 20))
    SequenceFile(path).started(replace(HERE, allow_older=True), ONE, Signed(KEY, 10))
    SequenceFile(path).started(HERE, TWO, Signed("another key", 5))
    assert numbers(SequenceFile(path)) == {KEY: 20, "another key": 5}


def test_two_programs_of_one_user_forget_nothing_of_each_other(path: Path) -> None:
    here, there = SequenceFile(path), SequenceFile(path)
    here.started(HERE, TWO, Signed(KEY, 20))
    assert numbers(there) == {KEY: 20}
    there.started(HERE, ONE, Signed("another key", 5))
    here.started(HERE, TWO, Signed(KEY, 30))
    assert numbers(there) == numbers(here) == {KEY: 30, "another key": 5}


@pytest.mark.parametrize("state", [Unsigned(), Invalid(SignatureFault.FORGED)])
def test_what_proves_nothing_is_not_remembered(path: Path, state: object) -> None:
    SequenceFile(path).started(HERE, ONE, state)  # type: ignore[arg-type]
    assert not path.exists()


def test_another_server_does_not_begin_anew_and_another_model_does(path: Path) -> None:
    memory = SequenceFile(path)
    memory.started(HERE, TWO, Signed(KEY, 20))
    assert numbers(memory, replace(HERE, tracking_uri="https://other.example"))
    assert numbers(memory, replace(HERE, model_uri="models:/diabetes_model@other"))
    assert numbers(memory, replace(HERE, model_uri="models:/diabetes_model/Production"))
    # A version that was chosen for ever, by who may choose, has its own age.
    assert not numbers(memory, replace(HERE, model_uri="models:/diabetes_model/1"))
    assert not numbers(memory, replace(HERE, model_uri="models:/other@champion"))


def test_a_way_back_holds_for_that_model_until_a_newer_one_answers(path: Path) -> None:
    memory = SequenceFile(path)
    memory.started(HERE, TWO, Signed(KEY, 20))
    assert numbers(memory, BACK) == {}
    memory.started(BACK, ONE, Signed(KEY, 10))
    again = SequenceFile(path)
    assert numbers(again, digest=ONE) == {}, "the next morning too"
    assert numbers(again, digest="3" * 64) == {KEY: 20}
    again.started(HERE, "4" * 64, Signed(KEY, 20))
    assert numbers(SequenceFile(path), digest=ONE) == {KEY: 20}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"format": 1, "highest": {"m": 1}, "gone_back_to": {}}',
        '{"format": 1, "highest": {"m": {"k": -1}}, "gone_back_to": {}}',
        '{"format": 1, "highest": {"m": {"k": true}}, "gone_back_to": {}}',
        "\0",
    ],
)
def test_a_damaged_file_has_seen_nothing(path: Path, content: str) -> None:
    path.write_text(content)
    memory = SequenceFile(path)
    assert numbers(memory) == {}
    memory.started(HERE, ONE, Signed(KEY, 1))
    assert numbers(SequenceFile(path)) == {KEY: 1}


def test_a_folder_that_can_not_be_written_stops_nobody(tmp_path: Path) -> None:
    memory = SequenceFile(tmp_path / "missing" / "sequences.json")
    memory.started(HERE, TWO, Signed(KEY, 20))
    assert numbers(memory) == {KEY: 20}


Start = Callable[[ModelChoice], ModelIdentity]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start and stop a host, as a program that was just opened would."""

    def begin(choice: ModelChoice) -> ModelIdentity:
        source = RegistrySource(tmp_path, {"MLFLOW_TRACKING_TOKEN": "not to be seen"})

        def make_host(chosen: ModelChoice) -> ModelHost:
            return ProcessModelHost(chosen, resource("model"))

        host = source.host(choice, make_host)
        try:
            return host.start()
        finally:
            host.stop()

    return begin


@pytest.fixture
def hand_out(make_model: Callable[[str], Path]) -> Callable[[Script, str, int], None]:
    """Let the server name a model of that version, signed with that number."""
    made: dict[str, Path] = {}

    def change(script: Script, version: str, sequence: int, named: str = "") -> None:
        if version not in made:
            made[version] = make_model(version)
        sign(made[version], PRIVATE, sequence)
        script.files, script.version = Script(made[version]).files, named or version

    return change


def test_a_model_signed_under_another_name_is_refused(
    start: Start, script: Script, make_model: Callable[[str], Path]
) -> None:
    """Security 11: whoever writes to the registry puts no other signed model under this name."""
    directory = make_model("1")
    publish(directory, "other_model", "1")
    sign(directory, PRIVATE, 10)
    script.files = Script(directory).files
    with scripted(script) as url, pytest.raises(ModelRefused) as caught:
        start(replace(HERE, tracking_uri=url, signatures=SignaturePolicy.REFUSED))
    assert caught.value.fault is ModelFault.OTHER_NAME
    assert caught.value.detail == "other_model ≠ diabetes_model"


def test_an_old_model_under_a_new_number_is_refused(
    start: Start, hand_out: Callable[..., None], script: Script, tmp_path: Path
) -> None:
    """Security 11."""
    with scripted(script) as url:
        choice = replace(HERE, tracking_uri=url, signatures=SignaturePolicy.REFUSED)
        hand_out(script, "1", 10)
        assert start(choice).version == "1"
        hand_out(script, "2", 20)
        (pointer,) = (tmp_path / "models").glob("*.json")
        pointer.unlink()  # nothing answered last: the server is asked
        assert start(choice).version == "2"
        pointer.unlink()
        hand_out(script, "1", 10, named="3")  # whoever controls the server
        with pytest.raises(ModelRefused) as caught:
            start(choice)
        assert (caught.value.fault, caught.value.detail) == (ModelFault.OLDER, "10 < 20")
        assert not pointer.exists()
        # An administrator may, and then it is so after each start, also without the server.
        assert start(replace(choice, version="1", is_way_back=True)).version == "1"
    assert start(choice).version == "1"
    # The site policy may, too.
    (tmp_path / "sequences.json").write_text(
        json.dumps({"format": 1, "highest": {"diabetes_model": {KEY: 99}}, "gone_back_to": {}})
    )
    with pytest.raises(RegistryFailed):  # the copy is too old, and the server is away
        start(choice)
    assert start(replace(choice, allow_older=True)).version == "1"
