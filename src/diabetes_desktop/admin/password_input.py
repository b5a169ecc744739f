"""Passwords for the command line: asked for unseen, or piped; never an argument."""

from __future__ import annotations

import sys

import click

from diabetes_desktop.admin.account_wording import error_sentence
from diabetes_desktop.application.errors import PasswordRefused
from diabetes_desktop.application.new_account import refuse_weak_password
from diabetes_desktop.domain.account import Account

MOST_BYTES = 4096  # many times the longest password, so that a wrong file is not read whole


def ask_password(account: Account) -> str:
    """Ask until the policy takes the password, then ask for it once more."""

    def check(password: str) -> str:
        try:
            refuse_weak_password(password, account)
        except PasswordRefused as error:
            raise click.UsageError(error_sentence(error)) from None
        return password

    answer: str = click.prompt(
        f"Password for {account.user}",
        hide_input=True,
        confirmation_prompt="Repeat the password",
        value_proc=check,
    )
    return answer


def password_from_stdin() -> str:
    """The first line of standard input, in UTF-8, without its line end.

    Raises:
        ClickException: it is empty or not UTF-8, or somebody would have to type it visibly.
    """
    stream = sys.stdin.buffer
    if stream.isatty():
        raise click.UsageError(
            "--password-stdin reads the password from a pipe or a file. Leave it out to be asked."
        )
    try:
        password = stream.readline(MOST_BYTES).decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise click.ClickException("The password on standard input is not UTF-8 text.") from None
    if not password:
        raise click.ClickException("There is no password on standard input.")
    return password
