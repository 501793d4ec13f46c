"""What consumption costs and where it ends: prices are parameters, limits are the services' own. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infra.capacidade.consumo import Consumo, Contado

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Preco:
    """A price in US dollars for its `unidade`, where it is to be read and whether anybody did."""

    valor: float
    unidade: str
    fonte: str
    lido_em: str
    confirmado: bool


# How many units each price is for.
_LOTES = {
    "gb_segundo": 1,
    "milhao_execucoes": 1_000_000,
    "milhao_ru": 1_000_000,
    "dez_mil_operacoes_fila": 10_000,
    "dez_mil_acoes_duraveis": 10_000,
    "milhao_tokens_entrada": 1_000_000,
    "milhao_tokens_saida": 1_000_000,
}


@dataclass(frozen=True, slots=True)
class Custo:
    """US dollars, part by part."""

    funcoes: float
    documentos: float
    filas: float
    fluxos: float
    modelo: float

    @property
    def total(self) -> float:
        return self.funcoes + self.documentos + self.filas + self.fluxos + self.modelo


def custo_of(consumo: Consumo, vezes: int, precos: Mapping[str, Preco], *, isolado: bool = False) -> Custo:
    """Of `vezes` pieces of work, without any free grant. `isolado`: each run alone on its instance."""

    def cost(nome: str, quanto: float) -> float:
        return quanto * vezes * precos[nome].valor / _LOTES[nome]

    gb_s = consumo.gb_s_isolado if isolado else consumo.gb_s_junto
    return Custo(
        funcoes=cost("gb_segundo", gb_s) + cost("milhao_execucoes", consumo.execucoes),
        documentos=cost("milhao_ru", consumo.ru),
        filas=cost("dez_mil_operacoes_fila", consumo.operacoes_fila),
        fluxos=cost("dez_mil_acoes_duraveis", consumo.acoes_duraveis),
        modelo=cost("milhao_tokens_entrada", consumo.tokens_entrada)
        + cost("milhao_tokens_saida", consumo.tokens_saida),
    )


@dataclass(frozen=True, slots=True)
class Limite:
    """What a component bears: `por_segundo` of `medida`, of one conta or of all of them; and what to do at it."""

    componente: str
    medida: str
    por_segundo: float
    de_uma_conta: bool
    saida: str


# To be confirmed like the prices: they differ by region, plan and year.
LIMITES = (
    Limite(
        "Cosmos DB, partição lógica (uma conta)",
        "ru",
        10_000,
        True,
        "repartir a conta por unidade da clínica: outra conta, ou pk conta:unidade num contêiner novo",
    ),
    Limite(
        "Cosmos DB serverless, contêiner",
        "ru",
        5_000,
        False,
        "mudar para autoscale (parâmetro do Bicep) e levar os dados",
    ),
    Limite("Storage Queue, uma fila", "operacoes_fila", 2_000, False, "repartir a fila por sufixo da conta"),
    Limite(
        "Storage, conta de armazenamento",
        "operacoes_fila",
        20_000,
        False,
        "filas em outra conta de armazenamento",
    ),
    Limite(
        "Durable Task Scheduler de consumo",
        "acoes_duraveis",
        500,
        False,
        "SKU dedicado (parâmetro do Bicep)",
    ),
    Limite(
        "Groq, 250 mil tokens por minuto",
        "tokens",
        250_000 / 60,
        False,
        "plano maior, outro provedor em LLM_MODELOS; o que não couber é lido pelas regras",
    ),
)
# Work that writes over what the day before wrote.
_RENEWED = ("score",)
# What one conta may keep: the logical partition of every container, whatever the throughput.
PARTICAO_GB = 20.0


@dataclass(frozen=True, slots=True)
class Carga:
    """Work of a day: how many of each, and in how many hours of the day it comes."""

    por_dia: Mapping[str, int]
    horas: float = 10.0

    def vezes(self, fator: int) -> "Carga":
        return Carga({nome: quantos * fator for nome, quantos in self.por_dia.items()}, self.horas)


@dataclass(frozen=True, slots=True)
class Uso:
    """How much of a limit the load takes at its peak; over 1 it does not fit."""

    limite: Limite
    por_segundo: float

    @property
    def fracao(self) -> float:
        return self.por_segundo / self.limite.por_segundo


# The busiest minute of a clinic's day, against the mean of its working hours.
_PEAK = 5.0


def usos(carga: Carga, consumos: Mapping[str, Consumo], *, contas: int) -> Sequence[Uso]:
    """Against every limit; those of one conta get an even share of the load."""
    found = []
    for limite in LIMITES:
        per_day = sum(
            quantos * float(getattr(consumos[nome], limite.medida)) for nome, quantos in carga.por_dia.items()
        )
        mean = per_day / (carga.horas * 3_600) / (contas if limite.de_uma_conta else 1)
        found.append(Uso(limite, mean * _PEAK))
    return found


def anos_ate_encher(
    carga: Carga, contados: Mapping[str, Contado], *, gb: float = PARTICAO_GB
) -> tuple[str, float]:
    """The container that fills up first with such days of one conta, and the years until then.

    Nothing is taken off for what retention removes, so it lasts longer; an upsert that repeats grows nothing.
    """
    per_day: dict[str, float] = {}
    for nome, quantos in carga.por_dia.items():
        for container, size in contados[nome].guardado.items():
            # What a run scores is there already on the second day.
            grown = 0.0 if nome in _RENEWED else quantos * size / contados[nome].n
            per_day[container] = per_day.get(container, 0.0) + grown
    fullest = max(per_day, key=lambda container: per_day[container])
    years = gb * 1024**3 / max(per_day[fullest], 1e-9) / 365
    return fullest, years
