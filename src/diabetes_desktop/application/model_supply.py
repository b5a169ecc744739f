"""Where the answering model of a registry comes from now, as facts: never a silent substitute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.registry_ports import RefusedVersion


class SupplyState(Enum):
    """How what answers stands to what the registry names."""

    UNCONFIRMED = "unconfirmed"  # the registry has not been asked yet since the start
    CURRENT = "current"  # the registry names the version that answers
    OUT_OF_REACH = "out_of_reach"  # it can't be asked or fetched from; `failure` says why
    REFUSED_NEWER = "refused_newer"  # it names another one, which did not pass here
    WENT_BACK = "went_back"  # an administrator went back to an older version
    BUNDLED = "bundled"  # nothing of the registry is here: the bundled model, as the policy allows
    NONE = "none"  # no model answers


@dataclass(frozen=True, slots=True)
class Supply:
    """What the status line and the Model page say; times in UTC.

    `version` answers now. `failure` is why the registry gives nothing, `since` from when on.
    `refused` is the version that is passed over. `fetched` and `total` are the bytes of a download
    under way, 0 where there is none.
    """

    state: SupplyState
    version: str = ""
    since: datetime | None = None
    failure: AppError | None = None
    refused: RefusedVersion | None = None
    checked_at: datetime | None = None
    fetched: int = 0
    total: int = 0
