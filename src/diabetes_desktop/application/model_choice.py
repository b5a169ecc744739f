"""Which model somebody chose; the settings hold it, `ModelInUse` starts it."""

from __future__ import annotations

from dataclasses import dataclass

from diabetes_desktop.domain.model_source import (
    ServerContract,
    SignaturePolicy,
    SourceKind,
)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Where to take the model from, and under which rules; each source reads its own fields.

    Args:
        source: which of the sources.
        location: the directory of a local model.
        trusted_digests: the digests that an administrator trusted by hand.
        allow_pickle: whether a trusted digest may run code when it is loaded.
        tracking_uri: the registry's server, `http://localhost:5000`.
        model_uri: the model there, see `domain.model_uri`.
        version: the version of it to take, from this computer; empty: the one that the registry
            names now. No setting: a swap or a way back to an older version sets it.
        digest: the digest of that copy; empty: the newest of that version. No setting either.
        is_way_back: whether an administrator asked for that very version. No setting either.
        seen_sequences: what a signature's number must reach, for each key, by the key's short name;
            other keys have no bound. No setting: see `registry_ports.SequenceMemory`.
        registered_name: the name under which a registry has the model; a signature that is trusted
            has to be of that name. Empty: of any. No setting either.
        server_url: the scoring server, `http://localhost:8001`.
        server_contract: what the scoring server takes.
        signatures: what becomes of a model that none of `trusted_keys` signed.
        trusted_keys: Ed25519 public keys, 64 hexadecimal digits each.
        allow_older: whether a model may answer although a later signature of the same key was seen.
        fallback_bundled: whether the bundled model answers, named as such, where neither the
            registry nor this computer has the chosen one.
        allow_http: whether plain HTTP may leave this computer.
        ca_file: certificates of the hospital's own authority, in PEM, beside those of the system.
        client_certificate: certificate and key in PEM that this computer shows to servers.
    """

    source: SourceKind
    location: str = ""
    trusted_digests: frozenset[str] = frozenset()
    allow_pickle: bool = False
    tracking_uri: str = ""
    model_uri: str = ""
    version: str = ""
    digest: str = ""
    is_way_back: bool = False
    seen_sequences: frozenset[tuple[str, int]] = frozenset()
    registered_name: str = ""
    server_url: str = ""
    server_contract: ServerContract = ServerContract.EIGHT
    signatures: SignaturePolicy = SignaturePolicy.WARNED
    trusted_keys: frozenset[str] = frozenset()
    allow_older: bool = False
    fallback_bundled: bool = False
    allow_http: bool = False
    ca_file: str = ""
    client_certificate: str = ""
