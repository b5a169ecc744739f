"""Use cases, the ports they need, and the errors a user can act on."""
