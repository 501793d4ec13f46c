"""Pages of ours as answers: a closed list of files, read and gzipped once, behind one strict policy."""

import asyncio
import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.kit.errors import NotFound
from shared.kit.etags import body_tag
from shared.kit.rendering import reads_gzip
from shared.kit.routes import Answer, Headers

MEDIA_TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors {}; base-uri 'none'"
)
_ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def page_headers(embedders: Sequence[str] = ()) -> dict[str, str]:
    """What a page may load and who may show it in a frame: itself and the origins `embedders`, nobody without any.

    `X-Frame-Options` cannot name another origin, so it is left out where there is one.
    """
    if not embedders:
        return _ALWAYS | {"Content-Security-Policy": _POLICY.format("'none'"), "X-Frame-Options": "DENY"}
    return _ALWAYS | {
        "Content-Security-Policy": _POLICY.format(" ".join(("'self'", *embedders))),
        "Cross-Origin-Resource-Policy": "cross-origin",  # a page that isolates itself shows no other
    }


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The files that a page may ask for, by the name in the address; no other path is ever opened."""

    files: Mapping[str, Path]

    async def answer(self, name: str, asked: Headers) -> Answer:
        """`asked` is the request's headers. Raises `NotFound`."""
        path = self.files.get(name)
        if path is None:
            raise NotFound
        file = await asyncio.to_thread(_read, path)
        headers = page_headers() | {"Content-Type": MEDIA_TYPES[path.suffix], "ETag": file.tag}
        if reads_gzip(asked):
            return Answer(file.packed, headers=headers | {"Content-Encoding": "gzip"})
        return Answer(file.plain, headers=headers)


@dataclass(frozen=True, slots=True)
class _File:
    plain: bytes
    packed: bytes
    tag: str


@cache
def _read(path: Path) -> _File:
    plain = path.read_bytes()
    return _File(plain, gzip.compress(plain), body_tag(plain))
