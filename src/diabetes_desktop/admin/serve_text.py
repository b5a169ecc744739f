"""What `serve` tells, in English sentences."""

from __future__ import annotations

from diabetes_desktop.admin.error_text import error_text
from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.application.serving import (
    Happening,
    ServeFault,
    Service,
    ServiceReport,
    TrialFailed,
    TrialFault,
)

PASSWORD_VARIABLE = "MLFLOW_AUTH_ADMIN_PASSWORD"  # noqa: S105 - its name
USER_VARIABLE = "DIABETES_SCORING_USER"
USER_PASSWORD_VARIABLE = "DIABETES_SCORING_PASSWORD"  # noqa: S105 - its name
TOKEN_VARIABLES = ("NGROK_TOKEN", "NGROK_AUTHTOKEN")
SHORTEST_PASSWORD = 12  # characters

NAMES = {
    Service.TRACKING: "Tracking server",
    Service.SCORING: "Scoring service",
    Service.TUNNEL: "Tunnel",
}
HAPPENINGS = {
    Happening.STARTING: "{name} starting on port {number}",
    Happening.READY: "{name} ready on port {number}",
    Happening.ENDED: "{name} ended: starting it again in {number} s, see its log",
    Happening.UNHEALTHY: "{name} does not answer: starting it again in {number} s, see its log",
    Happening.STOPPED: "{name} stopped",
    Happening.TOOK_OVER: "{name}: {version} answers from now on",
    Happening.REFUSED: (
        "{name}: {version} does not take over, and is not tried again until the alias moves. {why}"
    ),
    Happening.POSTPONED: (
        "{name}: {version} does not take over yet, and is tried again after longer and longer "
        "pauses. {why}"
    ),
    Happening.UNSIGNED: (
        "{name}: no trusted key has signed {version}, so nobody vouches for what it answers. Sign "
        "models with “model sign”, and give the public key with --trusted-key"
    ),
    Happening.OUT_OF_REACH: "{name}: {answering}. {why}",
    Happening.REACHED: "{name}: the registry answers again; {version} goes on answering",
}
FAULTS = {
    ServeFault.PORT_TAKEN: (
        "Another program listens on {0} already, or this one may not. Stop it, or choose another "
        "port with --port or --tracking-port."
    ),
    ServeFault.FIRST_START: (
        "The first start makes the tracking server's user admin, who needs a password of at least "
        f"12 characters: put it into the environment variable {PASSWORD_VARIABLE}."
    ),
    ServeFault.FOLDER: "The folder {0} can't be written.",
    ServeFault.NOTHING_TO_WATCH: (
        "{0} always names the same model, so there is nothing to watch. Give --model-uri an alias, "
        "as in models:/diabetes_model@champion, or leave out --watch."
    ),
    ServeFault.NO_MODEL: (
        "{0} is neither a folder nor a model of the tracking server: those are written "
        "models:/name@alias, models:/name/version, models:/m-… or runs:/…"
    ),
    ServeFault.SIGN_IN: (
        f"The sign-in of the scoring port needs both {USER_VARIABLE} and {USER_PASSWORD_VARIABLE} "
        f"in the environment: a user without a colon, and a password of at least "
        f"{SHORTEST_PASSWORD} characters."
    ),
    ServeFault.TUNNEL_OPEN: (
        "A tunnel without a sign-in would let everybody ask about patients. Either put user and "
        f"password into the environment variables {USER_VARIABLE} and {USER_PASSWORD_VARIABLE}, "
        "or give --traffic-policy a file whose first rule on_http_request has the action oauth or "
        "openid-connect, and no expressions; a rule after it says who of them may go on."
    ),
    ServeFault.TUNNEL_POLICY: "The traffic policy can't be read: it must be YAML or JSON. {0}",
    ServeFault.TUNNEL_TOKEN: (
        f"The tunnel needs ngrok's token in the environment variable {TOKEN_VARIABLES[0]} or "
        f"{TOKEN_VARIABLES[1]}."
    ),
    ServeFault.TUNNEL_PACKAGE: (
        'The tunnel needs ngrok\'s package: install "diabetes-desktop[tunnel]".'
    ),
    ServeFault.TUNNEL_TOKEN_REFUSED: (
        "ngrok refuses the token ({0}). Take a new one from your account there, and put it into "
        f"{TOKEN_VARIABLES[0]}."
    ),
    ServeFault.TUNNEL_REFUSED: (
        "ngrok does not open the tunnel ({0}): its documentation says what this number means."
    ),
    ServeFault.TUNNEL_NETWORK: (
        "ngrok's service is out of reach: the network lets nothing through to it, or something "
        "else answers in its place. Ask whoever runs the firewall, or leave out --tunnel."
    ),
}


def report_text(report: ServiceReport) -> str:
    """The line that tells of `report`."""
    if report.place:
        return f"{NAMES[report.service]} open: {report.place} (patients' values pass through ngrok)"
    number = report.number
    version = f"version {number}" if number else "the model"
    answering = f"version {number} goes on answering" if number else "no version answers yet"
    sentence = HAPPENINGS[report.happening].format(
        name=NAMES[report.service],
        number=number,
        version=version,
        answering=answering,
        why=why_text(report.why) if report.why else "",
    )
    return sentence.strip()


def why_text(why: AppError) -> str:
    """Why a version does not take over, or the registry can't be asked."""
    if isinstance(why, TrialFailed):
        return TRIALS[why.fault].format(detail=why.detail)
    if not isinstance(why, RegistryFailed):
        return error_text(why)
    text = REGISTRY.get(why.fault)
    if text is None:
        return (
            f"The registry gives no model: {why.fault.value.replace('_', ' ')} {why.detail}".strip()
        )
    return text.format(server=why.server, detail=why.detail)


TRIALS = {
    TrialFault.OWN_CODE: (
        "To serve it would run code that came with it (MLmodel: {detail}), and no trusted key has "
        "signed it: sign it with “model sign”, and give the public key with --trusted-key"
    ),
    TrialFault.ENDED: "Its service ended before it could answer: see {detail}",
    TrialFault.SILENT: "Its service did not answer its test cases ({detail})",
}
REGISTRY = {
    RegistryFault.MODEL_UNKNOWN: (
        "The registry has no model “{detail}” yet: “model register” puts one there"
    ),
    RegistryFault.ALIAS_UNKNOWN: (
        "No version has the alias “{detail}” yet: “model promote” gives it to one"
    ),
    ServerFault.CONNECTION_REFUSED: "The tracking server at {server} does not answer",
    ServerFault.SLOW: "The tracking server at {server} does not answer in time",
    ServerFault.CREDENTIALS: (
        "The tracking server asks for a user: set MLFLOW_TRACKING_USERNAME and "
        "MLFLOW_TRACKING_PASSWORD"
    ),
    RegistryFault.MODEL_RIGHTS: "The user may not read the model “{detail}”",
    RegistryFault.EXPERIMENT_RIGHTS: "The user may not read the experiment of the model's files",
}
