"""`diabetes-admin`: the root of the command line. What its commands do is injected."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from diabetes_desktop.admin.error_text import error_text
from diabetes_desktop.application.errors import AppError

PROGRAM = "diabetes-admin"
PROFILE_VARIABLE = "DIABETES_DESKTOP_PROFILE"


class AdminGroup(click.Group):
    """Turns what may go wrong into a sentence on stderr and exit code 1, never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except AppError as error:
            raise click.ClickException(error_text(error)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click knows how to end each of these
        except Exception as bug:
            raise click.ClickException(_bug_text(bug)) from bug


def build_root(
    commands: Iterable[click.Command],
    make_services: Callable[[Path | None], object],
    version: str,
) -> click.Group:
    """The root command with `commands` under it.

    `make_services` is given the profile, None for the user's own; what it makes is the context
    object of every command.
    """

    @click.group(
        name=PROGRAM,
        cls=AdminGroup,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.option(
        "--profile",
        metavar="DIR",
        envvar=PROFILE_VARIABLE,
        type=click.Path(file_okay=False, path_type=Path),
        help=f"Folder of settings, accounts and logs (or {PROFILE_VARIABLE}).",
    )
    @click.version_option(version, prog_name=PROGRAM)
    @click.pass_context
    def root(ctx: click.Context, profile: Path | None) -> None:
        """Administer Diabetes Desktop: who may enter, and which model answers."""
        ctx.obj = make_services(profile)

    for command in commands:
        root.add_command(command)
    return root


def _bug_text(bug: Exception) -> str:
    """Where it failed. The message stays out: a library's may quote a patient's row."""
    frame = traceback.extract_tb(bug.__traceback__ or sys.exc_info()[2])[-1]
    place = f"{Path(frame.filename).name}, line {frame.lineno}"
    return (
        f"Something failed inside the program ({type(bug).__name__} in {place}). "
        "Report this line to whoever maintains it."
    )
