"""Where a registry's model comes from now, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_in_use import InUse
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.ui.wording.models import model_text

translate = QCoreApplication.translate
NO_WAY_THERE = (
    ServerFault.NAME_UNKNOWN,
    ServerFault.CONNECTION_REFUSED,
    ServerFault.UNREACHABLE,
    ServerFault.SLOW,
    ServerFault.CUT,
    ServerFault.PROXY,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in a tone: caution, info or none."""

    text: str
    tone: str = ""


def supply_said(supply: Supply, now: datetime) -> Said | None:
    """What a doctor has to know; None while all is as it should be."""
    if supply.total:
        share = min(100, 100 * supply.fetched // supply.total)
        fetching = translate("Supply", "Fetching a new version of the model: {0} %")
        return Said(fetching.format(share), "info")
    match supply.state:
        case SupplyState.OUT_OF_REACH:
            return Said(f"{_failed(supply, now)}; {_answering(supply.version)}", "caution")
        case SupplyState.BUNDLED:
            bundled = translate("Supply", "the model bundled with the program answers")
            return Said(f"{_failed(supply, now)}; {bundled}", "caution")
        case SupplyState.REFUSED_NEWER:
            refused = translate("Supply", "Version {0} was refused here; {1}")
            return Said(refused.format(_refused(supply), _answering(supply.version)), "caution")
        case SupplyState.WENT_BACK:
            back = translate("Supply", "An administrator set version {0} aside; {1}")
            return Said(back.format(_refused(supply), _answering(supply.version)), "info")
        case _:
            return None


def newcomer_text(newcomer: InUse, now: datetime) -> str:
    """A new version took over."""
    took_over = translate("Supply", "{0} answers since {1}: a new version took over")
    return took_over.format(model_text(newcomer.identity), clock_text(newcomer.since, now))


def clock_text(moment: datetime, now: datetime) -> str:
    """The time of day; with its date where that is not today's."""
    local = moment.astimezone()
    today = local.date() == now.astimezone().date()
    return local.strftime("%H:%M" if today else "%Y-%m-%d %H:%M")


def _failed(supply: Supply, now: datetime) -> str:
    since = "" if supply.since is None else clock_text(supply.since, now)
    if _is_out_of_reach(supply.failure):
        return translate("Supply", "Server out of reach since {0}").format(since)
    return translate("Supply", "The server gives no model since {0}").format(since)


def _is_out_of_reach(failure: AppError | None) -> bool:
    return isinstance(failure, RegistryFailed) and failure.fault in NO_WAY_THERE


def _answering(version: str) -> str:
    if not version:
        return translate("Supply", "answering with the copy on this computer")
    return translate("Supply", "answering with version {0} from this computer").format(version)


def _refused(supply: Supply) -> str:
    refused = supply.refused
    return refused.version.version or refused.version.name if refused is not None else ""
