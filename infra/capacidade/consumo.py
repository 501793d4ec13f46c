"""What a piece of work takes, counted; and how counts become RU, tokens and seconds. Pure: no clock, no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

# Kinds of requests to the document store.
LEITURA, CRIACAO, TROCA, REMOCAO, CONSULTA, VETORIAL = (
    "leitura",
    "criacao",
    "troca",
    "remocao",
    "consulta",
    "vetorial",
)


@dataclass(frozen=True, slots=True)
class Regras:
    """The parameters of `[regras]` in precos.toml, where each is explained."""

    leitura_base_ru: float
    leitura_kb_ru: float
    escrita_base_ru: float
    escrita_kb_ru: float
    folha_indexada_ru: float
    troca_vezes: float
    consulta_base_ru: float
    consulta_kb_ru: float
    vetorial_ru: float
    sistema_bytes: int
    caracteres_por_token: float
    raciocinio_tokens: float
    modelo_s: float
    instancia_gb: float
    minimo_s: float


@dataclass(frozen=True, slots=True)
class Pedidos:
    """Requests of one kind: how many, the bytes of the bodies they carried or brought, the values they indexed."""

    vezes: int = 0
    bytes: int = 0
    folhas: int = 0

    def plus(self, other: Self) -> "Pedidos":
        return Pedidos(self.vezes + other.vezes, self.bytes + other.bytes, self.folhas + other.folhas)


@dataclass(frozen=True, slots=True)
class Chamadas:
    """Runs of functions or calls of a model: how many, how long, and the characters in and out."""

    vezes: int = 0
    segundos: float = 0.0
    entrada: int = 0
    saida: int = 0

    def plus(self, other: Self) -> "Chamadas":
        return Chamadas(
            self.vezes + other.vezes,
            self.segundos + other.segundos,
            self.entrada + other.entrada,
            self.saida + other.saida,
        )


@dataclass(frozen=True, slots=True)
class Contado:
    """What `n` pieces of work took. `mensagens` were sent to queues; `passos` are episodes and activities of flows;
    `guardado` is by how many bytes each container grew.
    """

    n: int
    pedidos: Mapping[str, Pedidos] = field(default_factory=dict)
    mensagens: int = 0
    passos: int = 0
    funcoes: Mapping[str, Chamadas] = field(default_factory=dict)
    modelo: Mapping[str, Chamadas] = field(default_factory=dict)
    guardado: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consumo:
    """What one piece of work takes. Seconds: `junto` with many on an instance, `isolado` alone on one."""

    ru: float
    operacoes_fila: float
    acoes_duraveis: float
    execucoes: float
    gb_s_junto: float
    gb_s_isolado: float
    tokens_entrada: float
    tokens_saida: float

    @property
    def tokens(self) -> float:
        return self.tokens_entrada + self.tokens_saida


# A message is put, received and deleted; batches receive up to 32 at once, so three is the most.
_OPERATIONS_A_MESSAGE = 3


def consumo_of(contado: Contado, regras: Regras) -> Consumo:
    """Per piece of work. Raises `ValueError` where nothing was counted."""
    if contado.n < 1:
        raise ValueError("nothing was counted")
    calls = _sum(contado.modelo)
    runs = _sum(contado.funcoes)
    waited = calls.vezes * regras.modelo_s
    alone = sum(max(one.segundos, one.vezes * regras.minimo_s) for one in contado.funcoes.values())
    n = contado.n
    return Consumo(
        ru=sum(ru_of(kind, asked, regras) for kind, asked in contado.pedidos.items()) / n,
        operacoes_fila=contado.mensagens * _OPERATIONS_A_MESSAGE / n,
        acoes_duraveis=contado.passos / n,
        execucoes=runs.vezes / n,
        gb_s_junto=(runs.segundos + waited) * regras.instancia_gb / n,
        gb_s_isolado=(alone + waited) * regras.instancia_gb / n,
        tokens_entrada=calls.entrada / regras.caracteres_por_token / n,
        tokens_saida=(calls.saida / regras.caracteres_por_token + calls.vezes * regras.raciocinio_tokens) / n,
    )


def ru_of(kind: str, asked: Pedidos, regras: Regras) -> float:
    """The rule of thumb; each request's first KB is in its base, so what is counted beyond is never negative."""
    kb = (asked.bytes + asked.vezes * regras.sistema_bytes) / 1024
    further = max(0.0, kb - asked.vezes)
    if kind == LEITURA:
        return asked.vezes * regras.leitura_base_ru + further * regras.leitura_kb_ru
    if kind == CONSULTA:
        return asked.vezes * regras.consulta_base_ru + kb * regras.consulta_kb_ru
    if kind == VETORIAL:
        return asked.vezes * regras.vetorial_ru
    if kind not in (CRIACAO, TROCA, REMOCAO):
        raise ValueError(f"no rule says what a {kind} costs")
    once = (
        asked.vezes * regras.escrita_base_ru
        + further * regras.escrita_kb_ru
        + asked.folhas * regras.folha_indexada_ru
    )
    return once * regras.troca_vezes if kind == TROCA else once


def _sum(calls: Mapping[str, Chamadas]) -> Chamadas:
    total = Chamadas()
    for one in calls.values():
        total = total.plus(one)
    return total
