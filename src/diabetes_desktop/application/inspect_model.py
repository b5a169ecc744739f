"""Look at a model directory before it is taken: what it is, and whether it may run here.

Nothing of the model is run. The same rule, `check_allowed`, is asked again by the process that
loads the model, so what the settings screen shows is what will happen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.model_signature import Invalid, SignatureState, Signed, Unsigned
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind

NOT_SIGNED = Unsigned()


class ModelFormat(StrEnum):
    """How the model would be loaded."""

    ONNX = "onnx"  # a graph: data, runs no code
    SKOPS = "skops"  # scikit-learn objects, rebuilt from our own list of types
    CODE = "code"  # pickle, cloudpickle or a loader of the model's own: loading runs its code


@dataclass(frozen=True, slots=True)
class LibraryVersion:
    """A library that the model was trained with; `installed` is empty when it is not needed."""

    name: str
    trained: str
    installed: str = ""

    @property
    def fits(self) -> bool:
        """Whether major and minor version agree; a library that is not needed always fits."""
        return not self.installed or _minor(self.trained) == _minor(self.installed)


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What stands in a model directory whose files agree with its manifest, if it has one.

    `version` is empty without a manifest, and `name` is then the directory's.
    """

    location: str
    name: str
    version: str
    digest: str
    has_manifest: bool
    flavours: tuple[str, ...]
    format: ModelFormat
    libraries: tuple[LibraryVersion, ...]
    golden_cases: int
    signature: SignatureState = NOT_SIGNED

    @property
    def safe_format(self) -> bool:
        """Whether loading runs none of the model's own code."""
        return self.format is not ModelFormat.CODE


LookAtModel = Callable[[str], ModelFacts]


@dataclass(frozen=True, slots=True)
class ModelInspection:
    """The facts, and why the model may not run as things stand; None when it may."""

    facts: ModelFacts
    refused: ModelRefused | None


class InspectModel:
    """What the settings screen shows of a local directory before it is taken."""

    def __init__(self, look: LookAtModel) -> None:
        self._look = look

    def __call__(self, choice: ModelChoice) -> ModelInspection:
        """Look at `choice.location`.

        An untrusted digest or an unsafe format comes back in `refused`, beside the facts that
        somebody needs to decide on it.

        Raises:
            ModelRefused: there is nothing to decide on: MISSING, UNREADABLE, FILE_MISSING,
                FILE_CHANGED, FILE_UNEXPECTED or SIGNATURE.
        """
        facts = self._look(choice.location)
        try:
            check_allowed(facts, choice)
        except ModelRefused as refused:
            return ModelInspection(facts, refused)
        return ModelInspection(facts, None)


def check_allowed(facts: ModelFacts, choice: ModelChoice) -> None:
    """Whether the model may be loaded under `choice`.

    Raises:
        ModelRefused: FORGED, OLDER (its signature is, than one that was seen of the same key),
            OTHER_NAME (a registry has under one name what was signed under another),
            UNTRUSTED (no manifest, and nobody trusted the digest), UNSIGNED (and the policy
            refuses such models), UNSAFE_FORMAT (loading would run code that policy or digest do not
            allow) or LIBRARY.
    """
    if isinstance(facts.signature, Invalid):
        raise _refused(facts, ModelFault.FORGED, facts.signature.fault.value)
    _refuse_older(facts, choice)
    _refuse_other_name(facts, choice)
    trusted = facts.digest in choice.trusted_digests
    if not facts.safe_format and not choice.allow_pickle:
        raise _refused(facts, ModelFault.UNSAFE_FORMAT)
    if not facts.has_manifest and not trusted:
        raise _refused(facts, ModelFault.UNTRUSTED)
    if _lacks_signature(facts, choice):
        raise _refused(facts, ModelFault.UNSIGNED)
    if not facts.safe_format and not trusted:
        raise _refused(facts, ModelFault.UNSAFE_FORMAT)
    for library in facts.libraries:
        if not library.fits:
            detail = f"{library.name} {library.trained} ≠ {library.installed}"
            raise _refused(facts, ModelFault.LIBRARY, detail)


def _refuse_older(facts: ModelFacts, choice: ModelChoice) -> None:
    """A server that hands out an old model as the newest one has its good signature, too."""
    signature = facts.signature
    if isinstance(signature, Signed):
        least = dict(choice.seen_sequences).get(signature.key_id, 0)
        if signature.sequence < least:
            raise _refused(facts, ModelFault.OLDER, f"{signature.sequence} < {least}")


def _refuse_other_name(facts: ModelFacts, choice: ModelChoice) -> None:
    """Who writes to a registry could hand out any signed model as any other."""
    asked_for = choice.registered_name
    if isinstance(facts.signature, Signed) and asked_for and facts.name != asked_for:
        raise _refused(facts, ModelFault.OTHER_NAME, f"{facts.name} ≠ {asked_for}")


def _lacks_signature(facts: ModelFacts, choice: ModelChoice) -> bool:
    """The bundled model came with the program, which vouches for it."""
    asked_for = choice.signatures is SignaturePolicy.REFUSED
    is_bundled = choice.source is SourceKind.BUNDLED
    return asked_for and not is_bundled and not isinstance(facts.signature, Signed)


def _refused(facts: ModelFacts, fault: ModelFault, detail: str = "") -> ModelRefused:
    return ModelRefused(fault, facts.location, detail, facts.digest)


def _minor(version: str) -> tuple[str, ...]:
    return tuple(version.split(".")[:2])
