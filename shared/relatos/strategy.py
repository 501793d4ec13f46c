"""The words of a follow-up written by a model: days, order and offers come from code, and each text is judged.

A text that says what it may not is replaced by the rules' own, one by one.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shared.kit.llm import Prompt, fenced, json_parser, strict_schema
from shared.kit.logging import get_logger
from shared.kit.masking import mask
from shared.kit.model_chain import ChainExhausted, ChainResult, ModelChain
from shared.relatos.conduct import may_be_said
from shared.relatos.models import TextoContato, TextosEstrategia
from shared.relatos.ports import Plano, Strategist

VERSION = "estrategia_v1"
_MAX_TOKENS = 1_500
_log = get_logger(__name__)


class _Answer(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class TextoEscrito(_Answer):
    numero: int
    texto: str


class RespostaEstrategia(_Answer):
    """What the model is asked for; contatos that nobody planned are ignored, missing ones get the rules' text."""

    resumo: str
    personalizacao: str
    contatos: list[TextoEscrito]


@dataclass(frozen=True)
class ModelStrategist:
    """`fallback` writes every plan too: alone when no model may or can, and for each text that is refused."""

    chain: ModelChain
    fallback: Strategist

    async def write(self, plano: Plano) -> TextosEstrategia:
        by_rules = await self.fallback.write(plano)
        if not (plano.llm_externo and plano.contatos and self.chain.has_models):
            return by_rules
        try:
            result = await self.chain.run(_prompt(plano), json_parser(RespostaEstrategia))
        except ChainExhausted:
            return by_rules
        return _believe(result, plano, by_rules)


def _believe(
    result: ChainResult[RespostaEstrategia], plano: Plano, by_rules: TextosEstrategia
) -> TextosEstrategia:
    """The texts that may be said, the rules' in place of the others; all the rules' when no contato is left."""
    answer = result.value
    written = {contato.numero: contato.texto for contato in answer.contatos}
    days = {contato.numero: contato.data_ajustada for contato in plano.contatos}
    first_day = min(days.values())
    contatos = [_better(texto, written, plano, days) for texto in by_rules.contatos]
    kept = [new for new, old in zip(contatos, by_rules.contatos, strict=True) if new is not old]
    _log.info("relato.texts_judged", extra={"planned": len(contatos), "kept": len(kept)})
    if not kept:
        return by_rules
    return TextosEstrategia(
        resumo=_first_permitted([answer.resumo, by_rules.resumo], plano, first_day),
        personalizacao=_first_permitted([answer.personalizacao, by_rules.personalizacao], plano, first_day),
        contatos=tuple(contatos),
        origem=result.origem,
        prompt=VERSION,
    )


def _better(
    by_rules: TextoContato, written: dict[int, str], plano: Plano, days: dict[int, date]
) -> TextoContato:
    numero = by_rules.numero
    texto = written.get(numero, "").strip()
    if numero not in days or not may_be_said(texto, plano, on=days[numero]):
        return by_rules
    return TextoContato(numero=numero, texto=texto)


def _first_permitted(texts: Sequence[str], plano: Plano, on: date) -> str:
    """The first that may be said, else the last: the rules' own words need no judge."""
    return next((text.strip() for text in texts if may_be_said(text, plano, on=on)), texts[-1])


@cache
def _system() -> str:
    return (Path(__file__).with_name("prompts") / f"{VERSION}.md").read_text("utf-8")


def _prompt(plano: Plano) -> Prompt:
    return Prompt(
        version=VERSION,
        system=_system(),
        user=fenced("plano", mask(json.dumps(_facts(plano), ensure_ascii=False, indent=1)).text),
        schema_name="estrategia",
        schema=strict_schema(RespostaEstrategia),
        max_tokens=_MAX_TOKENS,
    )


def _facts(plano: Plano) -> dict[str, object]:
    """As little as the task needs: no surname, and no fact that must not come back."""
    extracao, first_day = plano.extracao, min(contato.data_ajustada for contato in plano.contatos)
    facts = [fato for fato in extracao.informacoes_organizadas if may_be_said(fato, plano, on=first_day)]
    return {
        "cliente": _short_name(extracao.identidade_cliente),
        "assunto": extracao.resumo_assunto,
        "fatos": facts,
        "proximo_passo": extracao.instrucoes_proximo_passo,
        "contatos": [
            {"numero": contato.numero, "dia": f"{contato.data_ajustada:%d/%m/%Y}", "motivo": contato.motivo}
            for contato in plano.contatos
        ],
        "ofertas_permitidas": list(plano.ofertas_permitidas),
    }


_TITLES = frozenset({"seu", "dona", "sr", "sra", "dr", "dra", "senhor", "senhora", "d"})


def _short_name(name: str | None) -> str | None:
    """The given name, with the courtesy title before it: "Seu Osvaldo", "Thiago"."""
    words = (name or "").split()
    titled = len(words) > 1 and words[0].lower().rstrip(".") in _TITLES
    return " ".join(words[: 2 if titled else 1]) or None
