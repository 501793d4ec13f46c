"""A relato read by a model: the prompt out, the answer back, and of it only what the relato itself bears out.

The model finds and quotes; every value is parsed here from its quote. Without a model the rules read alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from shared.kit.llm import Prompt, fenced, json_parser, strict_schema
from shared.kit.logging import get_logger
from shared.kit.masking import mask
from shared.kit.model_chain import ChainExhausted, ChainResult, ModelChain
from shared.kit.texto import squeeze
from shared.relatos.evidence import Source
from shared.relatos.models import MAY_LACK, Extracao, FormaPagamento
from shared.relatos.ports import Extractor, Leitura
from shared.relatos.quotes import amounts_of, day_ahead, describe_payment, instalments_of, mentions, moment_of

VERSION = "extracao_v1"
_MAX_TOKENS = 2_000
_LONGEST_NAME = 80
_LONGEST_SENTENCE = 300
_MOST_FACTS = 12
_HALF_A_CENT = Decimal("0.005")
_log = get_logger(__name__)
T = TypeVar("T")


class _Answer(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, allow_inf_nan=False)


class Trecho(_Answer):
    evidencia: str | None


class TextoCitado(Trecho):
    valor: str | None


class NumeroCitado(Trecho):
    valor: float | None


class ContagemCitada(Trecho):
    valor: int | None


class FormaCitada(Trecho):
    valor: FormaPagamento


class SinalCitado(Trecho):
    valor: bool


class FatoCitado(Trecho):
    fato: str


class RespostaExtracao(_Answer):
    """What the model is asked for: its schema goes out with the prompt, and its answer is read by it."""

    data_conversa: Trecho
    identidade_cliente: TextoCitado
    identidade_atendente: TextoCitado
    resumo_assunto: TextoCitado
    valor_orcamento: NumeroCitado
    formas_pagamento: list[FormaCitada]
    parcelas: ContagemCitada
    informacoes_organizadas: list[FatoCitado]
    instrucoes_proximo_passo: TextoCitado
    proximo_contato: Trecho
    nao_contatar: SinalCitado


@dataclass(frozen=True)
class ModelExtractor:
    """`fallback` reads every relato too: alone when no model may or can, and beside it for what code must decide."""

    chain: ModelChain
    fallback: Extractor

    async def extract(self, leitura: Leitura) -> Extracao:
        by_rules = await self.fallback.extract(leitura)
        if not (leitura.llm_externo and self.chain.has_models):
            return by_rules
        masked = mask(leitura.texto)
        parse = json_parser(RespostaExtracao)
        try:
            result = await self.chain.run(
                prompt_for(masked.text), lambda content: parse(masked.restore(content))
            )
        except ChainExhausted:
            return by_rules
        return await self._believe(result, leitura, by_rules)

    async def _believe(
        self, result: ChainResult[RespostaExtracao], leitura: Leitura, by_rules: Extracao
    ) -> Extracao:
        """The part of the answer that stands. When it claims much and nothing stands, the rules read better."""
        answer, check = result.value, _Check(Source(leitura.texto), leitura.data_referencia)
        excerpt = check.source.excerpt(answer.valor_orcamento.evidencia)
        alone = await self.fallback.extract(Leitura(excerpt, leitura.data_referencia)) if excerpt else None
        found = {
            **_said(answer, check),
            **_in_the_rules_words(_counted(answer, check, alone), by_rules),
            **_planned(answer, check, by_rules),
        }
        if check.descartados:
            _log.info("relato.values_dropped", extra={"campos": ", ".join(check.descartados)})
        if check.descartados and not check.evidencias:
            return by_rules
        return Extracao(
            **found,
            evidencias=check.evidencias,
            campos_ausentes=tuple(
                campo for campo in MAY_LACK if not found[campo] and campo not in check.descartados
            ),
            descartados=tuple(check.descartados),
            origem=result.origem,
            prompt=VERSION,
        )


@dataclass
class _Check:
    """Takes a value when its quote is in the relato and bears it out; keeps count of both."""

    source: Source
    reference: date
    evidencias: dict[str, str] = field(default_factory=dict)
    descartados: list[str] = field(default_factory=list)

    def take(self, campo: str, cited: Trecho, said: object, parse: Callable[[str], T | None]) -> T | None:
        """`said` None: the model claims nothing. A claim without support is dropped, once per field."""
        if said is None:
            return None
        excerpt = self.source.excerpt(cited.evidencia)
        value = parse(excerpt) if excerpt else None
        if value is None or excerpt is None:
            self.drop(campo)
            return None
        self.evidencias.setdefault(campo, excerpt)
        return value

    def drop(self, campo: str) -> None:
        if campo not in self.descartados:
            self.descartados.append(campo)

    def name(self, campo: str, cited: TextoCitado) -> str | None:
        """The name as the relato writes it, from within the quote."""

        def literal(excerpt: str) -> str | None:
            found = Source(excerpt).excerpt(cited.valor)
            return squeeze(found) if found and len(found) <= _LONGEST_NAME else None

        return self.take(campo, cited, cited.valor, literal)

    def sentence(self, campo: str, cited: Trecho, words: str | None) -> str | None:
        def supported(_: str) -> str | None:
            sentence = squeeze(words or "")
            return sentence if len(sentence) <= _LONGEST_SENTENCE and self.source.supports(sentence) else None

        return self.take(campo, cited, words, supported)


def _said(answer: RespostaExtracao, check: _Check) -> dict[str, Any]:
    """What is told in words: who, about what, which facts."""
    facts = [
        check.sentence("informacoes_organizadas", cited, cited.fato)
        for cited in answer.informacoes_organizadas[:_MOST_FACTS]
    ]
    next_step = check.sentence(
        "instrucoes_proximo_passo", answer.instrucoes_proximo_passo, answer.instrucoes_proximo_passo.valor
    )
    return {
        "identidade_cliente": check.name("identidade_cliente", answer.identidade_cliente),
        "identidade_atendente": check.name("identidade_atendente", answer.identidade_atendente),
        "resumo_assunto": check.sentence("resumo_assunto", answer.resumo_assunto, answer.resumo_assunto.valor)
        or "",
        "informacoes_organizadas": tuple(dict.fromkeys(fact for fact in facts if fact)),
        "instrucoes_proximo_passo": next_step,
    }


def _counted(answer: RespostaExtracao, check: _Check, alone: Extracao | None) -> dict[str, Any]:
    """Money and how it is paid. `alone` is the rules' reading of the quoted price, which adds up instalments."""
    claimed, times = answer.valor_orcamento.valor, answer.parcelas.valor

    def amount(excerpt: str) -> Decimal | None:
        sums = {alone.valor_orcamento} if alone and alone.valor_orcamento else set()
        written = amounts_of(excerpt) | sums
        return next((valor for valor in written if abs(valor - Decimal(str(claimed))) < _HALF_A_CENT), None)

    def instalments(excerpt: str) -> int | None:
        return times if times in instalments_of(excerpt) else None

    valor = check.take("valor_orcamento", answer.valor_orcamento, claimed, amount)
    parcelas = check.take("parcelas", answer.parcelas, times, instalments)
    formas = tuple(forma for forma in FormaPagamento if forma in _payments(answer, check))
    return {
        "valor_orcamento": valor,
        "parcelas": parcelas,
        "formas_pagamento": formas,
        "forma_pagamento": describe_payment(formas, parcelas),
    }


def _in_the_rules_words(counted: dict[str, Any], by_rules: Extracao) -> dict[str, Any]:
    """The rules' phrase for the same ways to pay says more: it keeps the discount that goes with one of them."""
    same_ways = set(counted["formas_pagamento"]) == set(by_rules.formas_pagamento)
    if not same_ways or counted["parcelas"] != by_rules.parcelas:
        return counted
    return counted | {"forma_pagamento": by_rules.forma_pagamento}


def _payments(answer: RespostaExtracao, check: _Check) -> set[FormaPagamento]:
    found = set()
    for cited in answer.formas_pagamento[: len(FormaPagamento)]:
        forma = cited.valor
        if check.take("formas_pagamento", cited, forma, lambda excerpt: mentions(excerpt, forma) or None):  # noqa: B023  # called before the loop goes on
            found.add(forma)
    return found


def _planned(answer: RespostaExtracao, check: _Check, by_rules: Extracao) -> dict[str, Any]:
    """Days, and whether the cliente may be contacted at all: the rules' no is final, whatever the model says."""
    refused = check.take(
        "nao_contatar", answer.nao_contatar, answer.nao_contatar.valor or None, lambda _: True
    )
    if by_rules.nao_contatar and not refused:
        refused = True
        check.evidencias |= {key: text for key, text in by_rules.evidencias.items() if key == "nao_contatar"}
    moment = check.take(
        "data_conversa",
        answer.data_conversa,
        answer.data_conversa.evidencia,
        lambda excerpt: moment_of(excerpt, check.reference),
    )
    ahead = check.take(
        "proximo_contato",
        answer.proximo_contato,
        None if refused else answer.proximo_contato.evidencia,
        lambda excerpt: day_ahead(excerpt, _counted_from(moment, check.reference)),
    )
    return {"nao_contatar": bool(refused), "data_conversa": moment, "proximo_contato": ahead}


def _counted_from(moment: str | None, reference: date) -> date:
    """ "Em 30 dias" counts from the conversation, however late the relato about it arrives."""
    return min(date.fromisoformat(moment[:10]), reference) if moment else reference


@cache
def _system() -> str:
    return (Path(__file__).with_name("prompts") / f"{VERSION}.md").read_text("utf-8")


def prompt_for(texto: str) -> Prompt:
    """The request for one relato, already without identifiers."""
    return Prompt(
        version=VERSION,
        system=_system(),
        user=fenced("relato", texto),
        schema_name="relato",
        schema=strict_schema(RespostaExtracao),
        max_tokens=_MAX_TOKENS,
    )
