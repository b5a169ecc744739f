"""Whether a traffic policy of ngrok asks everybody who they are."""

from __future__ import annotations

import yaml

ASKING = ("oauth", "openid-connect")  # actions that let nobody on who has not signed in


def asks_everybody(text: str) -> bool:
    """Whether the first rule for requests is one that nobody passes without signing in.

    Who of them has a right to be there is said by a rule that comes after it, and not looked at
    here: a hospital's own OpenID provider needs none, an `oauth` of everybody does.

    A rule with `expressions` is for some requests alone; one that comes later may never be reached.

    Raises:
        ValueError: the text is no traffic policy.
    """
    try:
        policy = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError):
        raise ValueError("YAML") from None
    match policy:
        case {"on_http_request": [dict() as first, *_]}:
            actions = first.get("actions")
        case dict():
            return False
        case _:
            raise ValueError("shape")
    match actions:
        case [{"type": str(kind)}, *_]:
            return kind in ASKING and not first.get("expressions")
    return False
