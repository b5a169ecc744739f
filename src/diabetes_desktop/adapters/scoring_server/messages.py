"""What is sent to a scoring server, and what of its replies is believed.

A server's `message` quotes the rows that it was sent. It is looked into only after the probe, which
holds no patient, and never shown or logged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from diabetes_desktop.adapters import json_values
from diabetes_desktop.adapters.model_host.answers import (
    AnswerOutsideContractError,
    RawAnswer,
    Row,
    checked_answers,
)
from diabetes_desktop.adapters.scoring_server.exchange import Reply
from diabetes_desktop.adapters.scoring_server.legacy_columns import COUNT, legacy_row
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import ServerContract
from diabetes_desktop.domain.patient import INPUTS

COLUMNS = [spec.name for spec in INPUTS]
PROBE = b'{"inputs": [[0.0]]}'  # nobody: no contract takes it, and each refuses it in its own way
MISSING = re.compile(r"missing inputs \[([^\]]*)\]")
COLUMN = re.compile(r"[A-Za-z_][\w ]{0,40}")
LEGACY = f"expecting {COUNT} features"
ERROR_CODE = re.compile(r"[A-Z][A-Z_]{0,60}")
STATUSES = {
    401: ServerFault.CREDENTIALS,
    404: ServerFault.NOT_FOUND,
    407: ServerFault.PROXY,
    413: ServerFault.REQUEST_TOO_LARGE,
}
HOST_REFUSED = b"Invalid Host header"


def request(rows: Sequence[Row], contract: ServerContract, *, with_probability: bool) -> bytes:
    """The body that asks about `rows`."""
    if contract is ServerContract.LEGACY:
        return json.dumps({"inputs": [legacy_row(row) for row in rows]}).encode()
    body: dict[str, object] = {"dataframe_split": {"columns": COLUMNS, "data": rows}}
    if with_probability:
        body["params"] = {"return_proba": True}
    return json.dumps(body, separators=(",", ":")).encode()


def recognised(reply: Reply, address: ServerAddress) -> ServerContract:
    """Which contract the server keeps that answered `reply` to the probe.

    Raises:
        ScoringServerFailed: CONTRACT, or as `failure`.
    """
    if reply.status == 200 and isinstance(_table(reply).get("predictions"), list):
        raise address.failed(ServerFault.CONTRACT)  # takes anything
    failed = failure(reply, address)
    if failed.fault is not ServerFault.REQUEST_REFUSED:
        raise failed
    table = _table(reply)
    text = f"{table.get('message')} {table.get('stack_trace')}"
    missing = MISSING.search(text)
    if missing is None:
        if LEGACY in text:
            return ServerContract.LEGACY
        raise address.failed(ServerFault.CONTRACT)
    different = _first_difference(missing[1])
    if different is None:
        return ServerContract.EIGHT
    raise address.failed(ServerFault.CONTRACT, different)


def answers(reply: Reply, count: int, address: ServerAddress) -> tuple[list[RawAnswer], bool]:
    """One answer per row that was sent, and whether the server gave probabilities.

    Raises:
        ScoringServerFailed: ANSWER, or as `failure`.
    """
    predictions = _table(reply).get("predictions")
    if reply.status != 200 or not isinstance(predictions, list):
        raise failure(reply, address)
    has_probability = bool(predictions) and isinstance(predictions[0], dict)
    try:
        if has_probability:
            classes = [each["class"] for each in predictions]
            chances = [json_values.number(each["probability"]) for each in predictions]
            return checked_answers(count, classes, chances), True
        return checked_answers(count, predictions, None), False
    except (AnswerOutsideContractError, KeyError, TypeError, ValueError):
        raise address.failed(ServerFault.ANSWER) from None


def failure(reply: Reply, address: ServerAddress) -> ScoringServerFailed:
    """What a reply without predictions tells."""
    status = reply.status
    if status in STATUSES:
        return address.failed(STATUSES[status])
    if status == 403:
        is_host = HOST_REFUSED in reply.body
        return address.failed(ServerFault.HOST_HEADER if is_host else ServerFault.RIGHTS)
    if status >= 500:
        return address.failed(ServerFault.FAILED, str(status))
    code = _table(reply).get("error_code")
    if status == 400 and isinstance(code, str) and ERROR_CODE.fullmatch(code):
        return address.failed(ServerFault.REQUEST_REFUSED, code)
    return address.failed(ServerFault.NOT_MLFLOW, str(status))


def _first_difference(listed: str) -> str | None:
    """The first of the columns in MLflow's sentence, or of ours, that the other has not."""
    names = [name.strip().strip("'\"") for name in listed.split(",")]
    odd = [name for name in names if name not in COLUMNS]
    odd += [name for name in COLUMNS if name not in names]
    if not odd:
        return None
    return odd[0] if COLUMN.fullmatch(odd[0]) else ""


def _table(reply: Reply) -> dict[str, object]:
    try:
        table = json_values.load(reply.body)
    except ValueError:
        return {}
    return table if isinstance(table, dict) else {}
