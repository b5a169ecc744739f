"""What an MLflow model URI names: `models:/name@alias`, `/version`, `/Stage`, an ID, or a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

LONGEST = 500  # characters
STAGES = ("none", "staging", "production", "archived", "latest")
_NAME = r"[^/@:\\]+"
_REGISTERED = re.compile(rf"models:/(?P<name>{_NAME})(?:@(?P<alias>{_NAME})|/(?P<which>{_NAME}))")
_MODEL_ID = re.compile(r"models:/m-[0-9a-f]{32}")
_RUN = re.compile(r"runs:/[0-9a-f]{32}/(?P<path>[^:\\]+)")


class Naming(Enum):
    """How a URI names its model."""

    ALIAS = "alias"  # moves
    STAGE = "stage"  # moves; of old servers, and `latest`
    VERSION = "version"  # for ever the same
    LOGGED = "logged"  # the ID of a logged model: for ever the same
    RUN = "run"  # an artifact of a run: for ever the same


@dataclass(frozen=True, slots=True)
class ModelUri:
    """A URI in its parts; `name` and `selector` are empty for logged models and runs.

    `selector` is the alias, the stage or the version.
    """

    text: str
    naming: Naming
    name: str = ""
    selector: str = ""

    @property
    def moves(self) -> bool:
        """Whether the same URI can name another model tomorrow."""
        return self.naming in (Naming.ALIAS, Naming.STAGE)

    @property
    def held_as(self) -> str:
        """The name of the chosen model: of the registered model, or the ID of the other two."""
        return self.name or self.text.split("/")[1]

    @property
    def remembered_as(self) -> str:
        """What its signatures are remembered under: who names a version for ever chose its age."""
        return self.name if self.moves else self.text


def parse_model_uri(text: str) -> ModelUri:
    """Read a model URI.

    Raises:
        ValueError: it is none of the forms above.
    """
    if len(text) > LONGEST or not text.isprintable() or text != text.strip():
        raise ValueError("characters")
    if _MODEL_ID.fullmatch(text):
        return ModelUri(text, Naming.LOGGED)
    if run := _RUN.fullmatch(text):
        if any(part in ("", ".", "..") for part in run["path"].split("/")):
            raise ValueError("path")
        return ModelUri(text, Naming.RUN)
    if (named := _REGISTERED.fullmatch(text)) and named["name"] not in (".", ".."):
        return _registered(text, named)
    raise ValueError("form")


def registered_name(text: str) -> str:
    """The registered model that `text` names; empty where it names something else."""
    try:
        return parse_model_uri(text).name
    except ValueError:
        return ""


def _registered(text: str, named: re.Match[str]) -> ModelUri:
    name, alias, which = named["name"], named["alias"], named["which"]
    if alias:
        return ModelUri(text, Naming.ALIAS, name, alias)
    if which.isascii() and which.isdigit():
        return ModelUri(text, Naming.VERSION, name, which)
    if which.lower() in STAGES:
        return ModelUri(text, Naming.STAGE, name, which)
    raise ValueError("version")
