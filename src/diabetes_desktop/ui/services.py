"""What the screens ask of the rest of the program; `bootstrap.py` fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from diabetes_desktop.application.inspect_model import ModelInspection
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.application.settings import Settings
from diabetes_desktop.domain.account import Account
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import ModelIdentity, Prediction


@dataclass(frozen=True, slots=True)
class Services:
    """Use cases as callables. The others block: they run in the background.

    `may_create_first_account` (there is no site policy and no account database yet) is known
    at once, so that the first paint shows the right screen; `allow_list_is_empty` asks the
    database, and is then decisive where `first_account_allowed`.
    """

    first_account_allowed: bool
    may_create_first_account: Callable[[], bool]
    allow_list_is_empty: Callable[[], bool]
    create_first_account: Callable[[str, str, str], Account]
    sign_in: Callable[[str, str], Account]
    predict: Callable[[Patient, str, float], Prediction]
    use_model: Callable[[ModelChoice], ModelIdentity]
    inspect_model: Callable[[ModelChoice], ModelInspection]
    report_bug: Callable[[BaseException], str]
    settings: Settings
