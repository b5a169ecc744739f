"""The use cases over their adapters, for the screens.

Adapters take long to import, so each is built once, by whichever thread needs it first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING

from diabetes_desktop import __version__
from diabetes_desktop.adapters.profile import Profile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.toml_settings import TomlSettings
from diabetes_desktop.model_services import ModelServices

if TYPE_CHECKING:
    from diabetes_desktop.adapters.argon2_hasher import Argon2Hasher
    from diabetes_desktop.adapters.library_logs import LibraryLogs
    from diabetes_desktop.adapters.log_file import LogFile
    from diabetes_desktop.adapters.registry.station import RegistryStation
    from diabetes_desktop.adapters.sql_accounts import SqlAccounts
    from diabetes_desktop.application.check_connection import StepResult
    from diabetes_desktop.application.fhir_texts import FhirTexts
    from diabetes_desktop.application.inspect_model import ModelInspection
    from diabetes_desktop.application.model_in_use import (
        HostFactory,
        ModelChoice,
        ModelInUse,
    )
    from diabetes_desktop.application.read_model_card import ModelReport
    from diabetes_desktop.application.server_sign_in import KeepServerSignIn, ServerSignIn
    from diabetes_desktop.application.settings import Preferences, Settings
    from diabetes_desktop.domain.account import Account, Role
    from diabetes_desktop.domain.case import Case
    from diabetes_desktop.domain.decision import Conclusion, Decision
    from diabetes_desktop.domain.explanation import Explanation
    from diabetes_desktop.domain.imported_facts import ImportedFacts
    from diabetes_desktop.domain.prediction import ModelIdentity, Prediction, SiteRules
    from diabetes_desktop.domain.result import Result


class DesktopServices:
    """See `ui.services.Services`."""

    def __init__(
        self, profile: Profile, policy: Path, make_host: HostFactory | None = None
    ) -> None:
        """`make_host` is for tests of the screens; the program runs each model in a process."""
        self._profile = profile
        self._policy = policy
        self._store = TomlSettings(resource("defaults.toml"), profile.settings_file, policy)
        # One lock each: reading a setting never waits for a database that opens.
        self._locks = {name: RLock() for name in ("settings", "accounts", "hasher", "log")}
        self._settings: Settings | None = None
        self._accounts: SqlAccounts | None = None
        self._hasher: Argon2Hasher | None = None
        self._log: LogFile | None = None
        self._library_logs: LibraryLogs | None = None
        self._models = ModelServices(
            profile.directory,
            lambda: self.settings,
            lambda user, role: self._check_session(user, role),
            self.log,
            make_host,
        )

    def glance(self) -> list[str]:
        """Language and theme, probably: enough for the first paint."""
        return self._store.glance(("ui.language", "ui.theme"))

    @property
    def may_create_first_account(self) -> bool:
        """Whether there is no site policy, under which IT makes the accounts."""
        try:
            return not self._policy.exists()
        except OSError:  # a folder that can't be looked into is one that IT made
            return False

    @property
    def allow_list_exists(self) -> bool:
        """Whether there is an account database, known without opening it."""
        return self._profile.accounts_file.exists()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        from diabetes_desktop.application.settings import Settings

        with self._locks["settings"]:
            self._settings = self._settings or Settings(self._store, os.environ)
            return self._settings

    def accounts(self) -> SqlAccounts:
        """The allow-list; tried anew at each call until it can be opened."""
        from diabetes_desktop.adapters.sql_accounts import SqlAccounts

        with self._locks["accounts"]:
            self._accounts = self._accounts or SqlAccounts(self._profile.accounts_file)
            return self._accounts

    def hasher(self) -> Argon2Hasher:
        """The password hash."""
        from diabetes_desktop.adapters.argon2_hasher import Argon2Hasher

        with self._locks["hasher"]:
            self._hasher = self._hasher or Argon2Hasher()
            return self._hasher

    def model(self) -> ModelInUse:
        """The model in use."""
        return self._models.in_use()

    def registry(self) -> RegistryStation:
        """The registry of the choice in force: what it supplies, and what to do about it."""
        return self._models.registry()

    def log(self) -> LogFile:
        """The log."""
        from diabetes_desktop.adapters.log_file import LogFile

        with self._locks["log"]:
            self._log = self._log or LogFile(self._profile.log_file)
            return self._log

    def allow_list_is_empty(self) -> bool:
        """Whether nobody has an account."""
        empty = self.accounts().is_empty()
        self.hasher()  # warm before the first password is typed
        return empty

    def create_first_account(self, full_name: str, user: str, password: str) -> Account:
        """See `CreateFirstAccount`."""
        from diabetes_desktop.application.create_first_account import CreateFirstAccount

        has_policy = self.settings.has_site_policy
        create = CreateFirstAccount(self.accounts(), self.hasher(), has_site_policy=has_policy)
        return create(full_name, user, password)

    def sign_in(self, user: str, password: str) -> Account:
        """See `SignIn`."""
        from diabetes_desktop.application.sign_in import SignIn

        return SignIn(self.accounts(), self.hasher())(user, password)

    def predict(self, case: Case, user: str, rules: SiteRules) -> Prediction:
        """See `Predict`."""
        from diabetes_desktop.application.predict import Predict
        from diabetes_desktop.application.sign_in import CheckSession

        predict = Predict(self.model(), CheckSession(self.accounts()), lambda: datetime.now(UTC))
        return predict(case, user, rules)

    def explain(
        self, prediction: Prediction, user: str, wanted: Callable[[], bool] = lambda: True
    ) -> Explanation:
        """See `Explain`."""
        from diabetes_desktop.application.explain import Explain
        from diabetes_desktop.application.sign_in import CheckSession

        return Explain(self.model(), CheckSession(self.accounts()))(prediction, user, wanted)

    def record_decision(self, conclusion: Conclusion, reason: str, user: str) -> Decision:
        """See `RecordDecision`."""
        from diabetes_desktop.application.record_decision import RecordDecision
        from diabetes_desktop.application.sign_in import CheckSession

        record = RecordDecision(CheckSession(self.accounts()), lambda: datetime.now(UTC))
        return record(conclusion, reason, user)

    def check_connection(
        self, choice: ModelChoice, report: Callable[[StepResult], None], cancel: Event
    ) -> list[StepResult]:
        """See `CheckConnection`."""
        return self._models.check_connection(choice, report, cancel)

    def use_model(self, choice: ModelChoice) -> ModelIdentity:
        """See `ModelInUse.use`."""
        return self._models.use(choice)

    def switch_model(self, choice: ModelChoice, user: str) -> ModelIdentity:
        """See `SwitchModel`."""
        return self._models.switch(choice, user)

    def _check_session(self, user: str, role: Role) -> Account:
        from diabetes_desktop.application.sign_in import CheckSession

        return CheckSession(self.accounts())(user, role)

    def change_settings(self, values: Mapping[str, object], user: str) -> Preferences:
        """See `ChangeSettings`."""
        from diabetes_desktop.application.change_settings import ChangeSettings

        return ChangeSettings(self.settings, self.accounts())(values, user)

    def inspect_model(self, choice: ModelChoice) -> ModelInspection:
        """See `InspectModel`."""
        from diabetes_desktop.adapters.signed_model import look_with
        from diabetes_desktop.application.inspect_model import InspectModel

        return InspectModel(look_with(choice.trusted_keys))(choice)

    def server_sign_in(self, url: str) -> ServerSignIn:
        """See `KeepServerSignIn.find`."""
        return self._sign_ins().find(url)

    def keep_server_sign_in(
        self, url: str, name: str, password: str, token: str, user: str
    ) -> ServerSignIn:
        """See `KeepServerSignIn.keep`."""
        return self._sign_ins().keep(url, name, password, token, user)

    def forget_server_sign_in(self, url: str, user: str) -> ServerSignIn:
        """See `KeepServerSignIn.forget`."""
        return self._sign_ins().forget(url, user)

    def _sign_ins(self) -> KeepServerSignIn:
        from diabetes_desktop.adapters.server_sign_ins import ServerSignIns
        from diabetes_desktop.application.server_sign_in import KeepServerSignIn
        from diabetes_desktop.application.sign_in import CheckSession

        return KeepServerSignIn(ServerSignIns(os.environ), CheckSession(self.accounts()))

    def model_card(self) -> ModelReport:
        """See `ReadModelCard`."""
        from diabetes_desktop.adapters.card_file import card_reader
        from diabetes_desktop.application.read_model_card import ReadModelCard

        keys = self.settings.preferences.model.trusted_keys
        return ReadModelCard(self.model(), card_reader(resource("model"), keys))()

    def save_document(self, path: Path, content: bytes) -> None:
        """See `document_file.save_document`."""
        from diabetes_desktop.adapters.document_file import save_document

        save_document(path, content)

    def read_fhir(self, path: Path) -> tuple[ImportedFacts, ...]:
        """See `ImportFhir`."""
        from diabetes_desktop.adapters.fhir.record_reader import read_records
        from diabetes_desktop.application.import_fhir import ImportFhir

        return ImportFhir(read_records, lambda: datetime.now(UTC))(path)

    def export_fhir(self, result: Result, texts: FhirTexts, path: Path) -> None:
        """Write `result` as FHIR R4; see `result_bundle`."""
        from uuid import uuid4

        from diabetes_desktop.adapters.fhir.result_bundle import bundle_content

        self.save_document(path, bundle_content(result, texts, datetime.now(UTC), uuid4))

    def report_bug(self, bug: BaseException) -> str:
        """Log where `bug` came from; the reference to find it by."""
        return self.log().bug(bug)

    def watch(self) -> None:
        """After the first paint: log the start and what libraries say."""
        from diabetes_desktop.adapters.library_logs import LibraryLogs

        self._library_logs = LibraryLogs(self.log().event)
        self._library_logs.install()
        self.log().event("started", version=__version__, platform=sys.platform)
        if self.settings.ignored_keys:
            self.log().event("settings_ignored", keys=" ".join(self.settings.ignored_keys))
        for variable in self.settings.ignored_variables:
            self.log().event("variable_ignored", variable=variable)

    def stop(self) -> None:
        """End the model's process, look at no registry, and listen to libraries no more."""
        self._models.stop()
        if self._library_logs is not None:
            self._library_logs.uninstall()
