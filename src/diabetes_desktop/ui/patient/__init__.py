"""The patient screen: the form and the result."""
