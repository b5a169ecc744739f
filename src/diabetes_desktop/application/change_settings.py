"""Keep settings for the person at the screen, as the allow-list knows them now."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.ports import AccountDirectory
from diabetes_desktop.application.settings import Preferences, Settings
from diabetes_desktop.application.sign_in import SessionCheck
from diabetes_desktop.domain.account import Role
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.prediction import ModelIdentity


class ChangeSettings:
    """An account disabled since it signed in changes nothing any more."""

    def __init__(self, settings: Settings, accounts: AccountDirectory) -> None:
        self._settings = settings
        self._accounts = accounts

    def __call__(self, values: Mapping[str, object], user: str) -> Preferences:
        """Keep `values` for `user`; the preferences now in force.

        Raises:
            SettingRefused: see `Settings.change`; also when `user` may not sign in any more.
            StorageUnavailable: nothing was changed.
        """
        return self._settings.change(values, self._accounts.find(user))


class SwitchModel:
    """The model that answers and the settings that name it change together, or not at all."""

    def __init__(
        self, model: ModelInUse, settings: Settings, check_session: SessionCheck, turn: Lock
    ) -> None:
        """`turn` is one lock for all switches: what is kept is what answers."""
        self._model = model
        self._settings = settings
        self._check_session = check_session
        self._turn = turn

    def __call__(self, choice: ModelChoice, user: str) -> ModelIdentity:
        """Let `choice` answer from now on, and after the next start.

        Raises:
            SessionEnded: `user` is no administrator any more.
            SettingRefused, StorageUnavailable: it could not be kept; the model before answers.
            ModelRefused, ModelCrashed, ModelTimedOut, ModelNotReady: it did not start.
        """
        with self._turn:
            account = self._check_session(user, Role.ADMINISTRATOR)
            before = self._settings.preferences.model
            identity = self._model.use(choice)
            try:
                self._settings.change(_values(choice), account)
            except BaseException:
                self._model.use(before)
                raise
            return identity


def _values(choice: ModelChoice) -> dict[str, object]:
    """What the settings hold of `choice`: other sources keep what was said of them."""
    own: dict[str, object] = {
        "model.source": str(choice.source),
        "model.trusted_digests": sorted(choice.trusted_digests),
    }
    match choice.source:
        case SourceKind.BUNDLED | SourceKind.DIRECTORY:
            return own | {"model.directory": choice.location}
        case SourceKind.REGISTRY:
            places: dict[str, object] = {
                "model.tracking_uri": choice.tracking_uri,
                "model.uri": choice.model_uri,
            }
        case SourceKind.SERVER:
            places = {
                "model.server_url": choice.server_url,
                "model.server_contract": str(choice.server_contract),
            }
    return own | places | {"model.client_certificate": choice.client_certificate}
