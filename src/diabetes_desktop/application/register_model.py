"""Put a model directory into a registry as it is, and prove that it comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diabetes_desktop.application.publishing_errors import (
    AliasHeld,
    CopyDiffers,
    NameDiffers,
    NotRegistered,
)
from diabetes_desktop.application.publishing_ports import (
    ModelUpload,
    RegisteredModel,
    TeamRegistry,
)
from diabetes_desktop.application.training_ports import Progress, Report, Stage


@dataclass(frozen=True, slots=True)
class Registration:
    """The version that holds the model now; `is_new` is False when it was there already."""

    version: str
    model: ModelUpload
    is_new: bool


class RegisterModel:
    """Upload, fetch again, compare, and only then make a version of it."""

    def __init__(
        self,
        registry: TeamRegistry,
        describe: Callable[[Path], ModelUpload],
        first_difference: Callable[[Path, Path], str | None],
        make_folder: Callable[[], Path],
    ) -> None:
        """`make_folder` gives an empty folder that somebody else removes."""
        self._registry = registry
        self._describe = describe
        self._first_difference = first_difference
        self._make_folder = make_folder

    def __call__(self, directory: Path, name: str, alias: str, report: Report) -> Registration:
        """Register the model in `directory` under `name`; an empty `alias` is none.

        The same model with the same signature is not registered twice. An alias that another
        version has is left to a promotion.

        Raises:
            ModelRefused, SignatureRefused: the directory is not one to publish.
            NameDiffers, AliasHeld, StoreRefused: see there; nothing was registered.
            CopyDiffers: what was uploaded did not come back the same; nothing was registered.
        """
        model = self._describe(directory)
        if model.name != name:
            raise NameDiffers(name, model.name)
        known = self._registry.look(name)
        version = self._already_there(known, model, directory, report)
        holder = known.aliases.get(alias) if known and alias else None
        if holder is not None and holder != version:
            raise AliasHeld(name, alias, holder)
        is_new = not version
        if is_new:
            version = self._add(model, directory, name, report)
        if alias and holder is None:
            before = known.before.get(alias, ()) if known else ()
            self._registry.move_alias(name, alias, version, before)
        return Registration(version, model, is_new)

    def _already_there(
        self, known: RegisteredModel | None, model: ModelUpload, directory: Path, report: Report
    ) -> str:
        """The version that is this model; a tag alone is not believed."""
        for each in known.versions if known else ():
            if known is not None and each.model == model:
                report(Progress(Stage.FETCH, what=f"version {each.version}"))
                copy = self._registry.fetch(known.name, each.version, self._make_folder())
                if self._first_difference(directory, copy) is None:
                    return each.version
        return ""

    def _add(self, model: ModelUpload, directory: Path, name: str, report: Report) -> str:
        report(Progress(Stage.UPLOAD))
        run = self._registry.upload(directory, name)
        report(Progress(Stage.FETCH, what="to compare"))
        copy = self._registry.fetch_upload(run, self._make_folder())
        difference = self._first_difference(directory, copy)
        if difference is not None:
            self._registry.discard(run)
            raise CopyDiffers(self._registry.store, difference)
        return self._registry.add_version(name, run, model)


def registered(registry: TeamRegistry, name: str) -> RegisteredModel:
    """The registered model `name`.

    Raises:
        NotRegistered, StoreRefused: see there.
    """
    model = registry.look(name)
    if model is None:
        raise NotRegistered(name, registry.store)
    return model
