"""What can go wrong for the data team: typed facts, no prose. `admin` has the sentences."""

from __future__ import annotations

from enum import Enum

from diabetes_desktop.application.errors import AppError


class DataTeamError(AppError):
    """Root of the errors that only the command line can meet."""


class DatasetFault(Enum):
    """What is wrong with a file of training data."""

    MISSING = "missing"  # no such file
    NOT_CSV = "not_csv"  # not UTF-8 text, or a quote that is never closed
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    CELLS = "cells"  # a row with more or fewer cells than the header
    VALUE = "value"  # a value that no patient can have
    TOO_FEW = "too_few"  # too few rows of one outcome to learn from


class DatasetRefused(DataTeamError):
    """The training data can't be used.

    `row` is the line of the file (the header is line 1) and 0 where no line is meant. The value
    itself is a patient's and stays out of messages.
    """

    fault: DatasetFault
    path: str
    row: int = 0
    column: str = ""


class OutputTaken(DataTeamError):
    """There is something at `path` already; a published model is never overwritten."""

    path: str


class TrackingUnavailable(DataTeamError):
    """The MLflow tracking store did not take the scores; `store` has no credentials in it."""

    store: str


class ToolsMissing(DataTeamError):
    """A library of the data team is not installed here."""

    package: str


class KeyFault(Enum):
    """Why a signing key can't be used."""

    MISSING = "missing"  # no such file, or it can't be read
    UNREADABLE = "unreadable"  # not a key file that `keygen` wrote
    LOCKED = "locked"  # the passphrase is not the one that the key was made with


class SigningKeyRefused(DataTeamError):
    """The signing key in the file `path` can't be used."""

    fault: KeyFault
    path: str
