"""Links in texts that people write for others to follow: only `https` ones may leave."""

import re

_SECURE = re.compile(r"\bhttps://[^\s/]+\S*", re.IGNORECASE)
_ANY = re.compile(r"://|\bwww\.", re.IGNORECASE)


def has_insecure_link(text: str) -> bool:
    """Whether it holds an address that is no `https` one; a bare `www.` is opened without it too."""
    return _ANY.search(_SECURE.sub(" ", text)) is not None
