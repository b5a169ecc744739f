"""What becomes of a model that nobody known signed; only the site policy can say so."""

from __future__ import annotations

from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SignaturePolicy
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.setting_line import SettingLine
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.settings_origin import origin_text

KEY = "model.signatures"


class SignatureLine(SettingLine):
    """Shown, never changed."""

    def __init__(self, services: Services) -> None:
        self._text = RoleLabel(wrap=True)
        self._text.setObjectName(KEY)
        super().__init__(self._text)
        self._services = services

    def show_choice(self, choice: ModelChoice) -> None:
        """Show the rule in force, and how many keys are trusted."""
        self.name(self.tr("Signature"))
        rules = {
            SignaturePolicy.ALLOWED: self.tr("A model without a trusted signature is used."),
            SignaturePolicy.WARNED: self.tr(
                "A model without a trusted signature is used, and the Model page says so."
            ),
            SignaturePolicy.REFUSED: self.tr("Only models with a trusted signature are used."),
        }
        keys = self.tr("trusted keys: {0}").format(len(choice.trusted_keys))
        self._text.setText(rules[choice.signatures])
        self.say(f"{keys} · {origin_text(self._services.settings, KEY)}")
