"""Chamados read by a model: the prompt out, the answer back, and of it only what the text itself bears out.

The model names what is asked and quotes it; what is urgent and what may be answered by itself is decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shared.chamados.classe import Classificacao, Classificador, Intencao, Leitura, Prioridade, Setor
from shared.chamados.indicios import Indicios, read_indicios
from shared.chamados.leitura_texto import Lido, read_palavras
from shared.chamados.modelo import load_modelo
from shared.chamados.regras import read_setor
from shared.chamados.regras_intencao import CONSEQUENCIA
from shared.chamados.regras_ordens import without_orders
from shared.chamados.regras_prioridade import alarm_of, higher, read_prioridade
from shared.chamados.regras_resposta import is_automatica, is_clinica
from shared.chamados.rotulos import PRIORIDADES_DE, SETORES
from shared.kit.llm import Prompt, fenced, json_parser, strict_schema
from shared.kit.masking import mask
from shared.kit.model_chain import ChainExhausted, ChainResult, ModelChain

VERSION = "classificacao_v1"
_MAX_TOKENS = 700
# What is pressing must be quoted; what is not need not be.
_PRESSING = (Prioridade.ALTA, Prioridade.CRITICA)


class _Answer(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class IntencaoCitada(_Answer):
    evidencia: str | None
    valor: Intencao


class PrioridadeCitada(_Answer):
    evidencia: str | None
    valor: Prioridade


class SinalCitado(_Answer):
    evidencia: str | None
    valor: bool


class RespostaClassificacao(_Answer):
    """What the model is asked for: its schema goes out with the prompt, and its answer is read by it.

    Whether an answer may be automatic is not asked: nobody's word for it would count.
    """

    intencoes: list[IntencaoCitada]
    setor: Setor
    prioridade: PrioridadeCitada
    pede_pessoa: SinalCitado
    clinica: SinalCitado
    continua: SinalCitado


@dataclass(frozen=True)
class ModelClassificador:
    """`fallback` reads alone when no model may or can, and when a model's answer has no support in the text."""

    chain: ModelChain
    fallback: Classificador

    async def classify(self, leitura: Leitura) -> Classificacao:
        if not (leitura.llm_externo and self.chain.has_models):
            return await self.fallback.classify(leitura)
        masked = mask(leitura.texto)
        parse = json_parser(RespostaClassificacao)
        try:
            result = await self.chain.run(
                prompt_for(masked.text), lambda content: parse(masked.restore(content))
            )
        except ChainExhausted:
            return await self.fallback.classify(leitura)
        return _believe(result, leitura.texto) or await self.fallback.classify(leitura)


def _believe(result: ChainResult[RespostaClassificacao], texto: str) -> Classificacao | None:
    """The part of the answer that stands; None where no request that it names is in the text."""
    answer, indicios = result.value, read_indicios(texto, load_modelo())
    source = without_orders(read_palavras(texto))
    if not (quoted := _quoted(answer.intencoes, source)):
        return None
    intencao = next(iter(quoted))
    excerpt = find_quote(source, answer.prioridade.evidencia)
    prioridade, why = _prioridade(answer.prioridade.valor, excerpt, indicios, intencao)
    return Classificacao(
        intencao=intencao,
        setor=answer.setor if answer.setor in SETORES[intencao] else read_setor(indicios, intencao),
        prioridade=prioridade,
        resposta_automatica=not (answer.clinica.valor or answer.pede_pessoa.valor)
        and is_automatica(indicios, intencao, prioridade, sure=1.0),
        intencoes=tuple(quoted),
        evidencias={"intencao": quoted[intencao], **({"prioridade": why} if why else {})},
        clinica=answer.clinica.valor or is_clinica(indicios, intencao),
        continua=indicios.has("continua") or _supported(answer.continua, source),
        origem=result.origem,
        prompt=VERSION,
    )


def _quoted(cited: Sequence[IntencaoCitada], source: Lido) -> dict[Intencao, str]:
    """The requests whose quote stands in the text, orders to the reader apart; by consequence."""
    found: dict[Intencao, str] = {}
    for item in cited[: len(Intencao)]:
        if excerpt := find_quote(source, item.evidencia):
            found.setdefault(item.valor, excerpt)
    return {intencao: found[intencao] for intencao in CONSEQUENCIA if intencao in found}


def _prioridade(
    said: Prioridade, excerpt: str | None, indicios: Indicios, intencao: Intencao
) -> tuple[Prioridade, str | None]:
    """The model's word within the bounds of the intention; an alarm that the rules hear keeps it at least high."""
    believed = said in PRIORIDADES_DE[intencao] and (excerpt or said not in _PRESSING)
    found = said if believed else read_prioridade(indicios, intencao)
    if alarm := alarm_of(indicios):
        found = higher(found, Prioridade.ALTA)
        excerpt = excerpt or indicios.lido.evidencia(alarm.inicio, alarm.fim)
    return found, excerpt if found in _PRESSING else None


def _supported(cited: SinalCitado, source: Lido) -> bool:
    return cited.valor and find_quote(source, cited.evidencia) is not None


def find_quote(source: Lido, quote: str | None) -> str | None:
    """The literal excerpt that `quote` repeats in whole words, or None."""
    needle = read_palavras(quote or "").norma
    start = source.norma.find(needle) if needle.strip() else -1
    return source.evidencia(start + 1, start + len(needle) - 1) if start >= 0 else None


@cache
def _system() -> str:
    return (Path(__file__).with_name("prompts") / f"{VERSION}.md").read_text("utf-8")


def prompt_for(texto: str) -> Prompt:
    """The request for one text, already without identifiers."""
    return Prompt(
        version=VERSION,
        system=_system(),
        user=fenced("chamado", texto),
        schema_name="chamado",
        schema=strict_schema(RespostaClassificacao),
        max_tokens=_MAX_TOKENS,
    )
