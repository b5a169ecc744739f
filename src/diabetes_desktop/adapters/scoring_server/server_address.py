"""Where a scoring server is, and whether a patient's values may travel there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import is_plain_abroad

DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A checked URL in its parts; `path` is what stands before `/invocations`."""

    host: str
    port: int
    path: str
    is_tls: bool
    may_leave_in_plain: bool

    @classmethod
    def of(cls, url: str, *, allow_http: bool) -> ServerAddress:
        """The parts of a URL that `domain.model_source.checked_url` accepts.

        Raises:
            ScoringServerFailed: PLAIN_HTTP, where the site policy does not allow it.
        """
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        address = cls(parts.hostname or "", port, parts.path, parts.scheme == "https", allow_http)
        if is_plain_abroad(url) and not allow_http:
            raise address.failed(ServerFault.PLAIN_HTTP)
        return address

    @property
    def title(self) -> str:
        """Host and port, for a sentence and the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def host_header(self) -> str:
        """Without the port where it is the scheme's own, as proxies expect it."""
        is_default = self.port == (443 if self.is_tls else 80)
        return self.title.rpartition(":")[0] if is_default else self.title

    def failed(self, fault: ServerFault, detail: str = "") -> ScoringServerFailed:
        """The error that tells `fault` of this server."""
        return ScoringServerFailed(fault, self.title, detail)
