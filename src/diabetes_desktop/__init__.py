"""Decision support for diabetes at the hospital workstation."""

__version__ = "0.1.0"
