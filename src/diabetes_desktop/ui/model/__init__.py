"""The screen that tells what is known of the model in use."""
