"""What a look at a model's signature found, in a line."""

from __future__ import annotations

from diabetes_desktop.domain.model_signature import (
    Invalid,
    SignatureFault,
    SignatureState,
    Signed,
    Unsigned,
    Untrusted,
)

FAULTS = {
    SignatureFault.UNREADABLE: "signature.json can't be read: sign the model anew",
    SignatureFault.NO_MANIFEST: "there is a signature, but no manifest that it could be over",
    SignatureFault.MODEL: "the model is not as its manifest says, so its signature proves nothing",
    SignatureFault.FORGED: "the signature names a trusted key, but is not that key's signature on "
    "this model: do not use it",
}


def signature_text(state: SignatureState) -> str:
    """A line without a full stop."""
    match state:
        case Signed(key_id, sequence):
            return f"signed by the trusted key {key_id}, sequence number {sequence}"
        case Unsigned():
            return "not signed"
        case Untrusted(key_id):
            return f"names the key {key_id}, which is none of the trusted keys; nothing is proved"
        case Invalid(fault):
            return FAULTS[fault]
