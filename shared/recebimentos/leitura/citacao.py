"""What a person wrote in an e-mail, without what their program quoted below it and the signature; line by line."""

import re

from shared.kit.texto import fold

_MAX_LINES = 5_000
_MAX_LOOKED_AT = 400  # of each line: what programs write is shorter
_LOOKAHEAD = 3
# "Em seg., 5 de jan. de 2026 às 10:00, Clínica <x@y> escreveu:", which programs wrap over up to three lines.
_ATTRIBUTION = re.compile(r"(?:em|no dia|on|el|le)\b.{3,400}\b(?:escreveu|wrote|escribio|a ecrit)\s?:")
_MARK = re.compile(
    r"[-_ ]{2,}\s*(?:mensagem original|original message|mensagem encaminhada|forwarded message)\b.*"
)
_FROM, _SENT = (
    re.compile(r"\*?(?:de|from):\*? .+"),
    re.compile(r"\*?(?:enviad[ao]|sent|data|date)\b.{0,10}:.*"),
)
_RULE = re.compile(r"_{10,}")
_SIGNATURE = re.compile(
    r"--|(?:enviado (?:do|de|a partir do|pelo) (?:meu |minha |yahoo|outlook|gmail|iphone|samsung|e-?mail).{0,60}"
    r"|sent from (?:my |outlook|mail|yahoo).{0,60}|(?:obter o|obtenha o|get) outlook (?:para|for).{0,60})"
)


def without_quotes(text: str) -> str:
    """The new words; everything where nothing else would be left, as in a forwarded message."""
    return "\n".join(_new_lines(_lines(text))).strip() or text.strip()


def says_nothing_new(text: str) -> bool:
    """Whether it is but a quote or a signature: what was meant stands in the subject."""
    first = next((line for line in _new_lines(_lines(text)) if line.strip()), None)
    return first is None or _SIGNATURE.fullmatch(fold(first[:_MAX_LOOKED_AT]).strip()) is not None


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")[:_MAX_LINES]


def _new_lines(lines: list[str]) -> list[str]:
    """Quoted lines go wherever they are; all goes from where a program quotes without marking each line."""
    kept: list[str] = []
    folded = [fold(line[:_MAX_LOOKED_AT]).strip() for line in lines]
    index = 0
    while index < len(lines):
        if folded[index].startswith(">"):
            index += 1
        elif taken := _attribution(folded, index):
            if not _is_marked(folded, index + taken):
                break
            index += taken
        elif _ends(folded, index, wrote=any(line.strip() for line in kept)):
            break
        else:
            kept.append(lines[index])
            index += 1
    return kept


def _attribution(folded: list[str], index: int) -> int:
    """How many lines say who wrote what follows; 0 for none."""
    if not folded[index]:
        return 0
    for taken in range(1, _LOOKAHEAD + 1):
        joined = " ".join(folded[index : index + taken])
        if _ATTRIBUTION.fullmatch(joined[:500]):
            return taken
    return 0


def _is_marked(folded: list[str], index: int) -> bool:
    """Whether each line of the quote is marked, so that what is not is new."""
    following = (line for line in folded[index:] if line)
    return next(following, "").startswith(">")


def _ends(folded: list[str], index: int, *, wrote: bool) -> bool:
    line = folded[index]
    if _MARK.fullmatch(line) or (wrote and _SIGNATURE.fullmatch(line)):
        return True
    after = folded[index + 1 : index + 1 + _LOOKAHEAD]
    if _RULE.fullmatch(line):
        return any(_FROM.fullmatch(one) for one in after)
    return _FROM.fullmatch(line) is not None and any(_SENT.fullmatch(one) for one in after)
