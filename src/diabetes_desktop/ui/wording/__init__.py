"""All the words: errors, inputs, marks, models."""
