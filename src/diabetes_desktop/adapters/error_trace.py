"""Where an error came from, without a word of what it says: messages carry values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from types import TracebackType

PACKAGE = "diabetes_desktop."
MOST_PLACES = 12  # of each error; the newest, a runaway recursion has a thousand alike
MOST_ERRORS = 5


def trace_of(error: BaseException) -> str:
    """`Type@newest<older;Cause@...`: types and the lines of our own modules.

    An error that never passed through our modules names the place where it was raised.
    """
    return ";".join(f"{type_of(each)}@{'<'.join(_places(each))}" for each in _chain(error))


def type_of(error: BaseException) -> str:
    """The error's class, with its module where it is not Python's own."""
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def reference_of(trace: str) -> str:
    """Eight characters that a user can read to IT over the telephone."""
    return hashlib.sha256(trace.encode()).hexdigest()[:8].upper()


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while len(chain) < MOST_ERRORS:
        last = chain[-1]
        earlier = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if earlier is None or earlier in chain:
            break
        chain.append(earlier)
    return chain


def _places(error: BaseException) -> list[str]:
    """Newest first."""
    places = list(_lines(error.__traceback__))
    own = [f"{module.removeprefix(PACKAGE)}:{line}" for module, line in places if _is_own(module)]
    if not own and places:
        module, line = places[-1]
        return [f"{module}:{line}"]
    return own[: -MOST_PLACES - 1 : -1]


def _lines(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield str(trace.tb_frame.f_globals.get("__name__", "")), trace.tb_lineno
        trace = trace.tb_next


def _is_own(module: str) -> bool:
    return module.startswith(PACKAGE)
