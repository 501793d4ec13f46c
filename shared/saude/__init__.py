"""Saúde: how well each cliente is served by what it does, as a score that explains itself."""
