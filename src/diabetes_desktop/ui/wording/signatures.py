"""Who vouches for a model, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.model_signature import (
    Invalid,
    SignatureState,
    Signed,
    Untrusted,
)
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind

translate = QCoreApplication.translate


def signature_said(
    state: SignatureState, source: SourceKind, policy: SignaturePolicy
) -> tuple[str, str]:
    """What a signature proves here, and in which tone it is said."""
    match state:
        case Signed(key, sequence):
            signed = translate("Signatures", "signed by the trusted key {0}, number {1}")
            return f"✔ {signed.format(key, sequence)}", "positive"
        case Untrusted(key):
            unknown = translate("Signatures", "signed by the key {0}, which nobody here trusts")
            return f"⚠ {unknown.format(key)}", "caution"
        case Invalid():
            invalid = translate("Signatures", "its signature is not of these files")
            return f"⚠ {invalid}", "caution"
    if source is SourceKind.BUNDLED:
        return "○ " + translate("Signatures", "not signed: it came with the program"), ""
    unsigned = translate("Signatures", "not signed: nobody vouches for where it comes from")
    if policy is SignaturePolicy.ALLOWED:
        return f"○ {unsigned}", ""
    return f"⚠ {unsigned}", "caution"
