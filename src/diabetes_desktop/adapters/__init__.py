"""One vendor per file; vendor exceptions stop here. Never Qt."""
