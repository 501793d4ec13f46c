"""Atividades: what a cliente does in the product it pays for, kept as counters of 31 days."""
