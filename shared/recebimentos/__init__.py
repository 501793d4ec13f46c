"""A recebimento is one inbound message as it came, and what became of it."""
