"""`diabetes-admin doctors`: who may sign in. The root command says what an `AppError` means."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Protocol

import click

from diabetes_desktop.admin.account_wording import account_line
from diabetes_desktop.admin.password_input import ask_password, password_from_stdin
from diabetes_desktop.application.manage_accounts import ManageAccounts
from diabetes_desktop.domain.account import Account, Role


class AccountServices(Protocol):
    """What these commands need of click's context object."""

    @property
    def manage_accounts(self) -> Callable[[], ManageAccounts]:
        """Opens the allow-list of the profile."""


PASSWORD_STDIN = click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from the first line of standard input instead of asking for it.",
)


@click.group()
def doctors() -> None:
    """Say who may sign in to Diabetes Desktop.

    Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong usage.
    """


@doctors.command()
@click.argument("user")
@click.option("--name", required=True, help="Full name of the person.")
@click.option("--administrator", is_flag=True, help="May change accounts and settings.")
@click.option("--no-doctor", is_flag=True, help="May not use the model.")
@PASSWORD_STDIN
@click.pass_obj
def add(
    services: AccountServices,
    user: str,
    name: str,
    administrator: bool,
    no_doctor: bool,
    password_stdin: bool,
) -> None:
    """Add an account for USER, a doctor unless --no-doctor is given."""
    wanted = {Role.ADMINISTRATOR: administrator, Role.DOCTOR: not no_doctor}
    roles = frozenset(role for role, given in wanted.items() if given)
    accounts = services.manage_accounts()
    account = accounts.check_new(name, user, roles)
    password = _password(account, password_stdin)
    click.echo(f"Added: {account_line(accounts.add(name, user, password, roles))}")


@doctors.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.pass_obj
def list_(services: AccountServices, as_json: bool) -> None:
    """List the accounts."""
    accounts = services.manage_accounts().list_accounts()
    if as_json:
        click.echo(json.dumps([_facts(account) for account in accounts], ensure_ascii=False))
        return
    for account in accounts:
        click.echo(account_line(account))
    if not accounts:
        click.echo(
            "There is no account yet. The first one:\n"
            '  diabetes-admin doctors add USER --name "FULL NAME" --administrator'
        )


@doctors.command()
@click.argument("user")
@click.pass_obj
def disable(services: AccountServices, user: str) -> None:
    """Keep USER out; an open session ends at its next prediction."""
    click.echo(f"Disabled: {account_line(services.manage_accounts().set_enabled(user, False))}")


@doctors.command()
@click.argument("user")
@click.pass_obj
def enable(services: AccountServices, user: str) -> None:
    """Let USER in again."""
    click.echo(f"Enabled: {account_line(services.manage_accounts().set_enabled(user, True))}")


@doctors.command("reset-password")
@click.argument("user")
@PASSWORD_STDIN
@click.pass_obj
def reset_password(services: AccountServices, user: str, password_stdin: bool) -> None:
    """Give USER a new password."""
    accounts = services.manage_accounts()
    account = accounts.find(user)
    accounts.reset_password(user, _password(account, password_stdin))
    click.echo(f"New password set: {account_line(account)}")


def _password(account: Account, from_stdin: bool) -> str:
    return password_from_stdin() if from_stdin else ask_password(account)


def _facts(account: Account) -> dict[str, object]:
    return {
        "user": account.user,
        "full_name": account.full_name,
        "roles": sorted(account.roles),
        "enabled": account.enabled,
    }
