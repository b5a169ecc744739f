"""TLS as the hospital trusts it: the system's certificates, and its own authority's beside them."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import truststore

from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.server_errors import ServerFault

if TYPE_CHECKING:
    import socket

    from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline

# OpenSSL's X509_V_ERR_… and, where Windows checks the chain, its CERT_E_…
EXPIRED = {9, 10, 0x800B0101}  # 9: not yet valid, as where a clock was set back
OTHER_HOST = {62, 64, 0x800B010F}


def make_context(address: ServerAddress, ca_file: str, client_certificate: str) -> ssl.SSLContext:
    """What every connection to `address` is secured with. There is no way to check less.

    Raises:
        ScoringServerFailed: CA_FILE or CLIENT_CERTIFICATE: the file can't be read.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ValueError):
            raise address.failed(ServerFault.CA_FILE) from None
    if client_certificate:
        try:
            context.load_cert_chain(client_certificate, password=_no_password)
        except (OSError, ValueError):
            raise address.failed(ServerFault.CLIENT_CERTIFICATE) from None
    return context


def secured(
    sock: socket.socket, context: ssl.SSLContext, address: ServerAddress, deadline: Deadline
) -> ssl.SSLSocket:
    """`sock` under TLS, once the server's certificate has been checked.

    Raises:
        ScoringServerFailed: TLS_EXPIRED, TLS_HOST, TLS_UNKNOWN, CLIENT_CERTIFICATE or TLS_OTHER.
        TimeoutError, GivenUpError: see `Deadline`.
    """
    sock.settimeout(deadline.left())
    try:
        return context.wrap_socket(sock, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        raise address.failed(_certificate_fault(error.verify_code)) from None
    except TimeoutError:
        raise
    except ssl.SSLError as error:
        raise address.failed(tls_fault(error)) from None
    except OSError:  # hung up in the middle
        raise address.failed(ServerFault.TLS_OTHER) from None


def tls_fault(error: ssl.SSLError) -> ServerFault:
    """What an error under TLS tells; a server asks for a certificate after the handshake too."""
    # TLSV13_ALERT_CERTIFICATE_REQUIRED, SSLV3_ALERT_CERTIFICATE_EXPIRED and their like.
    reason = error.reason or ""
    of_ours = "ALERT" in reason and ("CERTIFICATE" in reason or "UNKNOWN_CA" in reason)
    return ServerFault.CLIENT_CERTIFICATE if of_ours else ServerFault.TLS_OTHER


def _certificate_fault(code: int) -> ServerFault:
    if code & 0xFFFFFFFF in EXPIRED:
        return ServerFault.TLS_EXPIRED
    return ServerFault.TLS_HOST if code & 0xFFFFFFFF in OTHER_HOST else ServerFault.TLS_UNKNOWN


def _no_password() -> str:
    """A locked key is refused; OpenSSL would ask for its password on a terminal."""
    return ""
