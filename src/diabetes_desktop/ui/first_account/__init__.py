"""The screen that makes the first account."""
