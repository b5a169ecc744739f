"""An explanation on its way between two processes, in pieces that a pipe takes whole.

It was made beside third-party code, so it is checked where it arrives.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

from diabetes_desktop.domain.explanation import Curve, Explanation
from diabetes_desktop.domain.patient import INPUTS, Input, Kind

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder, Encoder

PIECE = 8 * 1024  # bytes
FASTEST = 1  # a curve is mostly runs of the same answer: the effort is not worth it
LARGEST = 8 * 1024 * 1024  # bytes, unpacked


def prepare() -> None:
    """Import and build now what only the first message would wait for (20 ms)."""
    _codec()


def to_pieces(explanation: Explanation) -> list[bytes]:
    """Pack `explanation`: two or three pieces."""
    encoder, _ = _codec()
    packed = zlib.compress(encoder.encode(explanation), FASTEST)
    return [packed[first : first + PIECE] for first in range(0, len(packed), PIECE)]


def from_pieces(pieces: Sequence[bytes]) -> Explanation:
    """Unpack and check.

    Raises:
        ValueError: not an explanation, or an impossible one.
    """
    _, decoder = _codec()
    try:
        explanation = decoder.decode(zlib.decompressobj().decompress(b"".join(pieces), LARGEST))
    except (zlib.error, TypeError) as error:
        raise ValueError(type(error).__name__) from None
    if not _sound(explanation):
        raise ValueError("values")
    return explanation


@cache
def _codec() -> tuple[Encoder, Decoder[Explanation]]:
    """Late, because the application imports this module before its first window is painted."""
    from msgspec.msgpack import Decoder, Encoder

    return Encoder(), Decoder(Explanation)


def _sound(explanation: Explanation) -> bool:
    spread = explanation.spread
    shares = [explanation.base, explanation.probability, explanation.reference.base_rate]
    if spread is not None:
        shares += [spread.low, spread.high]
    return (
        all(0 <= share <= 1 for share in shares)
        and len(explanation.contributions) == len(explanation.curves) == len(INPUTS)
        and all(map(isfinite, explanation.contributions))
        and all(map(_sound_curve, INPUTS, explanation.curves))
    )


def _sound_curve(spec: Input, curve: Curve) -> bool:
    return (
        0 < len(curve.values) == len(curve.probabilities) == len(curve.outcomes)
        and all(0 <= probability <= 1 for probability in curve.probabilities)
        and all(outcome in (0, 1) for outcome in curve.outcomes)
        and _sound_values(spec, curve)
    )


def _sound_values(spec: Input, curve: Curve) -> bool:
    if spec.kind is not Kind.NUMBER:
        return tuple(map(str, curve.values)) == spec.choices
    numbers = [value for value in curve.values if isinstance(value, float)]
    return (
        len(numbers) == len(curve.values)
        and all(number in spec.hard for number in numbers)
        and all(low < high for low, high in pairwise(numbers))
    )
