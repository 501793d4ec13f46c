"""Clientes and scores by the dozen, as chance has them, written by the stores that write real ones."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from shared.clientes.models import Cliente
from shared.clientes.store import ClienteStore
from shared.kit.clock import parse_instant
from shared.saude.classe import Categoria
from shared.saude.models import MedidasGuardadas, Saude, SinalGuardado
from shared.saude.store import Escrita, SaudeStore
from tests.fakes_store import FakeDocuments

CONTA = "clinica"
NOW = parse_instant("2025-06-20T15:00:00Z")
TODAY = date(2025, 6, 20)
ATIVAS = (
    "CS | ONBOARDING",
    "CS | ONGOING",
    "CS | BRADESCO",
    "cs | ongoing",
    "CS|Onboarding",
    " CS |  BRADESCO",
)
CHURN = ("Churns & Cancelamentos", "CHURNS & CANCELAMENTOS", "churns &cancelamentos")
OUTRAS = ("VENDAS", "CS", "CS | ONGOING 2", "", None)
_NENHUM = SinalGuardado(quantidade=0, dias=9_999, sem_dados=True)
_SEM_MEDIDAS = MedidasGuardadas(
    **dict.fromkeys(("acessos", "entradas", "saidas", "leads", "econversa_uso", "integrador_uso"), _NENHUM),
    econversa=None,
    integradores=None,
)


def make_cliente(cliente_id: str, **fields: Any) -> Cliente:
    given = {"id": cliente_id, "nome": "Auto Sul", "criado_em": NOW, "atualizado_em": NOW}
    return Cliente.model_validate(given | fields)


def make_saude(cliente_id: str, categoria: Categoria) -> Saude:
    return Saude(
        id=cliente_id,
        nome="Auto Sul",
        perfil="documentado:1",
        dia=TODAY,
        medidas=_SEM_MEDIDAS,
        pilares={},
        score=0.5,
        bruto=0.5,
        categoria=categoria,
        desde=TODAY,
        sem_dados=True,
        calculado_em=NOW,
    )


async def add(documents: FakeDocuments, *clientes: Cliente, conta: str = CONTA) -> None:
    store = ClienteStore(documents.open("clientes", conta))
    for cliente in clientes:
        await store.add(cliente)


async def score(documents: FakeDocuments, categorias: dict[str, Categoria], conta: str = CONTA) -> None:
    written = [
        Escrita(one, make_saude(one, categoria).model_dump(mode="json", exclude={"id"}), "2025-06", {})
        for one, categoria in categorias.items()
    ]
    await SaudeStore(documents.open("saude", conta)).put(written)


def some_clientes(random: Random, count: int) -> list[Cliente]:
    return [make_cliente(f"C{number:04}", **_some_fields(random)) for number in range(count)]


def some_scores(random: Random, clientes: list[Cliente]) -> dict[str, Categoria]:
    """Of most of them, of some that left too."""
    scored = [one.id for one in clientes if random.random() < 0.8]
    return {one: random.choice(list(Categoria)) for one in scored}


def _some_fields(random: Random) -> dict[str, Any]:
    came = _some_day(random)
    start = _some_day(random)
    took = random.choice((None, -7, 0, 1, 1, 5, 36, 200))
    return {
        "pipeline": random.choice((*ATIVAS, *ATIVAS, *CHURN, *OUTRAS)),
        "valor": random.choice((None, 0, Decimal("0.01"), Decimal(random.randrange(1, 9_999_999)) / 100)),
        "data_adesao": came,
        "data_start_onboarding": random.choice((start, start, None)),
        "data_end_onboarding": start + timedelta(days=took) if took is not None else None,
        "data_cancelamento": random.choice((None, None, _some_day(random))),
        "tenant_id": random.choice((None, "7")),
        "mesclado_em": random.choice((None,) * 9 + ("outro",)),
        "bloqueado_em": random.choice((None,) * 9 + (NOW,)),
    } | ({"data_adesao": None} if random.random() < 0.15 else {})


def _some_day(random: Random) -> date:
    return date(2023, 1, 1) + timedelta(days=random.randrange(900))
