"""What the screens ask of the rest of the program; `bootstrap.py` provides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from threading import Event

    from diabetes_desktop.application.check_connection import StepResult
    from diabetes_desktop.application.fhir_texts import FhirTexts
    from diabetes_desktop.application.inspect_model import ModelInspection
    from diabetes_desktop.application.model_in_use import ModelChoice, ModelInUse
    from diabetes_desktop.application.model_supply import Supply
    from diabetes_desktop.application.read_model_card import ModelReport
    from diabetes_desktop.application.registry_ports import PeriodOfUse
    from diabetes_desktop.application.server_sign_in import ServerSignIn
    from diabetes_desktop.application.settings import Preferences, Settings
    from diabetes_desktop.domain.account import Account
    from diabetes_desktop.domain.case import Case
    from diabetes_desktop.domain.decision import Conclusion, Decision
    from diabetes_desktop.domain.explanation import Explanation
    from diabetes_desktop.domain.imported_facts import ImportedFacts
    from diabetes_desktop.domain.prediction import ModelIdentity, Prediction, SiteRules
    from diabetes_desktop.domain.result import Result


class RegistryServices(Protocol):
    """A registry's model on this computer. `supply` and `periods` wait for nobody."""

    def supply(self) -> Supply | None:
        """Where the answering model comes from; None where the choice is no registry."""

    def periods(self) -> Sequence[PeriodOfUse]:
        """Which versions answered here, the newest first."""

    def look(self) -> None:
        """Look at the registry now rather than later. Nobody waits for it."""

    def check_now(self, user: str, cancel: Event) -> Supply | None:
        """See `CheckRegistryNow`."""

    def go_back(self, version: str, user: str) -> ModelIdentity:
        """See `GoBack`."""

    def progress(self) -> tuple[int, int]:
        """How many bytes of how many were fetched; zeros while nothing is."""

    def cancel_download(self) -> None:
        """Stop what is being fetched, if anything is."""


class Services(Protocol):
    """The use cases. The methods block: they run in the background; the properties do not."""

    @property
    def may_create_first_account(self) -> bool:
        """Whether there is no site policy, under which IT makes the accounts."""

    @property
    def allow_list_exists(self) -> bool:
        """Whether there is an account database, known without opening it."""

    @property
    def settings(self) -> Settings:
        """The settings in force. First read, raises `PolicyUnreadable` or `StorageUnavailable`."""

    def allow_list_is_empty(self) -> bool:
        """Whether nobody has an account."""

    def create_first_account(self, full_name: str, user: str, password: str) -> Account:
        """See `CreateFirstAccount`."""

    def sign_in(self, user: str, password: str) -> Account:
        """See `SignIn`."""

    def predict(self, case: Case, user: str, rules: SiteRules) -> Prediction:
        """See `Predict`."""

    def explain(
        self, prediction: Prediction, user: str, wanted: Callable[[], bool] = ...
    ) -> Explanation:
        """See `Explain`; `wanted` is called in the background."""

    def record_decision(self, conclusion: Conclusion, reason: str, user: str) -> Decision:
        """See `RecordDecision`."""

    def use_model(self, choice: ModelChoice) -> ModelIdentity:
        """See `ModelInUse.use`."""

    def switch_model(self, choice: ModelChoice, user: str) -> ModelIdentity:
        """See `SwitchModel`."""

    def model(self) -> ModelInUse:
        """The model in use."""

    def registry(self) -> RegistryServices:
        """What there is to say and to do about the registry of the choice in force."""

    def change_settings(self, values: Mapping[str, object], user: str) -> Preferences:
        """See `ChangeSettings`."""

    def inspect_model(self, choice: ModelChoice) -> ModelInspection:
        """See `InspectModel`."""

    def check_connection(
        self, choice: ModelChoice, report: Callable[[StepResult], None], cancel: Event
    ) -> list[StepResult]:
        """See `CheckConnection`."""

    def server_sign_in(self, url: str) -> ServerSignIn:
        """Who this computer is to the server of `url`; see `KeepServerSignIn`."""

    def keep_server_sign_in(
        self, url: str, name: str, password: str, token: str, user: str
    ) -> ServerSignIn:
        """See `KeepServerSignIn.keep`; `user` is the administrator."""

    def forget_server_sign_in(self, url: str, user: str) -> ServerSignIn:
        """See `KeepServerSignIn.forget`."""

    def model_card(self) -> ModelReport:
        """See `ReadModelCard`."""

    def save_document(self, path: Path, content: bytes) -> None:
        """Write a file whole or not at all. Raises `StorageUnavailable`."""

    def read_fhir(self, path: Path) -> tuple[ImportedFacts, ...]:
        """See `ImportFhir`."""

    def export_fhir(self, result: Result, texts: FhirTexts, path: Path) -> None:
        """Write `result` as FHIR R4, whole or not at all. Raises `StorageUnavailable`."""

    def report_bug(self, bug: BaseException) -> str:
        """Log where `bug` came from; the reference to find it by."""
