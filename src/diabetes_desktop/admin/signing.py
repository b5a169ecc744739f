"""`diabetes-admin model keygen` and `sign`: who vouches for a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from diabetes_desktop.admin.password_input import password_from_stdin
from diabetes_desktop.domain.model_signature import (
    LARGEST_SEQUENCE,
    Signed,
    checked_key,
    key_id,
    key_text,
)

FILE = click.Path(dir_okay=False, path_type=Path)
DIRECTORY = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class SigningServices:
    """The use cases behind the commands. Any of them may raise an `AppError`."""

    make_key: Callable[[Path, str], str]
    sign: Callable[[Path, Path, str, int | None], Signed]


def _checked_keys(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> list[str]:
    """The 64 hexadecimal digits of each."""
    try:
        return [checked_key(text) for text in texts]
    except ValueError:
        told = "a public key is the line of 44 characters that “keygen” prints"
        raise click.BadParameter(told) from None


trusted_key_option = click.option(
    "--trusted-key",
    "trusted_keys",
    multiple=True,
    callback=_checked_keys,
    metavar="KEY",
    help="Public key that must have signed the model; may be given more than once.",
)
password_stdin_option = click.option(
    "--password-stdin", is_flag=True, help="Read the passphrase from standard input."
)


def signing_commands(services: SigningServices) -> list[click.Command]:
    """Both commands."""
    return [_keygen(services), _sign(services)]


def _keygen(services: SigningServices) -> click.Command:
    @click.command()
    @click.option("--out", required=True, type=FILE, help="File to make; only you can read it.")
    @password_stdin_option
    def keygen(out: Path, password_stdin: bool) -> None:
        """Make a key that signs models, under a passphrase.

        Prints the public key for the site policy (model.trusted_keys) of the workstations.
        """
        if password_stdin:
            passphrase = password_from_stdin()
        else:
            passphrase = click.prompt(
                "Passphrase of the new key",
                hide_input=True,
                confirmation_prompt="Repeat the passphrase",
            )
        key = services.make_key(out, passphrase)
        click.echo(f"Private key  {out}")
        click.echo(f"Key id       {key_id(key)}")
        click.echo(f"Public key   {key_text(key)}")
        click.echo(
            "Keep the private key and its passphrase apart, each with a copy in a safe place: "
            "neither can be made again. Give the public key to IT, for [model] in the site policy:"
        )
        click.echo(f'trusted_keys = ["{key_text(key)}"]')

    return keygen


def _sign(services: SigningServices) -> click.Command:
    @click.command()
    @click.argument("directory", type=DIRECTORY)
    @click.option("--key", required=True, type=FILE, help="Private key that “keygen” made.")
    @click.option(
        "--sequence",
        type=click.IntRange(0, LARGEST_SEQUENCE),
        help="Number of this signature, higher than those before; the time in seconds unless "
        "given.",
    )
    @password_stdin_option
    def sign(directory: Path, key: Path, sequence: int | None, password_stdin: bool) -> None:
        """Sign the model in DIRECTORY as it stands: every file, the contract, name and version.

        The files are compared with the manifest first. The model's digest stays the same.
        """
        if password_stdin:
            passphrase = password_from_stdin()
        else:
            passphrase = click.prompt(f"Passphrase of {key}", hide_input=True)
        signed = services.sign(directory, key, passphrase, sequence)
        click.echo(
            f"Signed {directory} with the key {signed.key_id}, sequence number {signed.sequence}."
        )

    return sign
