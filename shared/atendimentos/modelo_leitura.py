"""An answer read by a model beside the rules: where the two would act against each other, nobody acts.

Numbers, a wish to be left alone and orders to a machine never reach a model: the rules' word on them is final.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shared.atendimentos.classe import Classe, Leitor, Pergunta, RespostaLida
from shared.atendimentos.leitura.regras import ORIGEM_NUMERO, Achado, read_resposta
from shared.atendimentos.leitura.sinais import Tipo
from shared.kit.llm import Prompt, fenced, json_parser, strict_schema
from shared.kit.logging import get_logger
from shared.kit.masking import mask
from shared.kit.model_chain import ChainExhausted, ModelChain
from shared.kit.texto import fold, key_of, read_texto

VERSION = "leitura_v1"
_MAX_TOKENS = 1_000
# Longer ones are no answers; the rules have looked for what matters in them.
_LONGEST = 4_000
_LEFT_OPEN = (Tipo.OUTRO, Tipo.TALVEZ, Tipo.DUVIDA, Tipo.ENGANO, Tipo.IRONIA, Tipo.ABERTO)
_AGAINST = {Classe.CONFIRMADO: (Tipo.NAO, *_LEFT_OPEN), Classe.CANCELADO: (Tipo.SIM, *_LEFT_OPEN)}
_ABOUT_MESSAGES = re.compile(
    r"mens|msg|lembr|avis|notific|contat|numer|telef|lista|cadastr|dados|consent|autoriz|bloque|whats|zap|mand|envi|"
    r"receb|spam|perturb|incomod|paz\b|par[ae]\w*\b|chega\b|basta\b|sair\b"
)
_log = get_logger(__name__)


class RespostaLeitura(BaseModel):
    """What the model is asked for: its schema goes out with the prompt, and its answer is read by it."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)

    classe: Classe
    evidencia: str | None
    desejo: str | None


@dataclass(frozen=True)
class ModelLeitor:
    """`fallback` reads alone when no model may or can; the rules' signals are held against every model's reading."""

    chain: ModelChain
    fallback: Leitor

    async def read(self, pergunta: Pergunta) -> RespostaLida:
        achado = read_resposta(pergunta)
        if _is_settled(achado, pergunta) or not (pergunta.llm_externo and self.chain.has_models):
            return await self.fallback.read(pergunta)
        masked = mask(pergunta.texto)
        parse = json_parser(RespostaLeitura)
        try:
            result = await self.chain.run(
                prompt_for(mask(pergunta.enviada).text, masked.text),
                lambda content: parse(masked.restore(content)),
            )
        except ChainExhausted:
            return await self.fallback.read(pergunta)
        read = _believe(result.value, pergunta.texto, achado)
        if read is None:
            _log.info("confirmacao.reading_dropped", extra={"model": result.origem})
            return await self.fallback.read(pergunta)
        return read.model_copy(update={"origem": result.origem, "prompt": VERSION})


def _is_settled(achado: Achado, pergunta: Pergunta) -> bool:
    lida = achado.lida
    is_final = lida.classe is Classe.OPT_OUT or lida.origem == ORIGEM_NUMERO or achado.speaks_of(Tipo.ORDEM)
    return is_final or not pergunta.texto.strip() or len(pergunta.texto) > _LONGEST


def _believe(answer: RespostaLeitura, texto: str, achado: Achado) -> RespostaLida | None:
    """The reading that stands; None when its evidence is not in the answer, so that it is no reading of it."""
    excerpt = _literal(texto, answer.evidencia)
    if excerpt is None and answer.classe is not Classe.INDEFINIDO:
        return None
    if not _may_stand(answer.classe, excerpt or "", achado):
        return RespostaLida(classe=Classe.INDEFINIDO, evidencia=excerpt or "")
    wish = _literal(texto, answer.desejo) or achado.lida.desejo
    return RespostaLida(
        classe=answer.classe,
        evidencia=excerpt or "",
        desejo=wish if answer.classe is Classe.REAGENDAR else None,
    )


def _may_stand(classe: Classe, excerpt: str, achado: Achado) -> bool:
    """Whether the rules found nothing that makes acting upon `classe` a grave error."""
    by_rules = achado.lida.classe
    if classe is by_rules:
        return True
    if classe in _AGAINST:
        return by_rules not in _AGAINST and not achado.speaks_of(*_AGAINST[classe])
    if classe is Classe.OPT_OUT:
        return bool(_ABOUT_MESSAGES.search(fold(excerpt)))
    if achado.speaks_of(Tipo.ENGANO):
        return False
    # Who cannot come may be asking for another time: that is asked for nothing that cannot be undone.
    return by_rules not in _AGAINST or (classe, by_rules) == (Classe.REAGENDAR, Classe.CANCELADO)


def _literal(texto: str, quote: str | None) -> str | None:
    """The place of the answer that `quote` repeats, case, accents and white space aside; never from inside a word."""
    words = key_of(read_texto(quote or "").legivel).strip(" \"'.,;:").split()
    if not words:
        return None
    written = read_texto(texto)
    repeated = r"\s+".join(map(re.escape, words))
    found = re.search(rf"(?<!\w){repeated}(?!\w)", written.dobrado)
    return written.trecho(*found.span()) if found else None


@cache
def _system() -> str:
    return (Path(__file__).with_name("prompts") / f"{VERSION}.md").read_text("utf-8")


def prompt_for(enviada: str, texto: str) -> Prompt:
    """The request for one answer, both texts already without identifiers."""
    return Prompt(
        version=VERSION,
        system=_system(),
        user=f"{fenced('mensagem', enviada)}\n{fenced('resposta', texto)}",
        schema_name="leitura",
        schema=strict_schema(RespostaLeitura),
        max_tokens=_MAX_TOKENS,
    )
