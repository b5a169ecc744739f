"""What a registry holds, and what became of a promotion, for the terminal."""

from __future__ import annotations

from diabetes_desktop.admin.model import CHECKS, check_text
from diabetes_desktop.admin.signature_text import signature_text
from diabetes_desktop.application.promote_model import AliasMove
from diabetes_desktop.application.promotion import Gate, GateResult
from diabetes_desktop.application.publishing_ports import RegisteredModel, RegisteredVersion
from diabetes_desktop.application.register_model import Registration
from diabetes_desktop.application.verify_model import Check
from diabetes_desktop.domain.model_signature import Signed

NOTHING = "–"
HEADER = ("version", "alias", "model", "digest", "signed by", "registered (UTC)")
DIGEST_SHOWN = 12  # digits
GATES = {
    Gate.GOLDEN_CASES: "golden cases met",
    Gate.AUC: "AUC",
    Gate.RECALL: "recall",
    Gate.CALIBRATION: "calibration error",
    Gate.SUBGROUP_AUC: "AUC",
    Gate.SUBGROUP_SENSITIVITY: "sensitivity",
}


def registration_text(name: str, alias: str, registration: Registration) -> str:
    """What was registered, or where it was already."""
    model = registration.model
    said = "Registered as" if registration.is_new else "Nothing was uploaded: this is already"
    lines = [
        f"{said} version {registration.version} of {name}, the same byte for byte.",
        f"Digest {model.digest}",
        f"Signed by the key {model.key_id}" if model.key_id else "Not signed",
    ]
    if alias:
        lines.append(f"Version {registration.version} has the alias {alias}.")
    return "\n".join(lines)


def versions_text(model: RegisteredModel) -> str:
    """One line per version, the newest first."""
    rows = [HEADER, *(_row(model, version) for version in model.versions)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(model: RegisteredModel, version: RegisteredVersion) -> tuple[str, ...]:
    aliases = sorted(a for a, holder in model.aliases.items() if holder == version.version)
    facts = version.model
    return (
        version.version,
        ", ".join(aliases) or NOTHING,
        f"{facts.name} {facts.version}" if facts else NOTHING,
        facts.digest[:DIGEST_SHOWN] if facts else NOTHING,
        (facts.key_id if facts else "") or NOTHING,
        f"{version.created:%Y-%m-%d %H:%M}",
    )


def move_text(name: str, alias: str, move: AliasMove) -> str:
    """Every check and gate with its numbers, and what came of them."""
    return "\n".join([*_inspection(move), *map(_gate, move.gates), _outcome(name, alias, move)])


def _inspection(move: AliasMove) -> list[str]:
    checks = move.inspection.checks
    lines = [check_text(check) for check in checks]
    lines += [f"-     {CHECKS[check]}: not run" for check in list(Check)[len(checks) :]]
    state = move.inspection.signature
    if state is not None:
        mark = "ok  " if isinstance(state, Signed) else "FAIL"
        lines.append(f"{mark}  signature: {signature_text(state)}")
    return lines


def _gate(result: GateResult) -> str:
    mark = "ok  " if result.passed else "FAIL"
    what = f"{result.subgroup}, {GATES[result.gate]}" if result.subgroup else GATES[result.gate]
    bound = "at most" if result.gate is Gate.CALIBRATION else "at least"
    if result.gate is Gate.GOLDEN_CASES:
        return f"{mark}  {what}: {result.measured:g}, {bound} {result.limit:g}"
    measured = NOTHING if result.measured is None else f"{result.measured:.4f}"
    return f"{mark}  {what}: {measured}, {bound} {result.limit:.4f}"


def _outcome(name: str, alias: str, move: AliasMove) -> str:
    who = f"Version {move.version} of {name}"
    if not move.moved:
        stays = f"version {move.before} keeps it" if move.before else "nobody has it"
        return f"{who} does not get the alias {alias}: {stays}. Nothing was changed."
    if move.before == move.version:
        return f"{who} has the alias {alias} already. Nothing was changed."
    before = f", until now with version {move.before}" if move.before else ""
    return f"{who} has the alias {alias}{before}."
