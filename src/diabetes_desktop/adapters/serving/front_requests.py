"""What the scoring service's front lets through: few requests, of known length, written anew.

Of a client's head only its kind, its place, its length and its types of content go on, so that two
programs can't read one request differently.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

MOST_BODY = 8 * 1024 * 1024  # bytes: a hundred thousand patients
PLACES = {"/invocations": "POST", "/ping": "GET", "/health": "GET", "/version": "GET"}
PASSED_ON = ("content-type", "accept")
REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    411: "Length Required",
    413: "Content Too Large",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class RefusedRequestError(Exception):
    """A request that goes no further; `status` is what its sender is told."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Head:
    """What came before the body."""

    method: str
    place: str
    headers: Mapping[str, str]

    @property
    def length(self) -> int:
        """The bytes of the body. Raises RefusedRequestError."""
        if "transfer-encoding" in self.headers:
            raise RefusedRequestError(411)
        text = self.headers.get("content-length", "0")
        if not (text.isascii() and text.isdigit()) or len(text) > 12:
            raise RefusedRequestError(400)
        if int(text) > MOST_BODY:
            raise RefusedRequestError(413)
        return int(text)

    @property
    def waits_for_leave(self) -> bool:
        """Whether the sender keeps the body until it is told to go on."""
        return self.headers.get("expect", "").lower() == "100-continue"

    def check_place(self) -> None:
        """Raises RefusedRequestError for what the scoring service has not."""
        method = PLACES.get(self.place)
        if method is None:
            raise RefusedRequestError(404)
        if method != self.method:
            raise RefusedRequestError(405)

    def is_from(self, user: str, password: str) -> bool:
        """Whether the sender signs in as `user`; it takes as long when it does not."""
        kind, _, secret = self.headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(secret, validate=True)
        except (binascii.Error, ValueError):
            given = b""
        same = hmac.compare_digest(given, f"{user}:{password}".encode())
        return same and kind.lower() == "basic"

    def written_anew(self, length: int) -> bytes:
        """The head as the scoring service gets it."""
        lines = [f"{self.method} {self.place} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
        lines += [f"{name}: {self.headers[name]}" for name in PASSED_ON if name in self.headers]
        lines.append(f"Content-Length: {length}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def read_head(content: bytes) -> Head:
    """The head of a request, up to and with its empty line.

    Raises:
        RefusedRequestError: 400: it is none, or could be read in two ways.
    """
    first, *lines = content.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise RefusedRequestError(400)
    headers: dict[str, str] = {}
    for line in lines[:-2]:
        name, colon, value = line.partition(":")
        key, text = name.lower(), value.strip(" \t")
        if not colon or not _is_name(key) or key in headers or not _is_value(text):
            raise RefusedRequestError(400)
        headers[key] = text
    return Head(words[0], words[1].partition("?")[0], headers)


def refusal(status: int) -> bytes:
    """The whole reply that refuses a request; in MLflow's form, and without a word of it."""
    code = "_".join(REASONS[status].upper().split())
    body = json.dumps({"error_code": code, "message": REASONS[status]}).encode()
    lines = [f"HTTP/1.1 {status} {REASONS[status]}", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(body)}", "Connection: close"]
    if status == 401:
        lines.append('WWW-Authenticate: Basic realm="scoring", charset="UTF-8"')
    if status == 503:
        lines.append("Retry-After: 5")
    return "\r\n".join([*lines, "", ""]).encode() + body


def _is_name(text: str) -> bool:
    return text.isascii() and text.replace("-", "").replace("_", "").isalnum()


def _is_value(text: str) -> bool:
    return all(c == "\t" or " " <= c != "\x7f" for c in text)
