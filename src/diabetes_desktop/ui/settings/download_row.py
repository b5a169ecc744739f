"""How far the download of a model is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.figures import fixed

LOOK_EVERY_MS = 250
MEGABYTE = 1_000_000  # bytes


class DownloadRow(QWidget):
    """Seen while something is fetched between `watch` and `rest`."""

    def __init__(self, services: Services, runner: BackgroundRunner) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._watching = self._asked = False
        self._shown = (0, 0)
        self._text = RoleLabel("muted")
        self._text.setObjectName("download_text")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Download")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton()
        self._cancel.setObjectName("cancel_download")
        self._cancel.setAccessibleName("Cancel the download")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.show_progress(0, 0)

    def watch(self) -> None:
        """Something may be fetched from now on."""
        self._watching = True
        self._cancel.setEnabled(True)
        self._timer.start()

    def rest(self) -> None:
        """Nothing is, any more."""
        self._watching = False
        self._timer.stop()
        self.show_progress(0, 0)

    def show_progress(self, fetched: int, total: int) -> None:
        """So many bytes of so many; nothing is seen where `total` is 0."""
        self._shown = fetched, total
        self.setVisible(total > 0)
        self._bar.setValue(round(1000 * fetched / total) if total else 0)
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
        super().changeEvent(event)

    def _look(self) -> None:
        if self._asked:
            return
        self._asked = True
        self._runner.run(
            lambda: self._services.registry().progress(),
            owner=self,
            on_success=self._saw,
            on_failure=lambda _: self._saw((0, 0)),
        )

    def _saw(self, progress: tuple[int, int]) -> None:
        self._asked = False
        if self._watching:
            self.show_progress(*progress)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._runner.run(
            lambda: self._services.registry().cancel_download(),
            owner=self,
            on_success=lambda _: None,
            on_failure=lambda _: None,
        )

    def _word(self) -> None:
        fetched, total = (fixed(part / MEGABYTE, 1) for part in self._shown)
        text = self.tr("{0} of {1} MB").format(fetched, total)
        self._text.setText(text)
        self._bar.setAccessibleDescription(text)
        self._cancel.setText(self.tr("Cancel the download"))
