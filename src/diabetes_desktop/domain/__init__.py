"""The rules of the field: plain Python, no I/O, no clock, no third-party import."""
