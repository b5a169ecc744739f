"""Why a scoring server gave no answer, in words: what happened, and what IT has to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault

translate = QCoreApplication.translate


def server_failed_text(error: ScoringServerFailed) -> str:
    """The sentences for `error`."""
    return _sentence(error.fault).format(error.server, error.detail)


def _sentence(fault: ServerFault) -> str:
    match fault:
        case ServerFault.REQUEST_REFUSED:
            return translate(
                "Errors",
                "The scoring server {0} refused the question ({1}). There is no result. What you "
                "typed stays: tell IT.",
            )
        case ServerFault.FAILED:
            return translate(
                "Errors",
                "The scoring server {0} failed (status {1}). There is no result. What you typed "
                "stays: try again; if it happens again, IT has to look into the server's log.",
            )
        case ServerFault.NOT_MLFLOW:
            return translate(
                "Errors",
                "What answers at {0} is no MLflow scoring server (status {1}): IT has to check the "
                "address.",
            )
        case ServerFault.ANSWER_TOO_LARGE:
            return translate(
                "Errors",
                "The scoring server {0} answered far more than was asked, and was not listened to. "
                "Tell IT.",
            )
        case ServerFault.ANSWER:
            return translate(
                "Errors",
                "The scoring server {0} answered something that is neither 0 nor 1. There is no "
                "result. Tell IT.",
            )
        case ServerFault.MODEL_CHANGED:
            return translate(
                "Errors",
                "The scoring server {0} answers with another model than before. There is no result "
                "yet: press Predict again to have the new model's answer.",
            )
        case ServerFault.CONTRACT_CHANGED:
            return translate(
                "Errors",
                "The scoring server {0} now serves a model that takes other columns. Nothing was "
                "scored: IT has to bring the right model back, or change the setting.",
            )
        case _:
            return _connecting(fault)


def _connecting(fault: ServerFault) -> str:
    match fault:
        case ServerFault.CONTRACT:
            return translate(
                "Errors",
                "The model on {0} does not take the eight inputs ({1}): IT has to serve a model "
                "that does.",
            )
        case ServerFault.TAKES_LEGACY:
            return translate(
                "Errors",
                "The model on {0} takes the fifteen columns of 2024, and the settings say eight: "
                "IT has to change the setting, or serve a newer model.",
            )
        case ServerFault.TAKES_EIGHT:
            return translate(
                "Errors",
                "The model on {0} takes the eight inputs, and the settings say the fifteen columns "
                "of 2024: IT has to change the setting.",
            )
        case ServerFault.IMPLAUSIBLE:
            return translate(
                "Errors",
                "The model on {0} answered only {1} of the made-up patients as any model of "
                "diabetes must: it is not used. Tell IT.",
            )
        case ServerFault.CREDENTIALS:
            return translate(
                "Errors",
                "The scoring server {0} does not accept the user or password: IT has to enter them "
                "again in Settings.",
            )
        case ServerFault.KEYRING:
            return translate(
                "Errors",
                "This computer's keyring did not give the user and password for {0}; it may be "
                "locked. Unlock it and try again; if it happens again, tell IT.",
            )
        case ServerFault.RIGHTS:
            return translate(
                "Errors",
                "The scoring server {0} knows the user, who may not ask it: IT has to give the "
                "right to.",
            )
        case ServerFault.HOST_HEADER:
            return translate(
                "Errors",
                "The server {0} refuses this name: IT has to start it with --allowed-hosts and the "
                "name in the address.",
            )
        case ServerFault.NOT_FOUND:
            return translate(
                "Errors",
                "There is no scoring service at that address of {0} (status 404): IT has to check "
                "the address.",
            )
        case ServerFault.REQUEST_TOO_LARGE:
            return translate(
                "Errors",
                "A proxy before {0} takes no request of this size: IT has to let 1 MB through.",
            )
        case ServerFault.REDIRECTED:
            return translate(
                "Errors",
                "The server {0} sends on to another address. Patients are sent to the configured "
                "one alone: IT has to enter the final address in Settings.",
            )
        case _:
            return _network(fault)


def _network(fault: ServerFault) -> str:
    match fault:
        case ServerFault.PLAIN_HTTP:
            return translate(
                "Errors",
                "Without encryption nothing is sent to {0}: IT has to give it an https address, or "
                "allow plain HTTP in the site policy.",
            )
        case ServerFault.NAME_UNKNOWN:
            return translate(
                "Errors",
                "No computer of the name in {0} was found: IT has to check the address and the "
                "network.",
            )
        case ServerFault.CONNECTION_REFUSED:
            return translate(
                "Errors",
                "Nothing answers at {0}: the scoring server is not running there. What you typed "
                "stays: tell IT.",
            )
        case ServerFault.UNREACHABLE:
            return translate(
                "Errors",
                "The scoring server {0} is out of reach. What you typed stays: try again, and tell "
                "IT to check the network and the firewall.",
            )
        case ServerFault.SLOW:
            return translate(
                "Errors",
                "The scoring server {0} did not answer within {1} seconds. There is no result. "
                "What you typed stays: try again; if it happens again, tell IT.",
            )
        case ServerFault.CUT:
            return translate(
                "Errors",
                "The connection with {0} broke off in the middle of the answer. There is no "
                "result. What you typed stays: try again.",
            )
        case ServerFault.PROXY:
            return translate(
                "Errors",
                "The proxy lets nobody through to {0}: IT has to allow it, or except the address "
                "from the proxy.",
            )
        case ServerFault.NOT_HTTP:
            return translate(
                "Errors",
                "What answers at {0} does not speak HTTP. IT has to check the port, and whether "
                "the address has to begin with https.",
            )
        case _:
            return _tls(fault)


def _tls(fault: ServerFault) -> str:
    match fault:
        case ServerFault.TLS_HOST:
            return translate(
                "Errors",
                "The certificate of {0} is that of another computer: IT has to use the name in the "
                "certificate, or renew it.",
            )
        case ServerFault.TLS_EXPIRED:
            return translate(
                "Errors",
                "The certificate of {0} is out of date: IT has to renew it, or set this computer's "
                "clock.",
            )
        case ServerFault.TLS_UNKNOWN:
            return translate(
                "Errors",
                "This computer does not know who issued the certificate of {0}: IT has to install "
                "the hospital's authority, or name its file in the site policy.",
            )
        case ServerFault.TLS_OTHER:
            return translate(
                "Errors",
                "No encrypted connection with {0} came about: IT has to check that TLS 1.2 or "
                "newer is spoken at that port.",
            )
        case ServerFault.CLIENT_CERTIFICATE:
            return translate(
                "Errors",
                "The certificate that this computer shows to {0} can't be read or is not accepted: "
                "IT has to check its file.",
            )
        case ServerFault.CA_FILE:
            return translate(
                "Errors",
                "The file with the hospital's certificates for {0} can't be read: IT has to check "
                "the site policy.",
            )
        case _:
            raise KeyError(fault)
