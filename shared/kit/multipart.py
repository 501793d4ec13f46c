"""multipart/form-data, read without copying what nobody asks for: an e-mail's attachments may be 30 MB.

Source: https://www.rfc-editor.org/rfc/rfc7578
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.kit.errors import MalformedRequest

_BOUNDARY = re.compile(r"""boundary=(?:"([^"\r\n]{1,200})"|([^\s;,"]{1,200}))""", re.IGNORECASE)
_PARAMETER = re.compile(r"""\b(name|filename)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset="?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_MAX_HEAD = 8_192
_MAX_PARTS = 1_000


@dataclass(frozen=True, slots=True)
class Parte:
    """One field, or a file where `arquivo` is not None; `charset` is "" where the part says none."""

    nome: str
    arquivo: str | None
    charset: str
    conteudo: memoryview


def read_parts(raw: bytes, content_type: str) -> Iterator[Parte]:
    """The parts in order, up to a thousand. Raises `MalformedRequest` where there is no boundary or no part of it."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise MalformedRequest("O formulário não diz onde separa seus campos.")
    mark = b"--" + (found[1] or found[2]).encode("latin-1", "replace")
    start = raw.find(mark)
    if start < 0:
        raise MalformedRequest("O formulário enviado não tem campos.")
    return _parts(raw, mark, start + len(mark))


def _parts(raw: bytes, mark: bytes, start: int) -> Iterator[Parte]:
    """A part runs from the line after its mark to the line break before the next one; the last mark ends in `--`."""
    view = memoryview(raw)
    for _ in range(_MAX_PARTS):
        if raw[start : start + 2] == b"--":
            return
        end = raw.find(b"\r\n" + mark, start)
        end = len(raw) if end < 0 else end
        head_end = raw.find(b"\r\n\r\n", start, min(end + 4, start + _MAX_HEAD))
        if head_end >= 0 and (
            part := _part(raw[start:head_end], view[head_end + 4 : max(end, head_end + 4)])
        ):
            yield part
        if end == len(raw):
            return
        start = end + 2 + len(mark)


def _part(head: bytes, content: memoryview) -> Parte | None:
    """None for a part without a name."""
    lines = head.decode("utf-8", "replace").split("\r\n")
    disposition = next((line for line in lines if line.lower().startswith("content-disposition:")), "")
    names = {found[1].lower(): found[2] or found[3] or "" for found in _PARAMETER.finditer(disposition)}
    if "name" not in names:
        return None
    kind = next((line for line in lines if line.lower().startswith("content-type:")), "")
    charset = _CHARSET.search(kind)
    return Parte(names["name"], names.get("filename"), charset[1] if charset else "", content)
