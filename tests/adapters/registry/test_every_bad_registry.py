"""Each way in which a registry can be bad, on a real socket, while a model answers.

The one that answered goes on answering, the failure is told within a step's 3 s in a sentence that
says who has to do what, and nothing that the server said is written anywhere. About 25 seconds:
three servers keep a call waiting for its 3 s.
"""

from __future__ import annotations

import io
import logging
import shutil
import ssl
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import pytest
from tests.fakes import FakeModelHost

from diabetes_desktop.adapters.log_file import LogFile
from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.registry_host import RegistryModelHost
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.registry.version_file import VersionFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import AppError, ModelFault
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.application.registry_errors import RegistryFault
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.application.watch_registry import WatchRegistry
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.ui.wording.errors import error_text

from ..model_directories import SKOPS_FLAVOURS, mlmodel, publish, write_model
from . import bad_servers
from .bad_servers import ALIAS, FILES, Reply, Script, as_json, raw, scripted
from .certificates import Authority
from .conftest import choice_of
from .tracking_server import free_port

STEP_SECONDS = 3.0
SCHEDULING = 2.0  # what a busy machine may add
SECRET = "7.1234"  # a patient's value that a server quotes
PATIENT = Patient(Gender.FEMALE, 70.0, 1, 0, Smoking.FORMER, 35.0, 8.2, 260.0)
WEIGHTS = f"{FILES}/1/model/model.onnx"
Server = Callable[["Lab"], AbstractContextManager[str]]
Fault = RegistryFault | ServerFault | ModelFault


@dataclass
class Lab:
    """What servers are made of."""

    script: Script
    authority: Authority
    folder: Path
    elsewhere: Script | None = None
    choice: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bad:
    """A server, the faults that tell of it, and words of the sentence for IT or the data team."""

    server: Server
    faults: Fault | tuple[Fault, ...]
    says: str
    of_the_version: bool = False


def serving(change: Callable[[Lab], object], **certificate: Any) -> Server:
    """The scripted registry after `change`; under TLS where a certificate is given."""

    @contextmanager
    def server(lab: Lab) -> Iterator[str]:
        context: ssl.SSLContext | None = None
        if certificate:
            made = {k: v for k, v in certificate.items() if k not in ("known", "spoken")}
            context = lab.authority.server_context(**made)
            if certificate.get("known", True):
                lab.choice["ca_file"] = str(lab.authority.file)
        change(lab)
        with scripted(lab.script, context) as url:
            yield url.replace("https:", certificate.get("spoken", "https:"))

    return server


def replying(reply: Reply, path: str = ALIAS) -> Server:
    return serving(lambda lab: lab.script.replies.update({path: lambda _: reply}))


def files(change: Callable[[dict[str, bytes]], object]) -> Server:
    return serving(lambda lab: change(lab.script.files))


def entry(name: str) -> Server:
    extra = {"path": name, "is_dir": False, "file_size": 3}
    return serving(lambda lab: lab.script.extra_entries.append(extra))


def talking(talk: Callable[..., None]) -> Server:
    return lambda lab: raw(talk)


def nothing(lab: Lab) -> None:
    """The server stays as it is."""


@contextmanager
def refused(lab: Lab) -> Iterator[str]:
    yield f"http://127.0.0.1:{free_port()}"


@contextmanager
def unnamed(lab: Lab) -> Iterator[str]:
    yield "https://registry.invalid"


@contextmanager
def http_on_https_port(lab: Lab) -> Iterator[str]:
    with scripted(lab.script) as url:
        yield url.replace("http:", "https:")


@contextmanager
def redirecting(lab: Lab) -> Iterator[str]:
    lab.elsewhere = Script.__new__(Script)
    lab.elsewhere.__dict__.update(
        lab.script.__dict__ | {"asked": [], "authorizations": set(), "replies": {}}
    )
    with scripted(lab.elsewhere) as other, scripted(lab.script) as url:
        lab.script.replies[ALIAS] = lambda handler: (302, b"", {"Location": other + handler.path})
        yield url


def flip_a_bit(files: dict[str, bytes]) -> None:
    content = bytearray(files["model.onnx"])
    content[4000] ^= 1
    files["model.onnx"] = bytes(content)


def cut(lab: Lab) -> None:
    content = lab.script.files["model.onnx"]
    headers = {"Content-Length": str(len(content)), "Connection": "close"}
    lab.script.replies[WEIGHTS] = lambda _: (200, content[:700], headers)


def packed(lab: Lab) -> None:
    """Seven kilobytes that unpack to a gigabyte, for a client that unpacks what it is told to."""
    bomb = b"\x1f\x8b\x08\x00" + b"\0" * (len(lab.script.files["model.onnx"]) - 4)
    headers = {"Content-Encoding": "gzip"}
    lab.script.replies[WEIGHTS] = lambda _: (200, bomb, headers)


def endless(handler: BaseHTTPRequestHandler) -> None:
    bad_servers.endless(handler)


def leads_out(lab: Lab) -> None:
    flavours = {"onnx": {"data": "../../etc/passwd"}, "python_function": {"loader_module": "x"}}
    sealed(lab, {"MLmodel": mlmodel(flavours), "model.onnx": b"\x08\x09"})


def skops_bomb(lab: Lab) -> None:
    """A skops file that says that it unpacks to three gigabytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("schema.json", "{}")
    content = bytearray(archive.getvalue())
    place = content.index(b"PK\x01\x02") + 24  # the size unpacked, in the central directory
    content[place : place + 4] = (3 * 1024**3).to_bytes(4, "little")
    flavours = SKOPS_FLAVOURS | {"python_function": {"loader_module": "mlflow.sklearn"}}
    sealed(lab, {"MLmodel": mlmodel(flavours), "model.skops": bytes(content)})


def sealed(lab: Lab, content: dict[str, str | bytes]) -> None:
    """Whole, with a manifest that agrees."""
    lab.script.files = Script(write_model(lab.folder / "sealed", content)).files


def quoted(status: int, text: str = "") -> Reply:
    return status, f"{text} the row was {SECRET}".encode(), {}


UNKNOWN = as_json({"error_code": "RESOURCE_DOES_NOT_EXIST", "message": SECRET}, 404)
NO_ALIAS = as_json({"error_code": "INVALID_PARAMETER_VALUE", "message": SECRET}, 400)
TELL = "Nothing was taken: tell the data team"

BAD: dict[str, Bad] = {
    "refused": Bad(refused, ServerFault.CONNECTION_REFUSED, "is not running there"),
    "blackhole": Bad(
        lambda lab: bad_servers.blackhole(), ServerFault.UNREACHABLE, "IT has to check the network"
    ),
    "no DNS": Bad(
        unnamed, (ServerFault.NAME_UNKNOWN, ServerFault.UNREACHABLE), "IT has to check the"
    ),
    "drip-feed": Bad(talking(bad_servers.drip), ServerFault.SLOW, "IT has to look at its load"),
    "silent": Bad(talking(bad_servers.silent), ServerFault.SLOW, "IT has to look at its load"),
    "another protocol": Bad(
        talking(bad_servers.gibberish), ServerFault.NOT_HTTP, "IT has to check the port"
    ),
    "TLS wrong host": Bad(
        serving(nothing, host="other.hospital.example"),
        ServerFault.TLS_HOST,
        "IT has to use the name in the certificate",
    ),
    "TLS expired": Bad(
        serving(nothing, expired=True), ServerFault.TLS_EXPIRED, "IT has to renew it"
    ),
    "TLS not yet valid": Bad(
        serving(nothing, days=(1, 2)), ServerFault.TLS_EXPIRED, "or set this computer's clock"
    ),
    "TLS unknown CA": Bad(
        serving(nothing, known=False), ServerFault.TLS_UNKNOWN, "IT has to install the hospital's"
    ),
    "plain HTTP on a HTTPS port": Bad(
        http_on_https_port, ServerFault.TLS_OTHER, "IT has to check that TLS 1.2"
    ),
    "HTTPS on a HTTP port": Bad(
        serving(nothing, known=True, spoken="http:"),
        (ServerFault.CUT, ServerFault.NOT_HTTP),
        "begin with https",
    ),
    "401": Bad(replying(quoted(401)), ServerFault.CREDENTIALS, "IT has to enter them again"),
    "403 host header": Bad(
        replying(quoted(403, "Invalid Host header - possible DNS rebinding attack")),
        ServerFault.HOST_HEADER,
        "--allowed-hosts",
    ),
    "403 rights on the model": Bad(
        replying(quoted(403, "Permission denied")),
        RegistryFault.MODEL_RIGHTS,
        "IT has to give that user READ on the model",
    ),
    "403 rights on the files": Bad(
        replying(quoted(403, "Permission denied"), FILES),
        RegistryFault.EXPERIMENT_RIGHTS,
        "READ on the experiment too",
    ),
    "404 model": Bad(
        replying(UNKNOWN), RegistryFault.MODEL_UNKNOWN, "IT has to check the name with the data"
    ),
    "404 alias": Bad(
        serving(
            lambda lab: lab.script.replies.update(
                {
                    ALIAS: lambda _: NO_ALIAS,
                    "/api/2.0/mlflow/registered-models/get": lambda _: as_json({}),
                }
            )
        ),
        RegistryFault.ALIAS_UNKNOWN,
        "the data team has to set it on a version",
    ),
    "500": Bad(replying(quoted(500)), ServerFault.FAILED, "IT has to look into the server's log"),
    "HTML instead of JSON": Bad(
        replying(quoted(200, "<!doctype html>")),
        RegistryFault.NOT_MLFLOW,
        "IT has to check the address",
    ),
    "HTML with 404": Bad(
        replying(quoted(404, "<html>")), RegistryFault.NOT_MLFLOW, "IT has to check the address"
    ),
    "an answer of 10 GB": Bad(
        replying((200, b"{", {"Content-Length": str(10 * 1024**3)})),
        ServerFault.ANSWER_TOO_LARGE,
        "was not listened to. Tell IT",
    ),
    "an answer packed to a bomb": Bad(
        replying((200, b"\x1f\x8b\x08\x00" + b"\0" * 99, {"Content-Encoding": "gzip"})),
        RegistryFault.NOT_MLFLOW,
        "IT has to check the address",
    ),
    "another model's name": Bad(
        replying(as_json({"model_version": {"name": "kidney_model", "version": "1"}})),
        RegistryFault.NOT_MLFLOW,
        "IT has to check the address",
    ),
    "a version that leads out": Bad(
        serving(lambda lab: setattr(lab.script, "version", "../../../evil")),
        RegistryFault.NOT_MLFLOW,
        "IT has to check the address",
    ),
    "redirect to another host": Bad(
        redirecting, ServerFault.REDIRECTED, "IT has to enter the final address"
    ),
    "files on another host": Bad(
        serving(lambda lab: setattr(lab.script, "place", "https://evil.example/model")),
        RegistryFault.ARTIFACT_PLACE,
        "--serve-artifacts",
        of_the_version=True,
    ),
    "truncated download": Bad(serving(cut), ServerFault.CUT, "Nothing half was kept"),
    "a file shorter than announced": Bad(
        serving(lambda lab: lab.script.sizes.update({"model.onnx": 20_000})),
        RegistryFault.FILE_SIZE,
        "the data team has to register the version anew",
        of_the_version=True,
    ),
    "flipped bit": Bad(files(flip_a_bit), ModelFault.FILE_CHANGED, "Ask for it anew", True),
    "a file too few": Bad(
        files(lambda all_: all_.pop("code/notes.txt")), ModelFault.FILE_MISSING, "is missing", True
    ),
    "a file too many": Bad(
        files(lambda all_: all_.update({"extra.py": b"import os"})),
        ModelFault.FILE_UNEXPECTED,
        "was not published with it",
        True,
    ),
    "no model": Bad(
        files(lambda all_: all_.pop("MLmodel")), ModelFault.MISSING, "MLmodel file is missing", True
    ),
    "path traversal in a file's name": Bad(
        entry("../evil.txt"), RegistryFault.FILE_NAME, TELL, True
    ),
    "a file's name of a device": Bad(entry("CON .txt"), RegistryFault.FILE_NAME, TELL, True),
    "names that are one on Windows": Bad(entry("MODEL.ONNX"), RegistryFault.FILE_NAME, TELL, True),
    "path traversal in MLmodel": Bad(
        serving(leads_out), ModelFault.UNREADABLE, "can't be read: MLmodel", True
    ),
    "zip bomb as Content-Encoding": Bad(
        serving(packed), ModelFault.FILE_CHANGED, "Ask for it anew", True
    ),
    "zip bomb as skops": Bad(serving(skops_bomb), ModelFault.LOAD, "can't be loaded", True),
    "a list of 10 GB": Bad(
        serving(lambda lab: lab.script.sizes.update({"model.onnx": 10 * 1024**3})),
        RegistryFault.TOO_LARGE,
        "larger than 2048 MB",
        True,
    ),
    "a body without an end": Bad(
        serving(lambda lab: lab.script.replies.update({WEIGHTS: endless})),
        ServerFault.ANSWER_TOO_LARGE,
        "was not listened to. Tell IT",
        True,
    ),
}


@dataclass
class Desk:
    """A workstation whose model answers, and whose registry turns bad."""

    folder: Path
    registry: MlflowRegistry
    cache: ModelCache
    sequences: SequenceFile
    choice: ModelChoice = field(default_factory=lambda: choice_of("http://127.0.0.1:1"))

    def __post_init__(self) -> None:
        now = lambda: datetime.now(UTC)  # noqa: E731
        self.model = ModelInUse(self.make_host, now)
        self.model.use(ModelChoice(SourceKind.BUNDLED))
        self.log = LogFile(self.folder / "cache" / "log.txt")
        self.watch = WatchRegistry(
            self.model,
            lambda: self.choice,
            self.registry,
            VersionFile(self.folder / "cache" / "versions.json"),
            now,
            lambda: 0.5,
            Lock(),
        )

    def make_host(self, choice: ModelChoice) -> ModelHost:
        if choice.source is SourceKind.BUNDLED:
            return FakeModelHost()
        if choice.source is SourceKind.DIRECTORY:
            return ProcessModelHost(choice, resource("model"))
        return RegistryModelHost(choice, self.registry, self.cache, self.sequences, self.make_host)

    def look(self) -> tuple[Supply, AppError]:
        supply = self.watch.check(Event())
        assert supply is not None
        failure = supply.refused.reason if supply.refused else supply.failure
        assert failure is not None
        self.log.event("model_refused", error=type(failure).__name__, fault=str(failure))
        self.log.bug(failure)
        return supply, failure


@pytest.fixture
def desk(
    tmp_path: Path, registry: MlflowRegistry, cache: ModelCache, sequences: SequenceFile
) -> Iterator[Desk]:
    desk = Desk(tmp_path, registry, cache, sequences)
    yield desk
    desk.model.stop()


@pytest.fixture
def lab(script: Script, authority: Authority, tmp_path: Path) -> Lab:
    return Lab(script, authority, tmp_path)


@pytest.mark.parametrize("what", BAD)
def test_a_bad_registry_changes_nothing_and_is_told(
    desk: Desk,
    lab: Lab,
    what: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Security 10 to 12."""
    bad = BAD[what]
    faults = bad.faults if isinstance(bad.faults, tuple) else (bad.faults,)
    with bad.server(lab) as url, caplog.at_level(logging.DEBUG):
        desk.choice = choice_of(url, **lab.choice)
        began = time.monotonic()
        supply, failure = desk.look()
        assert time.monotonic() - began < STEP_SECONDS + SCHEDULING
    assert getattr(failure, "fault", None) in faults
    if failure.fault is faults[-1]:  # type: ignore[attr-defined]
        assert bad.says in error_text(failure)
    assert (supply.refused is not None) is bad.of_the_version
    assert desk.model.predict([PATIENT])[0].name == "fake_model", "the one before answers"
    told = repr(failure) + error_text(failure) + caplog.text + "".join(capfd.readouterr())
    told += (desk.folder / "cache" / "log.txt").read_text()
    assert SECRET not in told
    assert caplog.text == ""
    assert not any("evil" in path.name for path in desk.folder.rglob("*"))
    assert list(desk.folder.rglob("fetching-*")) == []
    if lab.elsewhere is not None:
        assert lab.elsewhere.asked == [], "nobody else was asked, and nobody else got a password"


def test_a_slow_download_shows_how_far_it_is_and_can_be_stopped(desk: Desk, lab: Lab) -> None:
    """A drip-feed inside the file: it has more time than a step, so it can be given up."""
    content = lab.script.files["model.onnx"] = b"\0" * 4_000_000
    over = Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        for place in range(0, len(content), 20_000):
            handler.wfile.write(content[place : place + 20_000])
            if over.wait(0.05):
                return

    lab.script.replies[WEIGHTS] = drip
    seen: list[int] = []
    with scripted(lab.script) as url:
        desk.choice = choice_of(url)
        looking = Thread(target=desk.watch.check, args=(Event(),))
        looking.start()
        deadline = time.monotonic() + 20
        while len(set(seen)) < 4:
            assert time.monotonic() < deadline
            seen.append(desk.watch.progress()[0])
            time.sleep(0.01)
        began = time.monotonic()
        desk.registry.cancel()
        looking.join()
        assert time.monotonic() - began < SCHEDULING
        over.set()
    assert seen == sorted(seen)
    supply = desk.watch.supply()
    assert supply is not None
    assert (supply.state, supply.total) == (SupplyState.BUNDLED, 0)
    assert list(desk.folder.rglob("fetching-*")) == []


def test_an_archive_that_unpacks_to_gigabytes_is_never_unpacked(desk: Desk, lab: Lab) -> None:
    """The code that a scoring server runs lies in an archive; no workstation opens it."""
    directory = lab.folder / "armed"
    shutil.copytree(resource("model"), directory)
    with (
        zipfile.ZipFile(directory / "served_model.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("served_model.py", "w", force_zip64=True) as stream,
    ):
        for _ in range(64):
            stream.write(b"\0" * 1024**2)
    publish(directory, "diabetes_model", "1")
    lab.script.files = Script(directory).files
    with scripted(lab.script) as url:
        desk.choice = choice_of(url)
        supply = desk.watch.check(Event())
    assert supply is not None
    assert supply.state is SupplyState.CURRENT
    assert desk.model.predict([PATIENT])[0].source is SourceKind.REGISTRY
    here = sum(path.stat().st_size for path in (desk.folder / "cache").rglob("*") if path.is_file())
    assert here < 32 * 1024**2
