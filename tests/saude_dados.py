"""Clientes with thirty days of activity, as many as a bench or a load test asks for, written straight to a store."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from shared.atividades.models import Contadores
from shared.clientes.models import Cliente
from shared.kit.clock import instant, local_instant
from shared.kit.store import Documents, Write

_BATCH = 100
_KINDS = 97
_TIPOS = ("login", "entrada_estoque", "saida_estoque", "lead")


async def fill(documents: Documents, conta: str, count: int, hoje: date) -> None:
    """`count` clientes that are scored, and what each did: some much, some little, some nothing any more."""
    em = local_instant(hoje, 0)
    chance = random.Random(count)
    kinds = [contadores(chance, hoje, em) for _ in range(_KINDS)]
    clientes, atividades = (
        documents.open(Cliente.CONTAINER, conta),
        documents.open(Contadores.CONTAINER, conta),
    )
    for start in range(0, count, _BATCH):
        numbers = range(start, min(start + _BATCH, count))
        await clientes.batch([Write("upsert", cliente_id(number), cliente(number, em)) for number in numbers])
        told = [Write("upsert", cliente_id(number), kinds[number % _KINDS]) for number in numbers]
        await atividades.batch(told)


def cliente_id(number: int) -> str:
    return f"loja-{number:06}"


def cliente(number: int, em: datetime) -> dict[str, Any]:
    """As `ClienteStore` writes it."""
    cadastro = Cliente(
        id=cliente_id(number),
        nome=f"Loja {number:06}",
        telefones=(f"+55629{number:08}",),
        emails=(f"contato{number}@exemplo.com.br",),
        documento=f"{number:012}91",
        client_id=str(number + 1),
        tenant_id=str(number + 1),
        slug=f"loja-{number:06}",
        valor=890,
        cs="Lia",
        pipeline="CS | ONGOING",
        data_adesao=date(2024, 1, 1) + timedelta(days=number % 400),
        criado_em=em,
        atualizado_em=em,
    )
    corpo = cadastro.model_dump(mode="json", exclude={"id"}, exclude_none=True)
    return corpo | {"busca": cadastro.nome.lower(), "ativo": True}


def contadores(chance: random.Random, hoje: date, em: datetime) -> dict[str, Any]:
    quiet, often = chance.choice((0, 0, 0, 2, 8, 20, 31)), chance.randint(1, 4)
    days = [hoje - timedelta(days=back) for back in range(30, quiet - 1, -1)]
    return {
        "v": 1,
        "dias": {day.isoformat(): {tipo: chance.randint(1, often) for tipo in _TIPOS} for day in days},
        "ultimas": dict.fromkeys(_TIPOS, instant(em - timedelta(days=quiet, hours=-9))),
        "econversa": {"ativo": often > 1, "em": instant(em)},
        "integradores": {
            "3": {"ativo": True, "em": instant(em)},
            "13": {"ativo": often > 2, "em": instant(em)},
        },
        "atualizado_em": instant(em),
    }
