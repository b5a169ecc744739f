"""Move an alias: forward through the gates of a promotion, or back to who had it before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from diabetes_desktop.application.evaluation import Evaluation
from diabetes_desktop.application.promotion import GateResult, PromotionRules, judge
from diabetes_desktop.application.publishing_errors import (
    AliasUnset,
    CopyDiffers,
    NothingBefore,
    VersionMissing,
)
from diabetes_desktop.application.publishing_ports import (
    RegisteredModel,
    RegisteredVersion,
    TeamRegistry,
)
from diabetes_desktop.application.register_model import registered
from diabetes_desktop.application.training_ports import Progress, Report, Stage
from diabetes_desktop.application.verify_model import CheckResult
from diabetes_desktop.domain.model_signature import SignatureState, Signed

LONGEST_HISTORY = 50  # versions; a tag of a registry holds some hundred characters at least


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the checks of a workstation say of a version, and who signed it.

    `signature` is None when nobody asked whose signature it must have.
    """

    checks: tuple[CheckResult, ...]
    signature: SignatureState | None

    @property
    def passed(self) -> bool:
        """Whether every check was made and passed."""
        signed = self.signature is None or isinstance(self.signature, Signed)
        return signed and not any(check.failure for check in self.checks)

    @property
    def golden_cases(self) -> int:
        """How many golden cases were met."""
        facts = self.checks[-1].facts
        return facts.golden_cases if facts else 0


@dataclass(frozen=True, slots=True)
class AliasMove:
    """What became of a wish to move an alias from version `before` (empty: none) to `version`."""

    version: str
    before: str
    inspection: Inspection
    gates: tuple[GateResult, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether `version` has the alias now."""
        return self.inspection.passed and all(gate.passed for gate in self.gates)


@dataclass(frozen=True, slots=True)
class Judging:
    """How a fetched model is looked at: checks, signature, and figures on known patients."""

    verify: Callable[[str], list[CheckResult]]
    signature: Callable[[Path, Sequence[str]], SignatureState]
    evaluate: Callable[[Path, Path, Report], Evaluation]


class _AliasMover:
    """What going forward and going back have in common."""

    def __init__(
        self, registry: TeamRegistry, judging: Judging, make_folder: Callable[[], Path]
    ) -> None:
        """`make_folder` gives an empty folder that somebody else removes."""
        self._registry = registry
        self._judging = judging
        self._make_folder = make_folder

    def _fetch(self, model: RegisteredModel, version: RegisteredVersion, report: Report) -> Path:
        report(Progress(Stage.FETCH, what=f"version {version.version}"))
        return self._registry.fetch(model.name, version.version, self._make_folder())

    def _inspect(
        self, directory: Path, version: RegisteredVersion, trusted_keys: Sequence[str]
    ) -> Inspection:
        checks = tuple(self._judging.verify(str(directory)))
        facts = checks[-1].facts
        if facts and version.model and facts.digest != version.model.digest:
            raise CopyDiffers(self._registry.store, "manifest.json")
        state = self._judging.signature(directory, trusted_keys) if trusted_keys else None
        return Inspection(checks, state)


class PromoteModel(_AliasMover):
    """Give an alias to a version that passes every gate."""

    def __call__(
        self,
        name: str,
        version: str,
        alias: str,
        data: Path,
        rules: PromotionRules,
        trusted_keys: Sequence[str],
        report: Report,
    ) -> AliasMove:
        """Fetch the version, check it, score it on the held-out rows of `data`, and judge.

        A version that fails keeps nothing and changes nothing: see `AliasMove.moved`.

        Raises:
            NotRegistered, VersionMissing, StoreRefused: see there.
            CopyDiffers: the registry gives another model than the one that was registered.
            DatasetRefused, ModelRefused, ModelCrashed, ModelTimedOut: it can't be scored.
        """
        model = registered(self._registry, name)
        found = model.find(version)
        if found is None:
            raise VersionMissing(name, version)
        holder = model.aliases.get(alias, "")
        directory = self._fetch(model, found, report)
        inspection = self._inspect(directory, found, trusted_keys)
        if not inspection.passed:
            return AliasMove(version, holder, inspection)
        evaluation = self._judging.evaluate(directory, data, report)
        gates = judge(evaluation, inspection.golden_cases, rules)
        move = AliasMove(version, holder, inspection, gates)
        if move.moved and holder != version:
            before = model.before.get(alias, ())
            known = (*before, holder) if holder else before
            self._registry.move_alias(name, alias, version, known[-LONGEST_HISTORY:])
        return move


class RollBackModel(_AliasMover):
    """Give an alias back to the version that had it before."""

    def __call__(
        self, name: str, alias: str, trusted_keys: Sequence[str], report: Report
    ) -> AliasMove:
        """Fetch and check the version before, and give it the alias.

        Versions that are no longer there are passed over. It is not scored again: it answered
        before, and there is hurry.

        Raises:
            NotRegistered, AliasUnset, NothingBefore, StoreRefused, CopyDiffers: see there.
        """
        model = registered(self._registry, name)
        holder = model.aliases.get(alias)
        if holder is None:
            raise AliasUnset(name, alias)
        before = list(model.before.get(alias, ()))
        while before and (before[-1] == holder or model.find(before[-1]) is None):
            before.pop()
        found = model.find(before.pop()) if before else None
        if found is None:
            raise NothingBefore(name, alias)
        directory = self._fetch(model, found, report)
        move = AliasMove(found.version, holder, self._inspect(directory, found, trusted_keys))
        if move.moved:
            self._registry.move_alias(name, alias, found.version, tuple(before))
        return move
