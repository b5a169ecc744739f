"""The two sizes of paper, and which one lies in the drawers of a country."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QLocale, QSizeF
from PySide6.QtGui import QPageSize

_COUNTRY = QLocale.Country
# Source: Unicode CLDR, supplemental data, paperSize "US-Letter".
_LETTER_COUNTRIES = frozenset(
    {
        _COUNTRY.Belize,
        _COUNTRY.Canada,
        _COUNTRY.Chile,
        _COUNTRY.Colombia,
        _COUNTRY.CostaRica,
        _COUNTRY.ElSalvador,
        _COUNTRY.Guatemala,
        _COUNTRY.Mexico,
        _COUNTRY.Nicaragua,
        _COUNTRY.Panama,
        _COUNTRY.Philippines,
        _COUNTRY.PuertoRico,
        _COUNTRY.UnitedStates,
        _COUNTRY.Venezuela,
    }
)


class Paper(Enum):
    """A page of the report."""

    A4 = QPageSize.PageSizeId.A4
    LETTER = QPageSize.PageSizeId.Letter

    @property
    def size(self) -> QPageSize:
        """Its size, for Qt."""
        return QPageSize(self.value)

    @property
    def points(self) -> QSizeF:
        """Width and height in points."""
        return self.size.size(QPageSize.Unit.Point)


def usual_paper(locale: QLocale | None = None) -> Paper:
    """What the country of `locale` (the system's, if not given) prints on."""
    country = (locale or QLocale.system()).territory()
    return Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4
