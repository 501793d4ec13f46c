"""Resumos: answers that cost much to make, kept for minutes; the cache of a system whose instances share no memory."""
