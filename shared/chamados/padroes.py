"""Patterns over even words: written over several lines, matched on whole words, compiled on first use."""

import re
from functools import cache

_BREAK = re.compile(r"\s*\n\s*")


def joined(pattern: str) -> str:
    """The pattern on one line: breaks and what indents the next line are no part of it."""
    return _BREAK.sub("", pattern)


@cache
def words(pattern: str) -> re.Pattern[str]:
    """Whole words of a `norma`, whose words stand one space apart; `^` is its beginning."""
    whole = joined(pattern)
    return re.compile(whole if whole.startswith("^") else f"(?<= )(?:{whole})(?= )")
