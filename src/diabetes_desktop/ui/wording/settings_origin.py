"""Who set a setting, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.declared_settings import SETTINGS
from diabetes_desktop.application.settings import Origin, Settings

translate = QCoreApplication.translate


def origin_text(settings: Settings, key: str) -> str:
    """Which layer the value of `key` comes from, and whether nobody can change it here."""
    match settings.origin(key):
        case Origin.ENVIRONMENT:
            said = translate("SettingsOrigin", "from the environment: {0}")
            return said.format(SETTINGS[key].variable)
        case Origin.POLICY:
            return translate("SettingsOrigin", "fixed by IT")
        case Origin.USER:
            return translate("SettingsOrigin", "set in this program")
        case Origin.DEFAULT if settings.is_fixed(key):
            return translate("SettingsOrigin", "only IT can change it")
        case _:
            return translate("SettingsOrigin", "as the program comes")
