"""The hospital's own model server: a tracking server and a scoring service, kept running."""
