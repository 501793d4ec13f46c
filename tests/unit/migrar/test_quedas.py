"""Cut off at any write, a migration goes on from there: each row comes once, and nobody's password is lost."""

import csv
from pathlib import Path
from typing import Any

import pytest

from infra.migrar.marcas import CONTAINER
from infra.migrar.relatorio import Relatorio
from shared.contas.usuarios import Login
from shared.kit.store import Query
from tests.unit.contas.office import HERE
from tests.unit.envios.world import CONTA, PowerCut, WatchedDocuments
from tests.unit.migrar.mundo import ANA, CONSULTA, PEDIDO, TROCA, Mundo, counted

pytestmark = pytest.mark.anyio
# They share a phone; the third is somebody whom the conta knows.
BIA = ANA | {"id": 18, "nome": "Bia Prates", "email": "bia@exemplo.com.br"}
CAIO = ANA | {"id": 19, "nome": "Caio Reis", "email": "caio@exemplo.com.br", "telefone": ""}
_FILES = {"clientes.csv": 3, "chamados.csv": 2, "users.csv": 1, "chat_interactions.csv": 2}


class Corte:
    """The power of documents: it fails at one write, and at all that follow."""

    def __init__(self, at: int | None) -> None:
        self.left = at

    async def __call__(self) -> None:
        if self.left == 0:
            raise PowerCut
        if self.left is not None:
            self.left -= 1


async def exported(pasta: Path, documents: WatchedDocuments) -> Mundo:
    mundo = Mundo(pasta, documents)
    await mundo.equipe.add_cliente("C1", nome="Caio R.", telefones=(), emails=("caio@exemplo.com.br",))
    mundo.rows("clientes.csv", ANA, BIA, CAIO)
    mundo.rows("chamados.csv", PEDIDO, PEDIDO | {"id": 6, "cliente_id": 19, "status": "resolvido"})
    mundo.rows("users.csv", {"id": 1, "username": "renata", "email": "renata@exemplo.com.br"})
    mundo.rows("chat_interactions.csv", TROCA, TROCA | {"id": 2})
    return mundo


async def run(mundo: Mundo) -> dict[str, dict[str, int]]:
    reports: list[Relatorio] = [await mundo.migrar("s1"), await mundo.migrar("s2")]
    return {name: counted(one, name) for one in reports for name in one.contagens}


async def held(mundo: Mundo) -> dict[str, Any]:
    """Every document that came, but for what says when it did."""
    found: dict[str, Any] = {}
    for container in ("clientes", "identidades", "chamados", "mensagens", CONTAINER):
        page = await mundo.documents.open(container, CONTA).query(Query(limit=100))
        for stored in page.items:
            named = "alvo" if stored.id.startswith("s1:usuarios") else ""  # a name of its own each time
            found[f"{container} {stored.id}"] = {k: v for k, v in stored.body.items() if k != named}
    return found


async def test_whatever_write_a_migration_is_cut_off_at_the_next_run_ends_it(tmp_path: Path) -> None:
    uncut, counting = WatchedDocuments(), Corte(10_000)
    whole = await exported(tmp_path / "inteira", uncut)
    uncut.before_write = counting
    assert set(await run(whole)) == _FILES.keys()
    writes = 10_000 - (counting.left or 0)
    expected = await held(whole)

    for at in range(writes):
        documents = WatchedDocuments()
        mundo = await exported(tmp_path / f"corte-{at}", documents)
        documents.before_write = Corte(at)
        with pytest.raises(PowerCut):
            await run(mundo)
        documents.before_write = Corte(None)
        mundo.clock.move(minutes=2)

        again = await run(mundo)

        assert {name: sum(kinds.values()) for name, kinds in again.items()} == _FILES, at
        assert not any("recusadas" in kinds for kinds in again.values()), (at, mundo.said)
        assert _times_aside(await held(mundo)) == _times_aside(expected), at
        await _renata_logs_in(mundo)

    assert writes > 15


def _times_aside(documents: dict[str, Any]) -> dict[str, Any]:
    moving = {
        "migrado_em",
        "prazos_desde",
        "historico",
        "vale_ate",
        "responder_ate",
        "resolver_ate",
        "proximo_em",
    }
    moving |= {"cliente_ids", "atualizado_em"}
    return {
        name: {key: value for key, value in body.items() if key not in moving}
        for name, body in documents.items()
    }


async def _renata_logs_in(mundo: Mundo) -> None:
    """With the password that was told last."""
    with mundo.cofre.caminho.open(encoding="utf-8") as file:
        *_, last = csv.DictReader(file)
    login = Login(username="renata", password=last["senha_provisoria"])
    assert (await mundo.office.sessoes.log_in(login, HERE)).user_name == "renata"


async def test_whatever_write_cuts_it_off_each_appointment_comes_once_and_goes_on(tmp_path: Path) -> None:
    past = CONSULTA | {"id": 39, "nr_seq_agenda": 2, "data_consulta": "2026-02-25 14:30:00"}
    cuts = 0

    for at in range(100):
        documents = WatchedDocuments()
        mundo = Mundo(tmp_path / f"corte-{at}", documents)
        mundo.rows("atendimentos.csv", CONSULTA, past)
        documents.before_write = Corte(at)
        try:
            await mundo.migrar("s3")
        except PowerCut:
            cuts += 1
        documents.before_write = Corte(None)
        mundo.clock.move(minutes=2)

        await mundo.migrar("s3")

        page = await documents.open("atendimentos", CONTA).query(Query(limit=10))
        clientes = await documents.open("clientes", CONTA).query(Query(limit=10))
        assert [one.id for one in page.items] == ["38", "39"], at
        assert {one.body["cliente_id"] for one in page.items} == {one.id for one in clientes.items}, at
        assert len(clientes.items) == 1, at
        mundo.clock.move(minutes=1)
        waiting = await mundo.agenda.atendimentos().late(mundo.clock(), limit=10)
        assert [one.id for one in waiting] == ["38"], at  # the sweep finds what the queue was not told
        if cuts <= at:
            break

    assert cuts > 5
