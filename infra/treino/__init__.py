"""Trains the small model that reads chamados, from the texts in `chamados/`: `make treinar`."""
