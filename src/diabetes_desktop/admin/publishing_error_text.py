"""What can go wrong between the data team and a registry, as English sentences."""

from __future__ import annotations

from diabetes_desktop.admin.signature_text import FAULTS
from diabetes_desktop.application import publishing_errors as e


def publishing_error_text(error: e.PublishingError) -> str:
    """The sentences for `error`."""
    match error:
        case e.StoreRefused(fault, store):
            return STORE[fault].format(store=store)
        case e.NotRegistered(name, store):
            return f"There is no model “{name}” at {store}. “model register” puts one there."
        case e.VersionMissing(name, version):
            return f"“{name}” has no version {version}. “model list” shows them all."
        case e.AliasUnset(name, alias):
            return f"No version of “{name}” has the alias “{alias}”. “model list” shows them all."
        case e.AliasHeld(name, alias, version):
            return (
                f"Version {version} of “{name}” has the alias “{alias}”. Nothing was registered: "
                "leave out --alias, and let “model promote” move it."
            )
        case e.NameDiffers(name, published):
            return (
                f"The model was published as “{published}”, and workstations refuse a signed model "
                f"under another name, such as “{name}”. Nothing was registered: use --name "
                f"“{published}”."
            )
        case e.NothingBefore(name, alias):
            return (
                f"No other version of “{name}” had the alias “{alias}” before, or none of them is "
                "there any more. Nothing was changed."
            )
        case e.CopyDiffers(store, file):
            return (
                f"What {store} gives back is not what was published: {file} differs. Nothing was "
                "registered or moved. Look at the server's disk and at who may write there."
            )
        case e.SignatureRefused(fault):
            return f"The model is not published: {FAULTS[fault]}."
        case e.RulesRefused(path, key):
            return _rules_text(path, key)
        case _:
            raise TypeError(type(error).__name__)


def _rules_text(path: str, key: str) -> str:
    if not key:
        return f"The thresholds in {path} can't be read: it must be a TOML file."
    return (
        f"{path}: {key} is not a threshold, or has a value that it can't have. Shares are from 0 "
        "to 1, counts are whole numbers from 1."
    )


F = e.StoreFault
STORE = {
    F.UNREACHABLE: (
        "Nobody answers at {store}. Check the address (--tracking-uri or MLFLOW_TRACKING_URI), and "
        "that the tracking server runs."
    ),
    F.SLOW: "{store} did not answer in time. Nothing was changed there that “model list” does not "
    "show. Try again.",
    F.TLS: (
        "The certificate of {store} is not one that this computer trusts. If the hospital has an "
        "authority of its own, name its file in MLFLOW_TRACKING_SERVER_CERT_PATH; check also "
        "whether the server speaks HTTPS at all."
    ),
    F.PLAIN_HTTP: (
        "{store} is not on this computer and not HTTPS: passwords and models could be read and "
        "changed on the way. Use https://, or --allow-http if the network is yours alone."
    ),
    F.CREDENTIALS: (
        "{store} wants another user name or password. Set MLFLOW_TRACKING_USERNAME and "
        "MLFLOW_TRACKING_PASSWORD, or put them into the keyring with “model login”."
    ),
    F.RIGHTS: (
        "{store} knows this account, but does not let it do that. Ask whoever runs the server for "
        "EDIT or MANAGE on the registered model and on the experiment of the same name."
    ),
    F.HOST_HEADER: (
        "{store} refuses this host name. Whoever runs the server starts it with --allowed-hosts "
        "and this name."
    ),
    F.NOT_MLFLOW: "What answers at {store} is not an MLflow tracking server. Check the address.",
    F.FAILED: (
        "{store} could not do it, and says no more. Nothing was changed there that “model list” "
        "does not show. The server's log has the reason."
    ),
}
