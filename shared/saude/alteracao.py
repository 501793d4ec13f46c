"""Measures as they would be with other values: what a hint and a what-if are made from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.saude.medidas import Medidas, Sinal
from shared.saude.perfil_models import Medida

# Where each measure of an activity lies in `Medidas`, and which half of its signal it is.
_SINAIS = {
    Medida.ACESSOS: ("acessos", "quantidade"),
    Medida.ULTIMO_ACESSO: ("acessos", "dias"),
    Medida.ENTRADAS: ("entradas", "quantidade"),
    Medida.ULTIMA_ENTRADA: ("entradas", "dias"),
    Medida.SAIDAS: ("saidas", "quantidade"),
    Medida.ULTIMA_SAIDA: ("saidas", "dias"),
    Medida.LEADS: ("leads", "quantidade"),
    Medida.ULTIMO_LEAD: ("leads", "dias"),
    Medida.ULTIMA_CONVERSA: ("econversa_uso", "dias"),
    Medida.ULTIMA_INTEGRACAO: ("integrador_uso", "dias"),
}


def altered(medidas: Medidas, valores: Mapping[Medida, int]) -> Medidas:
    """`medidas` with these values, which then count as told. What nothing tells us of cannot be altered."""
    fields: dict[str, Any] = {}
    for medida, valor in valores.items():
        if medida is Medida.ECONVERSA:
            fields["econversa"] = bool(valor)
        elif medida is Medida.INTEGRADORES:
            fields["integradores"] = valor
        elif place := _SINAIS.get(medida):
            name, half = place
            sinal: Sinal = fields.get(name) or getattr(medidas, name)
            fields[name] = _told(sinal, half, valor)
    return replace(medidas, **fields)


def _told(sinal: Sinal, half: str, valor: int) -> Sinal:
    if half == "dias":
        return Sinal(sinal.quantidade, valor, False)
    return Sinal(valor, sinal.dias, False)
