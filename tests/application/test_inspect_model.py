"""Which model may run: the rule that the settings screen shows and the host obeys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import (
    InspectModel,
    LibraryVersion,
    ModelFacts,
    ModelFormat,
)
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.model_signature import (
    Invalid,
    SignatureFault,
    SignatureState,
    Signed,
    Unsigned,
    Untrusted,
)
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind

DIGEST = "ab" * 32
FACTS = ModelFacts(
    location="/models/diabetes",
    name="diabetes_model",
    version="3",
    digest=DIGEST,
    has_manifest=True,
    flavours=("onnx", "python_function"),
    format=ModelFormat.ONNX,
    libraries=(),
    golden_cases=32,
)
NOBODY = ModelChoice(SourceKind.DIRECTORY, FACTS.location)
TRUSTED = replace(NOBODY, trusted_digests=frozenset({DIGEST}))
OTHER_TRUSTED = replace(NOBODY, trusted_digests=frozenset({"cd" * 32}))


def refusal(facts: ModelFacts, choice: ModelChoice) -> ModelRefused | None:
    inspection = InspectModel(lambda location: facts)(choice)
    assert inspection.facts is facts
    return inspection.refused


@pytest.mark.parametrize("safe", [ModelFormat.ONNX, ModelFormat.SKOPS])
@pytest.mark.parametrize("choice", [NOBODY, TRUSTED])
def test_a_manifest_is_enough_for_a_format_that_runs_no_code(
    safe: ModelFormat, choice: ModelChoice
) -> None:
    assert refusal(replace(FACTS, format=safe), choice) is None


@pytest.mark.parametrize("safe", [ModelFormat.ONNX, ModelFormat.SKOPS])
@pytest.mark.parametrize("choice", [NOBODY, OTHER_TRUSTED])
def test_without_a_manifest_the_digest_must_be_trusted(
    safe: ModelFormat, choice: ModelChoice
) -> None:
    bare = replace(FACTS, format=safe, has_manifest=False)

    assert refusal(bare, choice) == ModelRefused(
        ModelFault.UNTRUSTED, FACTS.location, digest=DIGEST
    )
    assert refusal(bare, TRUSTED) is None


@pytest.mark.parametrize("has_manifest", [True, False])
def test_code_runs_only_with_the_policy_line_and_a_trusted_digest(has_manifest: bool) -> None:
    code = replace(FACTS, format=ModelFormat.CODE, has_manifest=has_manifest)

    for choice in (NOBODY, TRUSTED):
        refused = refusal(code, choice)
        assert refused is not None
        assert refused.fault is ModelFault.UNSAFE_FORMAT
    assert refusal(code, replace(OTHER_TRUSTED, allow_pickle=True)) is not None
    assert refusal(code, replace(TRUSTED, allow_pickle=True)) is None


@pytest.mark.parametrize(
    ("trained", "installed", "fits"),
    [
        ("1.9.1", "1.9.1", True),
        ("1.9.0", "1.9.7", True),
        ("1.5.0", "1.9.1", False),
        ("1.10.0", "1.1.0", False),
        ("2.9.1", "1.9.1", False),
        ("", "1.9.1", False),
        ("1.5.0", "", True),
    ],
)
def test_a_library_must_be_the_one_that_the_model_was_trained_with(
    trained: str, installed: str, fits: bool
) -> None:
    library = LibraryVersion("scikit-learn", trained, installed)

    refused = refusal(replace(FACTS, libraries=(library,)), NOBODY)

    assert (refused is None) is fits
    if refused:
        assert refused.fault is ModelFault.LIBRARY
        assert refused.detail == f"scikit-learn {trained} ≠ {installed}"


def test_a_directory_with_nothing_to_decide_on_is_an_error() -> None:
    def look(location: str) -> ModelFacts:
        raise ModelRefused(ModelFault.MISSING, location)

    with pytest.raises(ModelRefused):
        InspectModel(look)(NOBODY)


SIGNED, UNKNOWN = Signed("ab" * 8, 1), Untrusted("cd" * 8)


@pytest.mark.parametrize("policy", SignaturePolicy)
@pytest.mark.parametrize("signature", [SIGNED, UNKNOWN, Unsigned()])
def test_a_signature_is_asked_for_where_the_policy_says_so(
    signature: SignatureState, policy: SignaturePolicy
) -> None:
    """Security 11."""
    facts = replace(FACTS, has_manifest=True, signature=signature)
    refused = refusal(facts, replace(NOBODY, signatures=policy))
    if policy is SignaturePolicy.REFUSED and signature != SIGNED:
        assert refused is not None
        assert refused.fault is ModelFault.UNSIGNED
    else:
        assert refused is None


@pytest.mark.parametrize("policy", SignaturePolicy)
@pytest.mark.parametrize("choice", [NOBODY, TRUSTED])
def test_a_forged_signature_is_never_taken(choice: ModelChoice, policy: SignaturePolicy) -> None:
    """Security 11."""
    facts = replace(FACTS, has_manifest=True, signature=Invalid(SignatureFault.FORGED))
    refused = refusal(facts, replace(choice, signatures=policy))
    assert refused is not None
    assert refused.fault is ModelFault.FORGED


@pytest.mark.parametrize("policy", SignaturePolicy)
def test_a_registry_has_a_signed_model_under_its_own_name_alone(policy: SignaturePolicy) -> None:
    """Security 11: who writes to a registry hands out no signed model as another."""
    facts = replace(FACTS, has_manifest=True, signature=SIGNED)
    own = replace(NOBODY, signatures=policy, registered_name=FACTS.name)
    other = replace(own, registered_name="other_model")
    assert refusal(facts, own) is None
    refused = refusal(facts, other)
    assert refused is not None
    assert (refused.fault, refused.detail) == (ModelFault.OTHER_NAME, f"{FACTS.name} ≠ other_model")


def test_the_program_vouches_for_the_bundled_model() -> None:
    bundled = ModelChoice(SourceKind.BUNDLED, signatures=SignaturePolicy.REFUSED)
    assert refusal(replace(FACTS, has_manifest=True), bundled) is None
