"""What the panel tells of chamados, and whom it lets do what: markup, deadlines, a model's words, what is learned."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests import webhook_bodies as bodies
from tests.e2e.client import Attendant
from tests.e2e.painel import TODAS, Tela, enter
from tests.e2e.painel_chamados import about, new_chamado, open_chamado, press, spoken
from tests.e2e.test_conversas import until_tuesday
from tests.e2e.test_painel import _PASSWORD, admin, somebody
from tests.e2e.test_webhooks import new_chave
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
APRENDIDAS = (
    pytest.param(
        TODAS[0],
        "Onde deixo a bicicleta durante a consulta?",
        "Existe fraldário para trocar o bebê?",
        id=str(TODAS[0]),
    ),
    pytest.param(
        TODAS[3],
        "Vocês imprimem radiografias antigas?",
        "O elevador comporta cadeira motorizada?",
        id=str(TODAS[3]),
    ),
)
RECUSA = {
    "finalidade": "atendimento",
    "concedido": False,
    "base_legal": "consentimento",
    "texto_versao": "2026-01",
    "canal": "whatsapp",
    "evidencia": "balcão",
}
IMG, SCRIPT = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def ana(local_host: LocalHost) -> Attendant:
    return admin(local_host)


def test_markup_in_a_name_a_message_and_an_e_mail_is_text(local_host: LocalHost, ana: Attendant) -> None:
    chamado = new_chamado(ana, f"{IMG} {SCRIPT}", nome=IMG)
    segredo = new_chave(ana, "webhook")["segredo"]
    mail = bodies.EMAIL | {"subject": f"{SCRIPT} boleto", "text": f"Quero a segunda via. {IMG}"}
    raw, media_type = bodies.multipart(mail | {"html": f"<b>{IMG}</b>"})
    answer = local_host.post(f"/webhook/email/{segredo}", content=raw, headers={"Content-Type": media_type})
    assert answer.status_code == 200, answer.text
    local_host.settle()

    with enter(local_host) as painel:
        page = open_chamado(painel, chamado)
        expect(spoken(page)).to_contain_text(f"{IMG} {SCRIPT}")
        page.get_by_role("link", name=re.compile("boleto")).first.click()
        expect(spoken(page)).to_contain_text(f"Quero a segunda via. {IMG}")
        expect(page.locator(".assunto")).to_have_text(f"{SCRIPT} boleto")

        assert page.locator("main img, main script").count() == 0
        painel.assert_sound()


def test_what_became_of_each_message_is_told_beside_it_and_when_by_the_clinics_clock(
    own_host: LocalHost,
) -> None:
    until_tuesday(own_host)
    ana = admin(own_host)
    left, refused = (new_chamado(ana, "Vocês atendem aos sábados de manhã?") for _ in range(2))
    ana.post(f"/clientes/{refused['cliente_id']}/consentimentos", RECUSA, status=201)
    for chamado in (left, refused):
        ana.post(f"/chamados/{chamado['id']}/respostas", {"texto": "Sim, até as 12 h."}, status=201)
    own_host.settle()

    with enter(own_host) as painel:
        page = open_chamado(painel, left)
        expect(spoken(page).get_by_role("link", name="Enviado")).to_be_visible()
        said = spoken(page).locator("time").first
        at = datetime.fromisoformat(str(said.get_attribute("datetime"))).astimezone(
            ZoneInfo("America/Sao_Paulo")
        )
        expect(said).to_have_text(f"{at:%d/%m/%Y, %H:%M}")
        page = open_chamado(painel, refused)
        spoken(page).get_by_role("link", name="Não enviado").click()
        expect(page.get_by_text("sem autorização para esta finalidade").first).to_be_visible()
        painel.assert_sound()


def test_deadlines_are_told_in_words(local_host: LocalHost, ana: Attendant) -> None:
    chamado = new_chamado(ana, "Gostaria de saber quem assina o laudo, por gentileza?")
    due = datetime.fromisoformat(chamado["responder_ate"])
    with enter(local_host) as painel:
        painel.page.clock.set_fixed_time(due - timedelta(minutes=30))
        page = open_chamado(painel, chamado)
        expect(about(page)).to_contain_text("Responder em 30 minutos")

        painel.page.clock.set_fixed_time(due + timedelta(hours=3))
        painel.open("hoje", "Hoje")
        open_chamado(painel, chamado)

        expect(about(page)).to_contain_text("Primeira resposta atrasada há 3 horas")
        expect(page.get_by_text("com prazo estourado").first).to_be_visible()


@pytest.mark.parametrize(("tela", "boa", "ruim"), APRENDIDAS)
def test_what_the_team_answered_is_approved_as_edited_or_refused(
    local_host: LocalHost, ana: Attendant, *, tela: Tela, boa: str, ruim: str
) -> None:
    for pergunta in (boa, ruim):
        answer_and_resolve(ana, new_chamado(ana, pergunta))
    local_host.advance(minutes=10)

    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open("chamados/sugestoes", "Chamados")
        good, bad = (page.get_by_role("listitem").filter(has_text=one) for one in (boa, ruim))
        good.get_by_role("button", name="Ajustar e aprovar").click()
        page.get_by_label("Resposta", exact=True).fill("Sim: fale com a recepção.")
        painel.assert_sound()
        press(page, "Aprovar assim")
        expect(page.get_by_text("Aprovada: o Retorno já responde isto sozinho.")).to_be_visible()
        expect(good).to_have_count(0)

        bad.get_by_role("button", name="Recusar…").click()
        press(page, "Recusar")
        expect(bad).to_have_count(0)
        painel.assert_sound()
    learned = {one["message"]: one for one in ana.call("GET", "/api/v1/messages/recent").json()}
    assert (learned[boa]["validated_by"], learned[ruim]["validated_by"]) == ("human", "pending")
    assert learned[boa]["answer"] == "Sim: fale com a recepção."


def answer_and_resolve(ana: Attendant, chamado: dict[str, Any]) -> None:
    path = f"/chamados/{chamado['id']}"
    ana.post(f"{path}/respostas", {"texto": "Temos, sim, no térreo."}, status=201)
    assert ana.call("PUT", path, params={"novo_status": "resolvido"}).status_code == 200


def test_who_only_reads_sees_and_does_nothing_and_an_attendant_takes(
    local_host: LocalHost, ana: Attendant
) -> None:
    chamado = new_chamado(ana, "Como faço para trocar o meu e-mail de cadastro?")
    reader, taker = somebody(local_host, "leitura"), somebody(local_host, "cs")
    with enter(local_host, usuario=reader, senha=_PASSWORD) as painel:
        page = open_chamado(painel, chamado)
        expect(spoken(page)).to_contain_text("trocar o meu e-mail")
        for name in ("Novo chamado", "Assumir", "Enviar resposta"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)
        expect(page.get_by_role("link", name="Sugestões")).to_have_count(0)
        painel.assert_sound()
    with enter(local_host, usuario=taker, senha=_PASSWORD) as painel:
        page = open_chamado(painel, chamado)
        press(page, "Assumir")
        expect(about(page)).to_contain_text("· com você ·")
        page.get_by_text("Mais ações").click()
        expect(page.get_by_role("button", name="Passar para…")).to_have_count(0)

        page.get_by_label("Quem atende").select_option(label="Eu (meus chamados)")
        expect(page.get_by_text("1 chamado", exact=True)).to_be_visible()
        painel.assert_sound()


def test_what_cannot_be_read_says_so_and_is_tried_again(local_host: LocalHost, ana: Attendant) -> None:
    new_chamado(ana, "Em que andar fica o consultório da ortodontia?")
    with enter(local_host) as painel:
        page = painel.page
        page.route("**/chamados?*", lambda route: route.abort())
        painel.open("chamados", "Chamados")
        expect(page.get_by_role("alert")).to_contain_text("Sem conexão com o Retorno")

        page.unroute("**/chamados?*")
        press(page, "Tentar de novo")

        expect(page.get_by_role("region", name="Fila de chamados").get_by_role("link").first).to_be_visible()


def test_what_a_model_wrote_and_what_grew_stale_say_so(local_host: LocalHost, ana: Attendant) -> None:
    """The API's answer is laid in front of the panel: no model is near a test."""
    chamado = new_chamado(ana, "Qual a diferença entre o clareamento caseiro e o do consultório?")
    near = {
        "tipo": "mensagem",
        "id": "M1",
        "pontuacao": 0.613,
        "rotulo": "geral",
        "pergunta": f"Dói? {SCRIPT}",
    }
    stale = near | {"texto": f"Não dói. {IMG}", "vencida": True}
    written = {"tipo": "modelo", "id": "M2", "pontuacao": 0.55, "rotulo": "openai/gpt-oss-20b"}
    found = {
        "texto": "O caseiro leva mais dias.",
        "fonte": written,
        "explicacao": None,
        "candidatas": [stale],
    }
    with enter(local_host) as painel:
        painel.page.route("**/respostas/testar", lambda route: route.fulfill(json=found))
        page = open_chamado(painel, chamado)
        suggested = page.get_by_role("region", name="Resposta sugerida")

        expect(suggested).to_contain_text("Escrita por um modelo de IA")
        expect(suggested).to_contain_text("Ninguém aprovou estas palavras: confira cada uma antes de enviar.")
        expect(suggested).to_contain_text("Mensagem validada")
        expect(suggested).to_contain_text("61% parecida")
        expect(suggested).to_contain_text("Venceu: confira se ainda vale")
        expect(suggested).to_contain_text(f"Não dói. {IMG}")
        painel.assert_sound()
