"""Signing models and publishing them: the commands over their adapters, for `bootstrap_admin`."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from diabetes_desktop.admin.registry import RegistryServices, registry_commands
from diabetes_desktop.admin.signing import SigningServices, signing_commands
from diabetes_desktop.application.promote_model import Judging, PromoteModel, RollBackModel
from diabetes_desktop.application.publishing_errors import StoreFault, StoreRefused
from diabetes_desktop.application.register_model import RegisterModel, registered
from diabetes_desktop.application.sign_model import MakeSigningKey, SignModel
from diabetes_desktop.domain.model_source import is_plain_abroad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import click

    from diabetes_desktop.admin.registry import Promotion, Store
    from diabetes_desktop.application.promote_model import AliasMove
    from diabetes_desktop.application.publishing_ports import RegisteredModel, TeamRegistry
    from diabetes_desktop.application.register_model import Registration
    from diabetes_desktop.application.training_ports import Report
    from diabetes_desktop.domain.model_signature import Signed


def publishing_commands(judging: Judging) -> list[click.Command]:
    """`keygen`, `sign`, `login`, `register`, `list`, `promote` and `rollback`."""
    registry = RegistryServices(
        login, register, look, partial(promote, judging), partial(roll_back, judging)
    )
    signing = SigningServices(make_signing_key, sign)
    return [*signing_commands(signing), *registry_commands(registry)]


def make_signing_key(path: Path, passphrase: str) -> str:
    """See `MakeSigningKey`."""
    from diabetes_desktop.adapters.signing_key import new_key

    return MakeSigningKey(new_key)(path, passphrase)


def sign(directory: Path, key: Path, passphrase: str, sequence: int | None) -> Signed:
    """See `SignModel`."""
    from diabetes_desktop.adapters.model_signature import sign as sign_directory
    from diabetes_desktop.adapters.signing_key import open_key

    use_case = SignModel(open_key, sign_directory, lambda: datetime.now(UTC))
    return use_case(directory, key, passphrase, sequence)


def refuse_plain_http(store: Store) -> None:
    """Raises `StoreRefused` where a password or a model would travel for all to read."""
    from diabetes_desktop.adapters.publishing.store_password import is_server

    if is_server(store.uri) and is_plain_abroad(store.uri) and not store.allow_http:
        raise StoreRefused(StoreFault.PLAIN_HTTP, store.uri)


def login(store: Store, user: str, password: str) -> None:
    """Put the password for `store` into the keyring. Raises `StoreRefused`."""
    from diabetes_desktop.adapters.publishing.store_password import is_server, keep_password

    refuse_plain_http(store)
    if not is_server(store.uri):
        raise StoreRefused(StoreFault.NOT_MLFLOW, store.uri)
    keep_password(store.uri, user, password)


@contextmanager
def open_registry(store: Store) -> Iterator[tuple[TeamRegistry, Callable[[], Path]]]:
    """The registry, and a way to make folders that are gone afterwards, as its process is.

    Raises:
        StoreRefused: PLAIN_HTTP, or what goes wrong inside.
    """
    from diabetes_desktop.adapters.publishing.team_registry import MlflowTeamRegistry

    refuse_plain_http(store)
    registry = MlflowTeamRegistry(store.uri)
    prefix = "diabetes-admin-"
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        try:
            yield registry, lambda: Path(mkdtemp(dir=folder))
        finally:
            registry.close()


def register(store: Store, directory: Path, name: str, alias: str, report: Report) -> Registration:
    """See `RegisterModel`."""
    from diabetes_desktop.adapters.publishing.model_files import describe, first_difference

    with open_registry(store) as (registry, make_folder):
        use_case = RegisterModel(registry, describe, first_difference, make_folder)
        return use_case(directory, name, alias, report)


def look(store: Store, name: str) -> RegisteredModel:
    """The registered model `name`."""
    with open_registry(store) as (registry, _):
        return registered(registry, name)


def promote(judging: Judging, store: Store, wanted: Promotion, report: Report) -> AliasMove:
    """See `PromoteModel`."""
    from diabetes_desktop.adapters.publishing.rules_file import promotion_rules

    rules = promotion_rules(wanted.thresholds)
    with open_registry(store) as (registry, make_folder):
        use_case = PromoteModel(registry, judging, make_folder)
        return use_case(
            wanted.name,
            wanted.version,
            wanted.alias,
            wanted.data,
            rules,
            wanted.trusted_keys,
            report,
        )


def roll_back(
    judging: Judging,
    store: Store,
    name: str,
    alias: str,
    trusted_keys: Sequence[str],
    report: Report,
) -> AliasMove:
    """See `RollBackModel`."""
    with open_registry(store) as (registry, make_folder):
        return RollBackModel(registry, judging, make_folder)(name, alias, trusted_keys, report)
