"""What can go wrong between this computer and a scoring server: typed facts, no prose."""

from __future__ import annotations

from enum import Enum

from diabetes_desktop.application.errors import AppError


class ServerFault(Enum):
    """Why a scoring server gives no answer; `detail` is what the comment says."""

    PLAIN_HTTP = "plain_http"  # would carry a patient's values readable over the network
    NAME_UNKNOWN = "name_unknown"  # no such computer
    CONNECTION_REFUSED = "connection_refused"  # nothing listens on that port
    UNREACHABLE = "unreachable"  # no way there, or no answer to the knock
    SLOW = "slow"  # detail: the seconds that it had
    CUT = "cut"  # the connection ended in the middle
    PROXY = "proxy"  # detail: what the proxy answered, or nothing
    TLS_HOST = "tls_host"  # a certificate of another computer
    TLS_EXPIRED = "tls_expired"
    TLS_UNKNOWN = "tls_unknown"  # an issuer that this computer does not know
    TLS_OTHER = "tls_other"  # no TLS at that port, or none that both speak
    CLIENT_CERTIFICATE = "client_certificate"  # our own can't be read, or is not accepted
    CA_FILE = "ca_file"  # the hospital's certificates can't be read
    NOT_HTTP = "not_http"
    REDIRECTED = "redirected"  # patients are sent to the configured address alone
    CREDENTIALS = "credentials"  # 401
    KEYRING = "keyring"  # this computer's own gave no answer: it may be locked
    RIGHTS = "rights"  # 403
    HOST_HEADER = "host_header"  # 403, because of the name by which the server was called
    NOT_FOUND = "not_found"  # 404
    REQUEST_TOO_LARGE = "request_too_large"  # 413
    FAILED = "failed"  # detail: the status
    REQUEST_REFUSED = "request_refused"  # 400; detail: MLflow's error code
    NOT_MLFLOW = "not_mlflow"  # detail: the status
    ANSWER_TOO_LARGE = "answer_too_large"
    ANSWER = "answer"  # not one class of 0 or 1 per patient, or no probability
    CONTRACT = "contract"  # neither contract; detail: the first column that differs
    TAKES_LEGACY = "takes_legacy"  # the fifteen columns, and the settings say eight
    TAKES_EIGHT = "takes_eight"  # the eight columns, and the settings say fifteen
    IMPLAUSIBLE = "implausible"  # detail: how many of the made-up patients were answered sensibly
    CONTRACT_CHANGED = "contract_changed"  # it took something else when it was connected
    MODEL_CHANGED = "model_changed"  # known patients are answered otherwise than before


class ScoringServerFailed(AppError):
    """A scoring server gave no answer that could be used; `server` is its host and port."""

    fault: ServerFault
    server: str
    detail: str = ""
