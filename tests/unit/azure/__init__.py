"""The tools that deploy."""
