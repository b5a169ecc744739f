"""Colours and style sheet."""
