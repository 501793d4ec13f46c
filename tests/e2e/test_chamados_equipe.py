"""Chamados through the real host as people work with them, and as time and their senders see them."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.e2e.test_webhooks import new_chave
from tests.local_host import LocalHost
from tests.tokens import issue_token

_numbers = count(1)
PERGUNTA = "Vocês têm estacionamento para cadeirantes?"


@pytest.fixture
def ana(local_host: LocalHost) -> Attendant:
    return Attendant(local_host)


def new_chamado(ana: Attendant, **fields: Any) -> str:
    """Opened for somebody new, read by now, and a person's to answer."""
    number = next(_numbers)
    pessoa = {"nome": f"Marina {number}", "email": f"marina{number}@exemplo.com.br"}
    cliente = ana.post("/clientes", pessoa | {"telefone": f"(11) 9{number:08}"}, status=201)
    body = {"cliente_id": cliente["id"], "canal": "whatsapp", "mensagem": PERGUNTA} | fields
    return str(ana.post("/chamados", body, status=201)["chamado_id"])


def test_a_person_answers_silence_settles_it_and_a_week_closes_it(own_host: LocalHost) -> None:
    ana = Attendant(own_host)
    chamado = new_chamado(ana)
    answered = ana.post(f"/chamados/{chamado}/respostas", {"texto": "Sim, na entrada."}, status=201)

    own_host.advance(days=6)  # over a weekend's quiet and a day of silence since it left
    sent = ana.get("/envios", limite=10)["itens"]
    settled = ana.get(f"/chamados/{chamado}")
    own_host.advance(days=8)
    closed = ana.get(f"/chamados/{chamado}")

    assert answered["situacao"] == "aguardando_cliente"
    assert [envio["status"] for envio in sent] == ["aceito"]
    assert (settled["situacao"], settled["resolvido_por"]) == ("resolvido", "silencio")
    assert (closed["situacao"], closed["status"]) == ("fechado", "resolvido")
    lines = [(line["para"], line["por"]) for line in closed["historico"] if line["campo"] == "status"]
    assert [para for para, _ in lines] == ["encaminhado", "aguardando_cliente", "resolvido", "fechado"]
    assert all(por for _, por in lines)


def test_what_nobody_answers_becomes_a_tarefa_when_it_nears_and_when_it_is_over(own_host: LocalHost) -> None:
    ana = Attendant(own_host)
    chamado = new_chamado(ana)

    own_host.advance(days=14, resolution_s=3_600)

    tarefas = ana.get("/tarefas", tipo="prazo", limite=50)["itens"]
    shown = ana.get(f"/chamados/{chamado}")
    assert [tarefa["chamado_id"] for tarefa in tarefas] == [chamado] * 4
    assert len({tarefa["motivo"] for tarefa in tarefas}) == 4
    assert None not in (shown["avisado_em"], shown["estourado_em"])


def test_of_two_who_answer_the_version_they_read_one_is_refused(ana: Attendant) -> None:
    chamado = new_chamado(ana)
    etag = ana.call("GET", f"/chamados/{chamado}").headers["ETag"]

    def answer(texto: str) -> int:
        said = {"texto": texto}
        headers = {"If-Match": etag}
        return int(ana.call("POST", f"/chamados/{chamado}/respostas", json=said, headers=headers).status_code)

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(answer, ("Sim.", "Não.")))

    assert statuses == [201, 412]
    assert len(ana.get(f"/chamados/{chamado}")["falas"]) == 2


def test_notes_are_the_team_s_and_a_machine_reads_none(ana: Attendant, local_host: LocalHost) -> None:
    machine = Attendant(local_host, issue_token(local_host, "demonstracao", Papel.INTEGRACAO))
    person = Attendant(local_host, issue_token(local_host, "demonstracao", Papel.ATENDENTE))
    chamado = new_chamado(ana)

    ana.post(f"/chamados/{chamado}/notas", {"texto": "Já ligou duas vezes."}, status=201)

    assert [nota["texto"] for nota in person.get(f"/chamados/{chamado}")["notas"]] == ["Já ligou duas vezes."]
    assert machine.get(f"/chamados/{chamado}")["notas"] == []


def test_a_correction_is_used_and_kept_and_pages_find_it(ana: Attendant) -> None:
    chamado = new_chamado(ana)

    body = {"intencao": "reclamacao", "setor": "admin", "prioridade": "critica"}
    shown = ana.call("PUT", f"/chamados/{chamado}/classificacao", json=body).json()

    page = ana.get("/chamados", setor="admin", prioridade="critica", limite=5)
    assert [one["id"] for one in page["itens"]] == [chamado]
    assert shown["correcoes"][0]["correta"]["intencao"] == "reclamacao"
    assert page["itens"][0]["prioridade"] == "critica"


def test_pages_go_on_where_they_stopped(ana: Attendant) -> None:
    ids = [new_chamado(ana) for _ in range(3)]

    first = ana.get("/chamados", limite=2)
    rest = ana.get("/chamados", limite=2, cursor=first["cursor"])

    assert [one["id"] for one in (*first["itens"], *rest["itens"])][:3] == ids[::-1]


def test_only_somebody_of_the_conta_is_given_a_chamado(ana: Attendant) -> None:
    chamado = new_chamado(ana)

    refused = ana.call("PUT", f"/chamados/{chamado}/atendente", json={"atendente": "ninguem"})

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/atendente"


def test_another_conta_sees_none_of_it(ana: Attendant, local_host: LocalHost) -> None:
    rival = Attendant(local_host, issue_token(local_host, "rival", Papel.ADMIN))
    chamado = new_chamado(ana)

    assert rival.call("GET", f"/chamados/{chamado}").status_code == 404
    assert rival.call("PUT", f"/chamados/{chamado}", params={"novo_status": "fechado"}).status_code == 404
    assert rival.call("GET", "/chamados").json() == []


@pytest.mark.parametrize("name", ["formulario", "webhook/formulario"])
def test_who_wrote_a_form_asks_where_it_is_and_nobody_else_does(local_host: LocalHost, name: str) -> None:
    admin = Attendant(local_host, issue_token(local_host, f"clinica-{next(_numbers)}", Papel.ADMIN))
    onde = f"/{name}/{new_chave(admin, 'formulario')['caminhos']['formulario'].rpartition('/')[2]}"
    form = {"nome": "Rute Sá", "telefone": "(31) 99876-5432", "mensagem": PERGUNTA}

    protocolo = local_host.post(onde, json=form).json()["protocolo"]
    local_host.settle()
    asked = f"{onde}/situacao"
    by_json = local_host.post(asked, json={"protocolo": protocolo, "telefone": "31 9876-5432"})
    by_form = local_host.post(asked, data={"protocolo": protocolo, "telefone": "+5531998765432"})
    wrong_phone = local_host.post(asked, json={"protocolo": protocolo, "telefone": "(31) 99999-0000"})
    wrong_number = local_host.post(asked, json={"protocolo": "X", "telefone": "(31) 99876-5432"})
    wrong_key = local_host.post(f"/{name}/outra/situacao", json={"protocolo": "X", "telefone": "x"})

    assert (by_json.status_code, by_json.json()["protocolo"]) == (200, protocolo)
    assert by_form.json() == by_json.json()
    assert (wrong_phone.status_code, wrong_number.status_code, wrong_key.status_code) == (404, 404, 401)
    assert wrong_phone.json()["detail"] == wrong_number.json()["detail"]


def test_who_asks_too_often_waits(local_host: LocalHost) -> None:
    admin = Attendant(local_host, issue_token(local_host, f"clinica-{next(_numbers)}", Papel.ADMIN))
    onde = f"{new_chave(admin, 'formulario')['caminhos']['formulario']}/situacao"

    answers = [local_host.post(onde, json={"protocolo": "X", "email": "a@b.com.br"}) for _ in range(12)]

    assert {answer.status_code for answer in answers[:10]} == {404}
    assert {answer.status_code for answer in answers[10:]} == {429}
    assert int(answers[-1].headers["retry-after"]) > 0
