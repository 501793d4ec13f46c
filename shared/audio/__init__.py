"""Áudio: what somebody said aloud, written down. Nothing of it is stored here."""
