"""What a log line may say: each key that is allowed, and the form that its value must have.

A value in another form is redacted like an unknown key, so a patient's value or a password
that reaches the wrong key by mistake does not reach the disk.
"""

from __future__ import annotations

import re
from typing import Final

REDACTED = "<redacted>"

_WORD = r"[a-z][a-z0-9_-]{0,40}"
_VERSION = r"[0-9][0-9A-Za-z.+-]{0,30}"
_PLACE = r"[a-z_][\w.]{0,100}:\d{1,6}"
_TYPE = r"[A-Za-z_][\w.]{0,100}"
_FORMS: Final = {
    key: re.compile(form)
    for key, form in {
        "count": r"\d{1,9}",
        "digest": r"[0-9a-f]{64}",
        "error": _TYPE,
        "event": _WORD,
        "fault": _WORD,
        "keys": rf"{_WORD}\.{_WORD}( {_WORD}\.{_WORD})*",
        "level": _WORD,
        "library": _TYPE,
        "model": r"[A-Za-z][\w.-]{0,80}",
        "place": _PLACE,
        "platform": _WORD,
        "python": _VERSION,
        "qt": _VERSION,
        "reference": r"[0-9A-F]{8}",
        "seconds": r"\d{1,6}(\.\d{1,6})?",
        "source": _WORD,
        "trace": rf"{_TYPE}@({_PLACE})?([<;]({_TYPE}@)?({_PLACE})?)*",
        "variable": r"[A-Z][A-Z_]{0,60}",
        "version": _VERSION,
    }.items()
}


def shown(key: str, value: object) -> str:
    """`key=value` as the log shows it; an empty value tells nothing and may always stand."""
    form = _FORMS.get(key)
    if form is None:
        return f"{key if re.fullmatch(_WORD, key) else REDACTED}={REDACTED}"
    text = str(value) if isinstance(value, (str, int, float)) else REDACTED
    if text and not form.fullmatch(text):
        text = REDACTED
    return f'{key}="{text}"' if " " in text else f"{key}={text}"
