"""`diabetes-admin model login`, `register`, `list`, `promote` and `rollback`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from diabetes_desktop.admin.password_input import password_from_stdin
from diabetes_desktop.admin.progress import show_progress
from diabetes_desktop.admin.registry_text import move_text, registration_text, versions_text
from diabetes_desktop.admin.signing import password_stdin_option, trusted_key_option
from diabetes_desktop.application.promote_model import AliasMove
from diabetes_desktop.application.publishing_ports import RegisteredModel
from diabetes_desktop.application.register_model import Registration
from diabetes_desktop.application.training_ports import MODEL_NAME, Report

DEFAULT_STORE = "http://localhost:5000"
CHAMPION = "champion"
NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# Not "v1" or "latest": MLflow takes those for versions.
ALIAS = re.compile(r"(?!v\d+$|latest$)[A-Za-z][A-Za-z0-9_-]{0,63}", re.IGNORECASE)
FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Store:
    """A tracking URI, and whether plain HTTP may leave this computer for it."""

    uri: str
    allow_http: bool


@dataclass(frozen=True, slots=True)
class Promotion:
    """What to promote, and by which figures; without `thresholds` those that are shipped."""

    name: str
    version: str
    alias: str
    data: Path
    thresholds: Path | None
    trusted_keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class RegistryServices:
    """The use cases behind the commands. Any of them may raise an `AppError`."""

    login: Callable[[Store, str, str], None]
    register: Callable[[Store, Path, str, str, Report], Registration]
    look: Callable[[Store, str], RegisteredModel]
    promote: Callable[[Store, Promotion, Report], AliasMove]
    roll_back: Callable[[Store, str, str, Sequence[str], Report], AliasMove]


def registry_commands(services: RegistryServices) -> list[click.Command]:
    """All five commands."""
    commands = (_login, _register, _list, _promote, _roll_back)
    return [command(services) for command in commands]


def _checked(pattern: re.Pattern[str], told: str) -> Callable[..., str]:
    def check(_: click.Context, __: click.Parameter, text: str) -> str:
        if text and not pattern.fullmatch(text):
            raise click.BadParameter(told)
        return text

    return check


def _store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which registry, and which model in it."""
    named = click.option(
        "--name",
        default=MODEL_NAME,
        show_default=True,
        callback=_checked(NAME, "up to 64 letters, digits, dots, dashes and underscores"),
        help="Registered model.",
    )
    return named(_server_options(command))


def _server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--allow-http", is_flag=True, help="Let plain HTTP leave this computer."),
        click.option(
            "--tracking-uri",
            envvar="MLFLOW_TRACKING_URI",
            default=DEFAULT_STORE,
            show_default=True,
            callback=_without_password,
            help="Tracking server or store (or MLFLOW_TRACKING_URI).",
        ),
    ):
        command = option(command)
    return command


def _without_password(_: click.Context, __: click.Parameter, uri: str) -> str:
    if re.match(r"https?://[^/]*@", uri):
        raise click.BadParameter(
            "a password in an address can be read by others on this computer; use "
            "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or the keyring"
        )
    return uri.rstrip("/") if uri.startswith("http") else uri


def _alias_option(default: str) -> Callable[..., Any]:
    return click.option(
        "--alias",
        default=default,
        show_default=bool(default),
        callback=_checked(ALIAS, "a letter, then up to 63 letters, digits, dashes, underscores"),
        help="Alias that workstations follow.",
    )


def _login(services: RegistryServices) -> click.Command:
    @click.command()
    @click.option("--user", required=True, help="Account on the tracking server.")
    @password_stdin_option
    @_server_options
    def login(user: str, password_stdin: bool, tracking_uri: str, allow_http: bool) -> None:
        """Put the password for a tracking server into this system's keyring.

        MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, where set, come before it.
        """
        if password_stdin:
            password = password_from_stdin()
        else:
            password = click.prompt(f"Password of {user}", hide_input=True)
        services.login(Store(tracking_uri, allow_http), user, password)
        click.echo(f"The keyring has the password of {user} for {tracking_uri}.")

    return login


def _register(services: RegistryServices) -> click.Command:
    @click.command()
    @click.argument("directory", type=click.Path(path_type=Path))
    @_alias_option("")
    @_store_options
    def register(
        directory: Path, alias: str, name: str, tracking_uri: str, allow_http: bool
    ) -> None:
        """Put the model in DIRECTORY into a registry as it is, with manifest and signature.

        It is fetched again and compared byte for byte before it becomes a version. --alias is
        for the first version only: afterwards “model promote” moves it.
        """
        store = Store(tracking_uri, allow_http)
        done = services.register(store, directory, name, alias, show_progress)
        click.echo(registration_text(name, alias, done))

    return register


def _list(services: RegistryServices) -> click.Command:
    @click.command("list")
    @_store_options
    def list_versions(name: str, tracking_uri: str, allow_http: bool) -> None:
        """Show the versions of a registered model, the newest first."""
        click.echo(versions_text(services.look(Store(tracking_uri, allow_http), name)))

    return list_versions


def _promote(services: RegistryServices) -> click.Command:
    @click.command()
    @click.argument("version", type=click.IntRange(min=1))
    @click.option("--data", required=True, type=FILE, help="CSV of labelled patients.")
    @click.option("--thresholds", type=FILE, help="TOML file; the shipped ones unless given.")
    @_alias_option(CHAMPION)
    @trusted_key_option
    @_store_options
    @click.pass_context
    def promote(
        ctx: click.Context,
        version: int,
        data: Path,
        thresholds: Path | None,
        alias: str,
        trusted_keys: tuple[str, ...],
        name: str,
        tracking_uri: str,
        allow_http: bool,
    ) -> None:
        """Give the alias to VERSION, if it passes every gate.

        Fetches the version, makes the checks of a workstation, scores it on the held-out fifth of
        the data, and compares with the thresholds. Exit code 1 and nothing changed otherwise.
        """
        wanted = Promotion(name, str(version), alias, data, thresholds, trusted_keys)
        move = services.promote(Store(tracking_uri, allow_http), wanted, show_progress)
        _tell(ctx, name, alias, move)

    return promote


def _roll_back(services: RegistryServices) -> click.Command:
    @click.command("rollback")
    @_alias_option(CHAMPION)
    @trusted_key_option
    @_store_options
    @click.pass_context
    def roll_back(
        ctx: click.Context,
        alias: str,
        trusted_keys: tuple[str, ...],
        name: str,
        tracking_uri: str,
        allow_http: bool,
    ) -> None:
        """Give the alias back to the version that had it before.

        That version is fetched and checked first; again and again goes further back.
        """
        store = Store(tracking_uri, allow_http)
        move = services.roll_back(store, name, alias, trusted_keys, show_progress)
        _tell(ctx, name, alias, move)

    return roll_back


def _tell(ctx: click.Context, name: str, alias: str, move: AliasMove) -> None:
    click.echo(move_text(name, alias, move))
    if not move.moved:
        ctx.exit(1)
