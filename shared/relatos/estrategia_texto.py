"""A strategy as one free text, in the shape that S0's clients show; apart because every writer's words go into it."""

from collections.abc import Sequence

from shared.relatos.models import Contato, ContatoSituacao, Extracao, TextosEstrategia

_ORDINALS = ("Primeiro", "Segundo", "Terceiro", "Quarto", "Quinto", "Sexto")
_NOBODY = "o cliente"
_SILENCE = "O cliente pediu para não ser procurado: nenhum contato foi programado."
_PASSED = "A data já tinha passado quando o relato chegou; este contato não será feito."


def render_estrategia(extracao: Extracao, textos: TextosEstrategia, contatos: Sequence[Contato]) -> str:
    """The text, with each contato's nominal day in ISO 8601 (source: the sample answer of S0's document)."""
    parts = [
        f"Estratégia de conversão para {extracao.identidade_cliente or _NOBODY}:",
        f"Resumo dos interesses: {textos.resumo}",
        "Datas e instruções para os próximos contatos:",
        *_steps(textos, contatos),
        f"Personalização da comunicação:\n{textos.personalizacao}",
    ]
    return "\n\n".join(parts)


def _steps(textos: TextosEstrategia, contatos: Sequence[Contato]) -> list[str]:
    words = {texto.numero: texto.texto for texto in textos.contatos}
    if not contatos:
        return [_SILENCE]
    return [
        f"{_ordinal(place)} contato ({contato.data_nominal}):\n{_said(contato, words)}"
        for place, contato in enumerate(contatos)
    ]


def _ordinal(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}º"


def _said(contato: Contato, words: dict[int, str]) -> str:
    return _PASSED if contato.situacao is ContatoSituacao.VENCIDO else words.get(contato.numero, "")
