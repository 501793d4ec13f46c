"""Atendimentos in the panel as a front desk works with them: the day, one appointment, another hour, a new one."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, Painel, Tela, enter
from tests.e2e.test_conversas import clock, until_tuesday, write
from tests.e2e.test_painel import _PASSWORD, admin, somebody
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
HELENA = "Dra. Helena Prado"
IMG, SCRIPT = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'
_days, _phones = count(10), count(5511982770001)


@pytest.fixture(scope="module")
def ana(local_host: LocalHost) -> Attendant:
    """Where one treats on every day."""
    ana = admin(local_host)
    give_hours(ana)
    return ana


@pytest.fixture
def dia(ana: Attendant) -> date:
    """Each story has a day of its own."""
    return ana.today() + timedelta(days=next(_days))


def give_hours(ana: Attendant) -> None:
    grade = {str(day): [{"inicio": "08:00", "fim": "18:00"}] for day in range(7)}
    body = {"atendimentos": {"profissionais": [{"nome": HELENA, "grade": grade}]}}
    etag = ana.call("GET", "/conta").headers["ETag"]
    answer = ana.call("PATCH", "/conta", json=body, headers={"If-Match": etag})
    assert answer.status_code == 200, answer.text


def book(ana: Attendant, dia: date, nome: str, hora: str = "09:00", **fields: Any) -> dict[str, Any]:
    body = {
        "nome_paciente": nome,
        "telefone": str(next(_phones)),
        "nome_medico": HELENA,
        "data_consulta": f"{dia}T{hora}",
    }
    made = ana.post("/atendimentos", body | fields, status=201)
    ana.host.settle()
    return made


def read(ana: Attendant, made: dict[str, Any]) -> dict[str, Any]:
    return ana.get(f"/atendimentos/{made['id']}")


def state(page: Page, words: str) -> None:
    expect(page.get_by_role("region", name="Situação").get_by_text(words, exact=True)).to_be_visible()


@pytest.fixture
def painel(local_host: LocalHost) -> Iterator[Painel]:
    with enter(local_host) as painel:
        yield painel


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_a_day_is_read_at_a_glance_and_one_of_it_is_moved_to_a_free_hour(
    local_host: LocalHost, ana: Attendant, dia: date, tela: Tela
) -> None:
    marina = book(ana, dia, "Marina Prates", procedimento="Manutenção do aparelho")
    book(ana, dia, f"Ana {IMG}", "10:00", nome_medico=f"Dr. {SCRIPT}", procedimento=IMG, local=SCRIPT)
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open(f"atendimentos?dia={dia}", "Atendimentos")
        expect(page.get_by_role("button", name="Pendente: 2")).to_be_visible()
        expect(page.get_by_role("link", name=f"Ana {IMG}")).to_contain_text(SCRIPT)
        painel.assert_sound()

        page.get_by_role("link", name="Marina Prates").click()
        page.get_by_role("button", name="Confirmou por telefone").click()
        state(page, "Confirmado")
        page.get_by_role("button", name="Desfazer").click()
        state(page, "Pendente")
        page.get_by_role("button", name="Remarcar").click()
        page.get_by_label("A partir do dia").fill(str(dia))
        page.get_by_role("button", name=re.compile("às 9h30")).click()
        expect(page.get_by_text("Horário seguro para você até")).to_be_visible()
        page.get_by_role("button", name="Confirmar o novo horário").click()

        expect(page.get_by_role("region", name="Situação")).to_contain_text("às 09:30")
        painel.assert_sound()
    assert read(ana, marina)["data_consulta"].startswith(f"{dia}T09:30")


def test_only_five_hours_are_shown_at_a_time_and_the_one_that_is_left_is_let_go(
    painel: Painel, ana: Attendant, dia: date
) -> None:
    bruno, page = book(ana, dia, "Bruno Lima", "17:30"), painel.page
    painel.open(f"atendimentos/{bruno['id']}", "Bruno Lima")
    page.get_by_role("button", name="Remarcar").click()
    page.get_by_label("A partir do dia").fill(str(dia))
    hours = page.get_by_role("group", name="Horários livres").get_by_role("button")
    expect(hours).to_have_count(5)
    page.get_by_role("button", name="Mais 5 horários").click()
    expect(hours).to_have_count(10)

    with page.expect_response(lambda one: one.url.endswith("/agenda/reservas")):
        hours.first.click()
    expect(hours.first).to_have_attribute("aria-pressed", "true")
    held = ana.get("/agenda", profissional=HELENA, de=str(dia), ate=str(dia))["horarios"]
    with page.expect_response(lambda one: one.request.method == "DELETE"):
        page.get_by_role("button", name="Voltar").click()
    free = ana.get("/agenda", profissional=HELENA, de=str(dia), ate=str(dia))["horarios"]

    assert len(free) == len(held) + 1
    assert read(ana, bruno)["data_consulta"].startswith(f"{dia}T17:30")


def test_a_cliente_who_calls_is_found_and_booked_and_that_may_be_undone(
    painel: Painel, ana: Attendant, dia: date
) -> None:
    cliente = ana.post("/clientes", {"nome": f"Rita {IMG}", "telefone": "(11) 98111-2233"}, status=201)
    page = painel.page
    painel.open(f"atendimentos?dia={dia}", "Atendimentos")
    page.get_by_role("button", name="Novo atendimento").click()
    page.get_by_label("Buscar cliente").fill("11 98111-2233")
    page.get_by_role("button", name="Buscar").click()
    page.get_by_role("button", name=f"Rita {IMG}").click()
    expect(page.get_by_label("Nome de quem vem")).to_have_value(f"Rita {IMG}")
    page.get_by_label("Profissional").fill(HELENA)
    page.get_by_label("A partir do dia").fill(str(dia))
    page.get_by_role("button", name=re.compile("às 8h30")).click()
    expect(page.get_by_text("Horário seguro para você até")).to_be_visible()
    assert painel.violations() == []
    page.get_by_role("button", name="Marcar", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=f"Rita {IMG}")).to_be_visible()
    [made] = ana.get("/atendimentos", de=str(dia), ate=str(dia))["itens"]

    page.get_by_role("button", name="Desfazer").click()
    expect(page.get_by_text("Desfeito: está como antes.")).to_be_visible()

    assert (made["cliente_id"], made["data_consulta"][:16]) == (cliente["id"], f"{dia}T08:30")
    assert read(ana, made)["status_confirmacao"] == "cancelado"
    assert painel.visit.complaints == []


def test_an_hour_that_was_agreed_is_written_by_hand_and_a_cancelled_one_comes_back(
    painel: Painel, ana: Attendant, dia: date
) -> None:
    joao, page = book(ana, dia, "João Reis", nome_medico="Dr. Caio Lins"), painel.page
    painel.open(f"atendimentos/{joao['id']}", "João Reis")

    page.get_by_role("button", name="Remarcar").click()
    page.get_by_role("button", name="Outra data e hora").click()
    page.get_by_label("Data e hora").fill(f"{dia}T16:15")
    page.get_by_label("Motivo").fill(IMG)
    page.get_by_role("button", name="Confirmar o novo horário").click()
    expect(page.get_by_role("region", name="Situação")).to_contain_text("às 16:15")
    page.get_by_role("button", name="Cancelar atendimento").click()
    page.get_by_role("button", name="Cancelar o atendimento").click()
    state(page, "Cancelado")
    page.get_by_role("button", name="Desfazer").last.click()
    state(page, "Pendente")
    page.get_by_text("Histórico (").click()

    expect(page.get_by_text(IMG)).to_be_visible()
    after = read(ana, joao)
    assert (after["status_confirmacao"], after["data_consulta"][:16]) == ("pendente", f"{dia}T16:15")
    assert painel.visit.complaints == []


def test_what_somebody_else_did_meanwhile_is_told_before_it_is_written_over(
    painel: Painel, ana: Attendant, dia: date
) -> None:
    caio, page = book(ana, dia, "Caio Dias"), painel.page
    painel.open(f"atendimentos/{caio['id']}", "Caio Dias")
    expect(page.get_by_role("button", name="Confirmou por telefone")).to_be_visible()
    ana.post(f"/atendimentos/{caio['id']}/status", {"status": "cancelado"})

    page.get_by_role("button", name="Confirmou por telefone").click()

    expect(page.get_by_role("alert")).to_contain_text("mudou agora há pouco")
    page.get_by_role("button", name="Tentar de novo").click()
    state(page, "Cancelado")
    assert read(ana, caio)["status_confirmacao"] == "cancelado"


def test_data_are_mended_and_what_is_wrong_is_told_at_its_field(
    painel: Painel, ana: Attendant, dia: date
) -> None:
    lia, page = book(ana, dia, "Lia Souto"), painel.page
    painel.open(f"atendimentos/{lia['id']}", "Lia Souto")

    page.get_by_role("button", name="Corrigir dados").click()
    page.get_by_label("Telefone").fill("12")
    page.get_by_role("button", name="Salvar").click()
    expect(page.get_by_label("Telefone")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Telefone").fill("(11) 98111-4455")
    page.get_by_label("Local").fill("Sala 4")
    page.get_by_role("button", name="Salvar").click()

    expect(page.get_by_role("link", name="(11) 98111-4455")).to_be_visible()
    assert read(ana, lia)["local"] == "Sala 4"


def test_who_only_reads_finds_no_buttons(local_host: LocalHost, ana: Attendant, dia: date) -> None:
    name, bia = somebody(local_host, "leitura"), book(ana, dia, "Bia Rocha")
    with enter(local_host, usuario=name, senha=_PASSWORD) as reader:
        page = reader.page
        reader.open(f"atendimentos/{bia['id']}", "Bia Rocha")
        state(page, "Pendente")
        expect(page.get_by_role("button", name="Remarcar")).to_have_count(0)
        reader.open(f"atendimentos?dia={dia}", "Atendimentos")
        expect(page.get_by_role("link", name="Bia Rocha")).to_be_visible()

        expect(page.get_by_role("button", name="Novo atendimento")).to_have_count(0)
        reader.assert_sound()


def test_a_file_of_the_agenda_is_followed_to_its_end_with_its_bad_lines(
    painel: Painel, ana: Attendant, dia: date
) -> None:
    rows = (
        "agenda;paciente;celular;data;hora;médico",
        f"901;Vera Campos;(11) 98222-1100;{dia:%d/%m/%Y};14:30;{HELENA}",
        f"902;Rui Alves;não tem;{dia:%d/%m/%Y};15:00;{HELENA}",
    )
    page, content = painel.page, "\r\n".join(rows).encode()
    painel.open(f"atendimentos?dia={dia}", "Atendimentos")
    page.get_by_role("button", name="Importar").click()
    page.get_by_label("Arquivo").set_input_files(
        {"name": "agenda.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Enviar").click()

    expect(page.get_by_text("Pronto: o arquivo foi lido até o fim.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("region", name="Linhas que não entraram").get_by_role("row")).to_have_count(2)
    painel.assert_sound()
    page.get_by_role("dialog").get_by_role("button", name="Fechar").last.click()
    expect(page.get_by_role("link", name="Vera Campos")).to_be_visible()


def test_an_answer_is_shown_as_it_was_written_and_presence_is_told_once_the_hour_is_over(
    own_host: LocalHost,
) -> None:
    until_tuesday(own_host)
    ana, phone = admin(own_host), str(next(_phones))
    dia = clock(own_host).date() + timedelta(days=1)
    made = book(ana, dia, "Marina Prates", "14:30", telefone=phone)
    write(own_host, phone, f"{IMG} não sei se consigo")
    with enter(own_host) as painel:
        page = painel.page
        painel.open(f"atendimentos/{made['id']}", "Marina Prates")
        expect(page.get_by_text("Pergunta se a pessoa vem", exact=True)).to_be_visible()
        expect(page.get_by_text(f"{IMG} não sei se consigo")).to_be_visible()
        expect(page.get_by_text("A seguir: ")).to_be_visible()
        page.get_by_text("Envios a esta pessoa").click()
        expect(page.get_by_role("link", name="Enviado").first).to_be_visible()
        painel.assert_sound()
    own_host.advance(days=2)

    with enter(own_host) as painel:
        page = painel.page
        painel.open(f"atendimentos/{made['id']}", "Marina Prates")
        page.get_by_role("button", name="A pessoa veio").click()
        state(page, "Realizado")
        page.get_by_role("button", name="Faltou").click()
        state(page, "Faltou")
        page.get_by_role("button", name="Desfazer").last.click()
        state(page, "Realizado")
        expect(page.get_by_role("button", name="Marcar outro")).to_be_visible()
        painel.assert_sound()

    assert read(ana, made)["status_confirmacao"] == "realizado"
