"""The origin of a web page as an allow-list names it, to the letter; apart because browsers compare it character by
character and a policy header repeats it."""

import re

_HOST = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
# A name, never an address: its last label has a letter, and no wildcard, path or user is part of an origin.
_HTTPS = re.compile(rf"https://(?:{_HOST}\.)+(?=[a-z0-9-]*[a-z]){_HOST}(?::(?P<port>[1-9]\d{{0,4}}))?")
# A developer's own machine, which is the only place that may do without TLS.
_LOCAL = re.compile(r"http://(?:localhost|127\.0\.0\.1)(?::(?P<port>[1-9]\d{0,4}))?")
_MAX_PORT = 65_535
_MAX_HOST = 253


def origin(text: str) -> str:
    """`https://www.clinica.com.br` as browsers write it: in lower case, without its default port.

    Raises `ValueError`.
    """
    written = text.strip().lower()
    found = _HTTPS.fullmatch(written) or _LOCAL.fullmatch(written)
    if found is None or len(written) > _MAX_HOST or int(found["port"] or 1) > _MAX_PORT:
        raise ValueError(
            "deve ser uma origem como https://www.clinica.com.br: sem caminho, sem * e sem barra final"
        )
    return written.removesuffix(":443" if written.startswith("https:") else ":80")
