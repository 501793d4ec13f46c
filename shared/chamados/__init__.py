"""A chamado is a request of a customer; here it is received, read, answered or routed, and followed to its end."""
