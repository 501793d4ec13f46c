"""A model's own words where no approved answer fits by itself: built on approved ones alone, and checked in code.

Implements the port `Redator`. Only contas that turned it on are answered so.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shared.chamados.respondedor.diferencas import own_words
from shared.chamados.respondedor.ports import Pauta, Redigida, Trecho
from shared.kit.links import has_insecure_link
from shared.kit.llm import Prompt, fenced, json_parser, strict_schema
from shared.kit.logging import get_logger
from shared.kit.masking import mask
from shared.kit.model_chain import ChainExhausted, ModelChain
from shared.kit.texto import fold

VERSION = "resposta_v1"
LONGEST = 600
_MAX_TOKENS = 700
# So much of what it says may be in words that the trechos do not have.
_OWN_WORDS = 0.34
_LINK = re.compile(r"\S+://\S+|\bwww\.\S+|\b[\w-]+\.(?:com|net|org|br|app|io)\b\S*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,:/h]\d+)*")
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÀ-Ý][\w'-]+")
_UNFIT = re.compile(
    # prices and advertising
    r"r\$|\breais\b|\d ?%|\bpor cento\b|\bdescont|\bpromo(?:c|t)|\bofertas?\b|\bgratis\b|\bgratuit|\bcortesia|\bbrinde"
    r"|\bcashback|\bpreco|\bcusta(?:m|ria)?\b|\bbarat|\bparcel|\bjuros\b|\bpix\b|\bcartao|\bvalor(?:es)?\b"
    # promises
    r"|\bgaranti|\bpromet|\bcom certeza\b|\bsem falta\b|\bassegur"
    r"|\b(?:vamos|iremos|irei|vou) (?:devolver|estornar|reembolsar|resolver|cancelar|ligar|retornar|enviar|agendar)"
    r"|\bser[ao]o? (?:devolvid|estornad|reembolsad|resolvid)"
    r"|\bresolveremos\b|\bestornaremos\b|\bdevolveremos\b|\bretornaremos\b|\b100\b"
    # health
    r"|\btome\b|\btomar\b|\bremedi|\bmedica(?:c|m)|\bdose|\bmg\b|\bdipirona|\bibuprofeno|\bparacetamol|\bantibiotic"
    r"|\banti-?inflamat|\bsintoma|\bdiagnostic|\bcompressa|\bbocheche|\bjejum\b|\brepouso\b|\bgestante|\bgravid|\balerg"
    r"|\bsangr|\bdores?\b|\bfebre|\binfec|\binflam|\btratamento (?:indicado|ideal)|\brecomend|\bcontraindica|\bcicatriz"
    # what a model says of itself, and marks that nobody filled in
    r"|\bintelig[a-z]+ artificial\b|\bmodelo de linguagem\b|\bassistente virtual\b|[\[\]{}<>]"
)
_log = get_logger(__name__)


class RespostaRedigida(BaseModel):
    """What the model is asked for."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)

    responde: bool
    texto: str
    fontes: list[str]


@dataclass(frozen=True)
class ModelRedator:
    chain: ModelChain

    async def write(self, pauta: Pauta) -> Redigida | None:
        if not self.chain.has_models:
            return None
        try:
            result = await self.chain.run(_prompt(pauta), json_parser(RespostaRedigida))
        except ChainExhausted:
            return None
        written = result.value
        said = written.responde and may_be_said(written.texto, tuple(written.fontes), pauta)
        _log.info(
            "chamado.written", extra={"fontes": len(written.fontes), "dita": said, "origem": result.origem}
        )
        if not said:
            return None
        return Redigida(written.texto.strip(), tuple(written.fontes), f"{result.origem} {VERSION}")


def may_be_said(texto: str, fontes: tuple[str, ...], pauta: Pauta) -> bool:
    """Whether it cites what it was given, rests on it, and holds no price, promise, health advice or foreign name."""
    given = {trecho.id: trecho for trecho in pauta.trechos}
    if not fontes or not given.keys() >= set(fontes):
        return False
    said = texto.strip()
    if not said or len(said) > LONGEST or not said.replace("\n", "").isprintable():
        return False
    if _UNFIT.search(fold(said)) or has_insecure_link(said):
        return False
    return _rests_on(said, tuple(given[one] for one in dict.fromkeys(fontes)), pauta)


def _rests_on(said: str, trechos: tuple[Trecho, ...], pauta: Pauta) -> bool:
    """Every number, link and name of it stands in what it cites, and most of its words do."""
    source = "\n".join(trecho.resposta for trecho in trechos)
    known = fold(f"{source} {pauta.nome} {pauta.conta}")
    if not _exact(said) <= _exact(source):
        return False
    if any(fold(name) not in known for name in _NAME.findall(_LINK.sub(" ", said))):
        return False
    return own_words(said, known) <= _OWN_WORDS


def _exact(texto: str) -> set[str]:
    """Its links, and the numbers outside of them."""
    links = [found.rstrip(".,;:!?") for found in _LINK.findall(texto)]
    return {*links, *_NUMBER.findall(_LINK.sub(" ", texto))}


@cache
def _system() -> str:
    return (Path(__file__).with_name("prompts") / f"{VERSION}.md").read_text("utf-8")


def _prompt(pauta: Pauta) -> Prompt:
    facts = {
        "pergunta": mask(pauta.pergunta).text,
        "nome": pauta.nome,
        "empresa": pauta.conta,
        "trechos": [
            {"id": trecho.id, "pergunta": mask(trecho.pergunta).text, "resposta": trecho.resposta}
            for trecho in pauta.trechos
        ],
    }
    return Prompt(
        version=VERSION,
        system=_system(),
        user=fenced("pauta", json.dumps(facts, ensure_ascii=False, indent=1)),
        schema_name="resposta",
        schema=strict_schema(RespostaRedigida),
        max_tokens=_MAX_TOKENS,
    )
