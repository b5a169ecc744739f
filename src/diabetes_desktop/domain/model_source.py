"""Where a model comes from, and what a place must be for it to be asked."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit


class SourceKind(StrEnum):
    """Where the model in use came from."""

    BUNDLED = "bundled"
    DIRECTORY = "directory"
    REGISTRY = "registry"  # an MLflow tracking server's model registry
    SERVER = "server"  # a scoring server, `mlflow models serve`


class ServerContract(StrEnum):
    """What a scoring server takes."""

    EIGHT = "eight"  # the eight named columns of `domain.patient`
    LEGACY = "legacy"  # fifteen scaled and one-hot columns, of models made in 2024


class SignaturePolicy(StrEnum):
    """What becomes of a model that no trusted key signed."""

    ALLOWED = "allowed"
    WARNED = "warned"
    REFUSED = "refused"


def checked_url(text: str) -> str:
    """The address of a server as it is kept: http or https, a host, and nothing secret.

    Raises:
        ValueError: another scheme, no host, a user or password in it, a query, or no URL at all.
    """
    if not text.isprintable() or " " in text or "\\" in text:
        raise ValueError("characters")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("address")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("more than an address")
    return text.rstrip("/")


def is_plain_abroad(url: str) -> bool:
    """Whether `url` would carry what is sent, readable by anybody, off this computer."""
    parts = urlsplit(url)
    return parts.scheme != "https" and not _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    from ipaddress import ip_address  # not before the first paint

    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
