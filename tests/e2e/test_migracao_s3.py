"""A clinic moves in from S3: its numbers answer on its routes, the past is silent, who was asked there answers here."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.e2e.s3 import Clinica, environ_of
from tests.e2e.test_migracao import migrar
from tests.local_host import LocalHost
from tests.servers.botconversa import BotconversaServer
from tests.tokens import issue_token

pytestmark = pytest.mark.timeout(180)
CONTA = "mudanca"
PAST, SOON, ASKED, FAR = 36, 37, 38, 39


@pytest.fixture(scope="module")
def clinica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinica]:
    with BotconversaServer().serving() as botconversa:
        key = environ_of(botconversa)["CANAIS__BOTCONVERSA"].replace("}", f', "conta": "{CONTA}"}}')
        environ = environ_of(botconversa) | {"CANAIS__BOTCONVERSA": key, "CONTA_PADRAO": CONTA}
        host = LocalHost(tmp_path_factory.mktemp("s3"), environ=environ)
        found = Clinica(host.start(), botconversa, conta=CONTA)
        yield found
        host.close()


def phone(numero: int) -> str:
    return f"55319777700{numero}"


def row(clinica: Clinica, numero: int, hours: float, **fields: Any) -> dict[str, Any]:
    def at(before: float) -> str:
        return f"{clinica.now() - timedelta(hours=before):%Y-%m-%d %H:%M:%S}"

    return {
        "id": numero,
        "nome_paciente": "João Silva",
        "telefone": phone(numero),
        "nome_medico": "Dr. Carlos Lima",
        "especialidade": "Cardiologia",
        "data_consulta": at(-hours),
        "nr_seq_agenda": 51_000_000 + numero,
        "status_confirmacao": "PENDENTE",
        "enviado_em": at(20) if numero == ASKED else "",
        "mensagem_enviada": "Olá João! Confirma?" if numero == ASKED else "",
        "criado_em": at(24 * 30),
    } | fields


@pytest.fixture(scope="module")
def exportado(clinica: Clinica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exportado")
    rows = [
        row(clinica, PAST, -50),
        row(clinica, ASKED, 26),
        row(clinica, SOON, 60),
        row(clinica, FAR, 24 * 30),
    ]
    with (folder / "atendimentos.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def brought(clinica: Clinica, exportado: Path) -> str:
    """What the command says that it did."""
    host = clinica.host
    done = migrar(
        host.state / "documentos.db",
        *("--origem", "s3", "--pasta", str(exportado)),
        storage=host.azurite.connection_string,
    )
    assert done.returncode == 0, done.stderr
    host.settle()
    return done.stdout


@pytest.fixture(scope="module")
def moved(clinica: Clinica, exportado: Path) -> Clinica:
    assert "atendimentos.csv: linhas 4; novas 4" in brought(clinica, exportado)
    return clinica


def test_s3_s_numbers_answer_on_s3_s_routes(moved: Clinica) -> None:
    far = moved.admin.get(f"/test/atendimento/{phone(FAR)}")["atendimento"]
    past = moved.admin.get(f"/atendimentos/{PAST}")

    assert (far["id"], far["status"], far["nome_medico"]) == (FAR, "pendente", "Dr. Carlos Lima")
    assert (past["id"], past["nr_seq_agenda"], past["status_confirmacao"]) == (
        PAST,
        51_000_036,
        "sem_resposta",
    )


def test_ids_and_days_are_those_that_s3_had(moved: Clinica, exportado: Path) -> None:
    with (exportado / "atendimentos.csv").open(encoding="utf-8", newline="") as file:
        rows = {int(one["id"]): one for one in csv.DictReader(file)}

    kept = {numero: moved.admin.get(f"/atendimentos/{numero}") for numero in rows}

    for numero, one in rows.items():
        assert (kept[numero]["id"], kept[numero]["nr_seq_agenda"]) == (numero, int(one["nr_seq_agenda"]))
        for campo in ("data_consulta", "criado_em"):
            here = datetime.fromisoformat(kept[numero][campo]).astimezone(moved.now().tzinfo)
            assert f"{here:%Y-%m-%d %H:%M:%S}" == one[campo]


def test_the_command_run_again_brings_nothing_twice(moved: Clinica, exportado: Path) -> None:
    before = moved.admin.get("/atendimentos", limite=50)["itens"]
    heard = [moved.heard(phone(numero)) for numero in (PAST, SOON, ASKED, FAR)]

    said = brought(moved, exportado)

    assert "atendimentos.csv: linhas 4; novas 0" in said
    assert moved.admin.get("/atendimentos", limite=50)["itens"] == before
    assert [moved.heard(phone(numero)) for numero in (PAST, SOON, ASKED, FAR)] == heard


def test_nobody_is_written_to_about_the_past_nor_before_it_is_time(moved: Clinica) -> None:
    moved.host.advance(minutes=30, resolution_s=600)

    assert moved.heard(phone(PAST)) == moved.heard(phone(FAR)) == []


def test_who_was_asked_by_s3_answers_here(moved: Clinica) -> None:
    data = moved.answer(phone(ASKED), "1", nr_seq_agenda=51_000_000 + ASKED, id_tabela=str(ASKED))

    assert (data["atendimento_id"], data["status"]) == (ASKED, "CONFIRMADO")
    assert sum("Presença confirmada" in text for text in moved.heard(phone(ASKED))) == 1


def test_the_hospital_s_system_goes_on_with_its_numbers(moved: Clinica) -> None:
    hour = moved.now() + timedelta(days=31)
    body = {
        "nome_paciente": "João Silva",
        "telefone": phone(FAR),
        "data_consulta": f"{hour:%Y-%m-%dT%H:%M}",
    }

    told = moved.admin.call("PUT", f"/atendimentos/agenda/{51_000_000 + FAR}", json=body)

    assert (told.status_code, told.json()["id"], told.json()["versao"]) == (200, FAR, 2)


def test_another_conta_has_none_of_it(moved: Clinica) -> None:
    rival = Attendant(moved.host, issue_token(moved.host, "rival", Papel.ADMIN))

    assert rival.call("GET", f"/atendimentos/{FAR}").status_code == 404


def test_who_is_to_come_is_asked_in_their_time_and_of_the_past_nobody_hears(moved: Clinica) -> None:
    moved.host.advance(hours=48, resolution_s=3_600)

    heard = moved.heard(phone(SOON))

    assert heard
    assert "Você confirma a sua presença?" in heard[0]
    assert moved.heard(phone(PAST)) == []
