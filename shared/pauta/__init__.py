"""Pauta: what is worth doing first today, from what the other features know, with the reason and the money at risk."""
