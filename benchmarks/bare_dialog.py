"""The reference of benchmarks/packaged.py: what any frozen PySide6 program needs to start."""

import sys

from PySide6.QtWidgets import QApplication, QDialog, QFormLayout, QLineEdit

application = QApplication(sys.argv)
dialog = QDialog()
form = QFormLayout(dialog)
form.addRow("User", QLineEdit())
form.addRow("Password", QLineEdit())
dialog.show()
application.exec()
