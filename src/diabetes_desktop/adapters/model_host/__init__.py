"""The model in a process of its own: `client` is this side, `worker` and the rest are that side."""
