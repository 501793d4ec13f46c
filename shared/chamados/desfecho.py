"""What somebody says of an answer that they were given; pure, and sure of itself or silent."""

import re

from shared.chamados.classe import Desfecho
from shared.kit.texto import fold

_AGAINST = re.compile(
    r"\b(?:nao|nem|nunca|nada)\s+(?:me\s+)?(?:foi\s+)?(?:resolv|ajud|adiant|funcion|deu\b|consegu)"
    r"|\b(?:continu|persist|pior)\w+|\bde novo\b|\bmesmo (?:erro|problema)\b"
    r"|\bainda (?:nao|sem|da|esta|ta|com)\b|\bsem (?:funcionar|resolver|sucesso)\b"
)
_IN_FAVOUR = re.compile(
    r"\b(?:obrigad[oa]s?|brigad[oa]|obg|vlw|valeu|grat[oa]|agradec\w+|tks|thanks"
    r"|resolv(?:eu|ido|ida|i)|consegui|funcionou|deu certo|ajudou)\b"
)
# What goes with it and asks for nothing.
_BESIDE = (
    "a agora ajuda aqui atencao beleza bem blz certo demais e entao era esta foi gente hein isso ja maravilha mesmo "
    "muito ok otimo para pela pelo perfeito pessoal por pra retorno show sim so super ta todos top tudo "
    "viu voces"
)
_SIGNS = re.compile(r"[^a-z0-9 ]+")


def read_desfecho(texto: str) -> Desfecho:
    """`RESOLVEU` only where nothing else is said; `OUTRO` on any doubt, and for any question."""
    folded = fold(texto)
    said = " ".join(_SIGNS.sub(" ", folded).split())
    if _AGAINST.search(said):
        return Desfecho.NAO_RESOLVEU
    left = set(_IN_FAVOUR.sub(" ", said).split()) - set(_BESIDE.split())
    if left or "?" in folded or not _IN_FAVOUR.search(said):
        return Desfecho.OUTRO
    return Desfecho.RESOLVEU
