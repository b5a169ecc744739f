"""The only place that imports Qt. One folder per screen."""
