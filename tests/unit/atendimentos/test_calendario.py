"""Twelve months of bookings made by chance, late ones too, in several zones, over holidays and changes of the clocks,
with answers, changes and cancellations at any moment: no message is wrong."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from shared.atendimentos.models import StatusConfirmacao
from shared.contas.atendimentos import Autocancelar, PoliticaAtendimentos
from shared.contas.mensageria import Mensageria
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from shared.kit.canais import Provedor
from tests.unit.atendimentos.calendario import OWN_HOLIDAYS, Calendario, Observador
from tests.unit.envios.world import CONTA, TUESDAY

pytestmark = pytest.mark.anyio
_END = TUESDAY + timedelta(days=365 + 60)


@dataclass(frozen=True)
class Clinica:
    nome: str
    policy: dict[str, Any] = field(default_factory=dict)
    lead_h: int | None = 48
    has_outages: bool = False


CLINICAS = (
    Clinica("as it comes"),
    Clinica("asks at once", {"confirmar_ao_criar": True}, None),
    Clinica("frees the hour", {"autocancelar": Autocancelar.CANCELAR, "autocancelar_h": 6}),
    Clinica("in short", {"antecedencia_h": 24, "silencio_h": 3, "ultimo_aviso_h": 4}, 24),
    Clinica("with outages", has_outages=True),
)


async def year_of(clinica: Clinica, bookings: int) -> Calendario:
    world = Calendario(chance=Random(f"{clinica.nome} {bookings}"), has_outages=clinica.has_outages)
    conta = Conta(
        id=CONTA,
        nome="Clínica Sorriso",
        feriados=OWN_HOLIDAYS,
        mensageria=Mensageria(carnaval=True),
        atendimentos=PoliticaAtendimentos(**clinica.policy),
    )
    await ContaStore(world.documents).add(conta)
    world.carteiros.all = {Provedor.ZAPI: Observador(Provedor.ZAPI, world=world)}
    await world.plan_year(bookings)
    await world.pass_until(_END)
    return world


@pytest.mark.parametrize(
    "bookings", [10, pytest.param(100, marks=[pytest.mark.longo, pytest.mark.timeout(1200)])]
)
@pytest.mark.parametrize("clinica", CLINICAS, ids=lambda one: one.nome)
async def test_in_a_year_no_message_is_wrong(clinica: Clinica, bookings: int) -> None:
    world = await year_of(clinica, bookings)

    ended = [await world.now_of(lines[-1][1]) for lines in world.seen.values()]
    lead = None if clinica.lead_h is None else timedelta(hours=clinica.lead_h)
    assert [fault for one in world.left for fault in one.faults()] == []
    assert world.crowded() == []
    assert clinica.has_outages or world.unasked(lead) == []
    assert [one.id for one in ended if not (one.fluxo_encerrado and one.encerrado_em)] == []
    assert [one.id for one in ended if one.status_confirmacao is StatusConfirmacao.PENDENTE] == []
    assert len(world.left) >= bookings // 4
