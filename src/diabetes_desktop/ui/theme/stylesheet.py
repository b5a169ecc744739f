"""The style sheet, made from the tokens: shapes and sizes stand here, colours in `tokens.py`.

The font is the system's own: naming families that are not installed costs Qt 50 ms at the start.
"""

from __future__ import annotations

from diabetes_desktop.ui.theme.tokens import Tokens

_SHEET = """
* { font-size: 13px; color: %(text)s; outline: none; }
QMainWindow, QDialog, QWidget[role="window"] { background: %(window)s; }
QFrame[role="brand"] { border: none;
  background: qlineargradient(x1:0, y1:0, x2:0, y2:1, stop:0 #0f66b3, stop:1 #0a4479); }
QFrame[role="entrance"] { background: %(surface)s; border: none; }
QToolTip { background: %(surface)s; color: %(text)s; border: 1px solid %(border)s; padding: 4px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: %(muted)s; }
QLabel[role="note"] { color: %(muted)s; font-size: 12px; }
QLabel[role="pill"] { background: %(window)s; border: 1px solid %(border)s; border-radius: 9px;
  padding: 1px 9px; font-size: 12px; font-weight: 600; }
QLabel[role="pill"][tone="caution"] { color: %(caution)s; border-color: %(caution)s; }
QLabel[role="pill"][tone="positive"] { color: %(positive)s; border-color: %(positive)s; }
QLabel[role="strong"][tone="alert"] { color: %(alert)s; }
QLabel[role="strong"][tone="caution"] { color: %(caution)s; }
QLabel[role="strong"][tone="positive"] { color: %(positive)s; }
QLabel[role="sign"] { font-size: 24px; }
QLabel[role="sign"][tone="alert"] { color: %(alert)s; }
QLabel[role="sign"][tone="caution"] { color: %(caution)s; }
QLabel[role="note"][tone="alert"] { color: %(alert)s; }
QLabel[role="note"][tone="caution"] { color: %(caution)s; }
QLabel[tone="caution"] { color: %(caution)s; }
QLabel[tone="positive"] { color: %(positive)s; }
QFrame[role="chosen"] { background: %(accent_soft)s; border: none; border-radius: 6px; }
QFrame[role="card"] { background: %(surface)s; border: 1px solid %(border)s; border-radius: 10px; }
QFrame[role="line"] { background: %(border)s; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="banner"] { background: %(alert_soft)s; border: 1px solid %(alert)s;
  border-radius: 8px; }
QFrame[role="banner"][tone="caution"] { background: %(surface)s; border-color: %(caution)s; }
QFrame[role="banner"][tone="info"] { background: %(accent_soft)s; border-color: %(accent)s; }
QFrame[role="banner"] QLabel { color: %(alert)s; }
QFrame[role="banner"][tone="caution"] QLabel { color: %(caution)s; }
QFrame[role="banner"][tone="info"] QLabel { color: %(text)s; }

QLineEdit, QFrame[role="field"], QComboBox {
  background: %(surface)s; border: 1px solid %(border)s; border-radius: 6px;
  padding: 0 9px; min-height: 28px; selection-background-color: %(accent)s;
  selection-color: %(on_accent)s; }
QFrame[role="field"] { padding: 0; }
QFrame[role="field"] QLineEdit { border: none; background: transparent; min-height: 26px; }
QPlainTextEdit { background: %(surface)s; border: 1px solid %(border)s; border-radius: 6px;
  padding: 4px 6px; selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QPlainTextEdit:focus { border: 2px solid %(accent)s; }
QLineEdit:focus, QComboBox:focus,
QFrame[role="field"][focus="true"] { border: 2px solid %(accent)s; }
QFrame[role="field"] QLineEdit:focus { border: none; }
QFrame[role="field"][tone="alert"] { border-color: %(alert)s; }
QFrame[role="field"][tone="caution"] { border-color: %(caution)s; }
QLineEdit:disabled, QComboBox:disabled { color: %(muted)s; background: %(window)s; }
QLineEdit:read-only { background: %(window)s; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(%(icons)s/chevron-%(name)s.png); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: %(surface)s; border: 1px solid %(border)s;
  selection-background-color: %(accent_soft)s; selection-color: %(text)s; }
QComboBox QAbstractItemView::item { min-height: 26px; }

QPushButton { background: %(surface)s; border: 1px solid %(border)s; border-radius: 6px;
  padding: 0 12px; min-height: 28px; font-weight: 600; }
QPushButton:hover { border-color: %(accent)s; }
QPushButton:focus { border: 2px solid %(accent)s; }
QPushButton:disabled { color: %(muted)s; background: %(window)s; font-weight: 400; }
QPushButton[role="primary"] { background: %(accent)s; color: %(on_accent)s;
  border: 2px solid %(accent)s; min-height: 32px; }
QPushButton[role="primary"]:focus { border: 2px solid %(text)s; }
QPushButton[role="primary"]:disabled { background: %(border)s; color: %(text)s;
  border-color: %(border)s; }
QPushButton[role="link"] { border: 1px solid transparent; background: transparent;
  color: %(accent)s; padding: 0 4px; min-height: 20px; }
QPushButton[role="link"]:focus { border: 1px solid %(accent)s; }
QPushButton[role="language"] { border: 1px solid transparent; background: transparent;
  color: %(muted)s; padding: 0 4px; min-height: 20px; font-weight: 400; }
QPushButton[role="language"][current="true"] { color: %(accent)s; font-weight: 700; }
QPushButton[role="language"]:focus { border: 1px solid %(accent)s; }
QPushButton[role="small"] { padding: 0 8px; min-height: 22px; font-size: 12px; }

QFrame[role="segments"] { border: 1px solid %(border)s; border-radius: 6px;
  background: %(surface)s; }
QPushButton[role="segment"] { border: 2px solid transparent; border-radius: 5px; padding: 0 4px;
  min-height: 24px; font-weight: 400; color: %(muted)s; background: transparent; }
QPushButton[role="segment"]:hover { color: %(text)s; }
QPushButton[role="segment"]:checked { background: %(accent_soft)s; color: %(accent)s;
  font-weight: 600; }
QPushButton[role="segment"]:focus { border: 2px solid %(accent)s; }
QPushButton[role="segment"]:disabled { background: transparent; }
QPushButton[role="segment"]:checked:disabled { background: %(accent_soft)s; color: %(text)s; }
QFrame[role="segments"][small="true"] { border: none; background: transparent; }
QFrame[role="segments"][small="true"] QPushButton { min-height: 18px; font-size: 11px; }

QRadioButton { spacing: 8px; min-height: 24px; }
QRadioButton:focus { color: %(accent)s; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid %(muted)s; border-radius: 4px;
  background: %(surface)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s;
  image: url(%(icons)s/tick-%(name)s.png); }
QCheckBox:focus { color: %(accent)s; }
QCheckBox::indicator:focus { border: 2px solid %(accent)s; }

QFrame[role="sidebar"] { background: %(surface)s; border: none;
  border-right: 1px solid %(border)s; }
QPushButton[role="navigation"] { border: 2px solid transparent; border-radius: 8px;
  text-align: left; padding: 0 12px; min-height: 34px; font-weight: 500; color: %(muted)s; }
QPushButton[role="navigation"]:checked { background: %(accent_soft)s; color: %(accent)s;
  font-weight: 600; }
QPushButton[role="navigation"]:focus { border-color: %(accent)s; }
QFrame[role="status"] { background: %(surface)s; border: none; border-top: 1px solid %(border)s; }
QFrame[role="status"] QLabel { color: %(muted)s; font-size: 12px; }
QFrame[role="status"] QLabel[tone="caution"] { color: %(caution)s; }
QFrame[role="status"] QLabel[tone="info"] { color: %(text)s; }
QTableWidget { background: %(surface)s; border: 1px solid %(border)s; border-radius: 6px;
  selection-background-color: %(accent_soft)s; selection-color: %(text)s; }
QTableWidget:focus { border: 2px solid %(accent)s; }
QTableWidget::item { padding: 4px 0; border-bottom: 1px solid %(border)s; }
QTableWidget::item:selected { background: %(accent_soft)s; color: %(text)s; }
QHeaderView { background: transparent; }
QHeaderView::section { background: %(surface)s; color: %(muted)s; border: none;
  border-bottom: 1px solid %(border)s; padding: 5px 3px; font-size: 12px; font-weight: 600; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { border: none;
  background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: %(border)s; border-radius: 5px; min-height: 30px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QProgressBar { border: 1px solid %(border)s; border-radius: 4px; max-height: 6px;
  background: %(window)s; }
QProgressBar::chunk { background: %(accent)s; }
"""


def stylesheet(name: str, tokens: Tokens, icons: str) -> str:
    """The style sheet of the theme `name`; `icons` is the folder of its ticks and chevrons."""
    colours = {each: getattr(tokens, each) for each in Tokens.__slots__}
    return _SHEET % {**colours, "icons": icons, "name": name}
