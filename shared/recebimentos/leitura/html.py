"""The words of an e-mail that came as HTML only, read in one pass: nothing in it is run, fetched or believed."""

import re
from collections.abc import Iterator
from html import unescape

_BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol"}
_HIDDEN = {"script", "style", "head", "title", "blockquote"}
_NAME = re.compile(r"(/?)([a-z][a-z0-9]{0,20})", re.IGNORECASE)
_QUOTED = re.compile(r"gmail_quote|yahoo_quoted|divRplyFwdMsg|moz-cite-prefix", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")


def text_of_html(html: str) -> str:
    """The text a reader sees, up to where it quotes what it answers."""
    said: list[str] = []
    hidden = ""  # the tag whose end is waited for
    for name, words in _tags(html):
        if hidden:
            hidden = "" if name == f"/{hidden}" else hidden
        elif name in _HIDDEN:
            hidden = name
        if hidden:
            continue
        said += ["\n" if name.removeprefix("/") in _BREAKS else "", words.replace("\n", " ")]
    lines = (" ".join(line.split()) for line in _unescaped("".join(said)).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _tags(html: str) -> Iterator[tuple[str, str]]:
    """Each tag's name, with a slash before that of an end, and the words behind it; nothing from a quote on."""
    before, *pieces = html.split("<")
    yield "", before
    for piece in pieces:
        tag, closed, words = piece.partition(">")
        if _QUOTED.search(tag):
            return
        if closed:
            found = _NAME.match(tag)
            yield (found[1] + found[2].lower() if found else ""), words


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a character's number of thousands of digits
        return text
