"""How far a long command is, on stderr, so that stdout holds nothing but the result."""

from __future__ import annotations

import click

from diabetes_desktop.application.training_ports import Progress, Stage

STAGES = {
    Stage.READ: "Reading the data",
    Stage.FIT: "Fitting trees",
    Stage.SCORE: "Scoring on the held-out rows",
    Stage.CHECK_GRAPH: "Comparing the ONNX graph with the forest",
    Stage.BACKGROUND: "Making golden cases and the background of explanations",
    Stage.WRITE: "Writing the model directory",
    Stage.START_MODEL: "Starting the model",
    Stage.ASK_MODEL: "Asking the model",
    Stage.COMPARE: "Training families",
    Stage.UPLOAD: "Uploading every file",
    Stage.FETCH: "Fetching from the registry",
}


def show_progress(progress: Progress) -> None:
    """One line per step."""
    line = STAGES[progress.stage]
    if progress.total:
        line += f" {progress.done}/{progress.total}"
    if progress.what:
        line += f": {progress.what}"
    click.echo(f"{line} …", err=True)
