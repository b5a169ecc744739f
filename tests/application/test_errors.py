"""Errors carry facts, and stay whole through everything that may lie on their way."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterator

import pytest

from diabetes_desktop.application import errors
from diabetes_desktop.application.errors import AppError, ModelFault, ModelRefused

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, AppError) and kind is not AppError
]


def an_error(kind: type[AppError]) -> AppError:
    return kind(**{name: f"some {name}" for name in kind.__match_args__})


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_a_process_boundary_whole(kind: type[AppError]) -> None:
    error = an_error(kind)

    arrived = pickle.loads(pickle.dumps(error))

    assert type(arrived) is kind
    assert arrived == error


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_passes_through_a_context_manager(kind: type[AppError]) -> None:
    @contextlib.contextmanager
    def context() -> Iterator[None]:
        yield

    error = an_error(kind)
    with pytest.raises(kind) as raised, context():
        raise error

    assert raised.value is error


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_takes_a_note(kind: type[AppError]) -> None:
    error = an_error(kind)

    error.add_note("seen while testing")

    assert error.__notes__ == ["seen while testing"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.__match_args__])
def test_the_facts_of_an_error_cannot_be_changed(kind: type[AppError]) -> None:
    error = an_error(kind)

    with pytest.raises(AttributeError):
        setattr(error, kind.__match_args__[0], "another")


def test_errors_are_equal_when_their_facts_are() -> None:
    refused = ModelRefused(ModelFault.LOAD, "here", detail="ValueError")

    assert refused == ModelRefused(fault=ModelFault.LOAD, location="here", detail="ValueError")
    assert refused != ModelRefused(ModelFault.LOAD, "there", detail="ValueError")
    assert len({refused, ModelRefused(ModelFault.LOAD, "here", detail="ValueError")}) == 1


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("a", "b", "c", "d", "e"), {}), ((), {"other": 1})]
)
def test_an_error_takes_its_own_facts_only(
    values: tuple[str, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="fault"):
        ModelRefused(*values, **named)  # type: ignore[arg-type]
