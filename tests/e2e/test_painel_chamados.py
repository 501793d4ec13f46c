"""Chamados in the panel as people work with them: the queue, the conversation, the answer, what is learned of it."""

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import webhook_bodies as bodies
from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, Painel, Tela, enter
from tests.e2e.test_painel import _PASSWORD, admin, somebody
from tests.e2e.test_webhooks import new_chave
from tests.local_host import LocalHost
from tests.webhook_bodies import multipart

pytestmark = pytest.mark.browser
_numbers = count(1)
PERGUNTA = "Vocês têm estacionamento para quem vem de carro?"
APROVADA = "Olá, {{nome}}! Temos estacionamento gratuito na entrada lateral."
APRENDIDAS = (
    pytest.param(
        TELAS[0],
        "Onde deixo a bicicleta durante a consulta?",
        "Existe fraldário para trocar o bebê?",
        id=str(TELAS[0]),
    ),
    pytest.param(
        TELAS[3],
        "Vocês imprimem radiografias antigas?",
        "O elevador comporta cadeira motorizada?",
        id=str(TELAS[3]),
    ),
)
IMG, SCRIPT = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def ana(local_host: LocalHost) -> Attendant:
    return admin(local_host)


@pytest.fixture(scope="module")
def perguntas(ana: Attendant) -> dict[Tela, dict[str, Any]]:
    """One chamado for each screen, asked before the answer to it was approved."""
    asked = {tela: new_chamado(ana, PERGUNTA) for tela in TELAS}
    body = {
        "intencao": "informacao",
        "titulo": "Estacionamento",
        "perguntas": ["Vocês têm estacionamento?", PERGUNTA],
        "texto": APROVADA,
    }
    ana.post("/respostas", body, status=201)
    ana.host.settle()
    return asked


def new_chamado(ana: Attendant, mensagem: str, *, nome: str = "", canal: str = "whatsapp") -> dict[str, Any]:
    """Opened for somebody new, and read by now."""
    number = next(_numbers)
    pessoa = {"nome": nome or f"Marina Painel {number}", "telefone": f"(11) 9{number:08}"}
    cliente = ana.post("/clientes", pessoa, status=201)
    body = {"cliente_id": cliente["id"], "canal": canal, "mensagem": mensagem}
    return ana.get(f"/chamados/{ana.post('/chamados', body, status=201)['chamado_id']}")


def open_chamado(painel: Painel, chamado: dict[str, Any]) -> Page:
    painel.open(f"chamados/{chamado['id']}", "Chamados")
    expect(painel.page.get_by_role("heading", level=2, name=chamado["cliente_nome"])).to_be_visible()
    return painel.page


def spoken(page: Page) -> Locator:
    return page.get_by_role("region", name="Conversa e anotações")


def act(page: Page, name: str) -> None:
    """Press one of the acts that are kept out of the way."""
    if not page.get_by_role("button", name=name, exact=True).is_visible():
        page.get_by_text("Mais ações").click()
    page.get_by_role("button", name=name, exact=True).click()


def about(page: Page) -> Locator:
    """What is told of the chamado that is open, above its conversation."""
    return page.get_by_role("region", name="Conversa", exact=True).locator("header.card")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_a_chamado_is_found_answered_with_what_was_approved_and_leaves_the_team_s_hands(
    local_host: LocalHost, ana: Attendant, perguntas: dict[Tela, dict[str, Any]], tela: Tela
) -> None:
    chamado = perguntas[tela]
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open("chamados", "Chamados")
        page.get_by_label("Procurar").fill(chamado["protocolo"].lower())
        expect(page.get_by_text("1 chamado", exact=True)).to_be_visible()
        painel.assert_sound()
        page.get_by_role("link", name=re.compile(chamado["cliente_nome"])).click()

        expect(spoken(page)).to_contain_text(PERGUNTA)
        suggested = page.get_by_role("region", name="Resposta sugerida")
        expect(suggested).to_contain_text("Resposta aprovada")
        expect(suggested).to_contain_text("“Estacionamento”")
        suggested.get_by_role("button", name="Usar esta resposta").first.click()
        answer = page.get_by_label("Resposta ao cliente")
        expect(answer).to_have_value("Olá, Marina! Temos estacionamento gratuito na entrada lateral.")
        expect(answer).to_be_focused()
        painel.assert_sound()
        press(page, "Enviar resposta")

        expect(page.get_by_text("Resposta registrada.")).to_be_visible()
        expect(spoken(page)).to_contain_text("Temos estacionamento gratuito")
        expect(about(page)).to_contain_text("Prazo parado: a vez é do cliente")
        painel.assert_sound()
        if tela.largura < 1000:
            expect(page.get_by_label("Procurar")).to_be_hidden()
            page.get_by_role("link", name="Voltar à fila").click()
            expect(page.get_by_label("Procurar")).to_be_visible()
    assert ana.get(f"/chamados/{chamado['id']}")["situacao"] == "aguardando_cliente"


def test_taking_resolving_and_handing_back_can_be_undone(local_host: LocalHost, ana: Attendant) -> None:
    chamado = new_chamado(ana, "Quero falar com o gerente sobre o meu contrato.")
    with enter(local_host) as painel:
        page = open_chamado(painel, chamado)
        press(page, "Assumir")
        expect(about(page)).to_contain_text("· com você ·")
        press(page, "Desfazer")
        expect(page.get_by_text("Desfeito: o chamado está como antes.")).to_be_visible()
        expect(about(page)).to_contain_text("· com ninguém ·")

        press(page, "Dar por resolvido")
        expect(page.get_by_role("button", name="Reabrir")).to_be_visible()
        page.get_by_role("status").filter(has_text="Chamado resolvido").get_by_role(
            "button", name="Desfazer"
        ).click()

        expect(page.get_by_role("button", name="Dar por resolvido")).to_be_visible()
        painel.assert_sound()
    shown = ana.get(f"/chamados/{chamado['id']}")
    assert (shown["situacao"], shown["atendente"], shown["resolvido_em"]) == ("encaminhado", None, None)


def test_a_note_is_the_team_s_and_closing_asks_first(local_host: LocalHost, ana: Attendant) -> None:
    chamado = new_chamado(ana, "Preciso de uma cópia do recibo de março.")
    with enter(local_host) as painel:
        page = open_chamado(painel, chamado)
        press(page, "Nota interna")
        page.get_by_label("Nota para a equipe").fill("Já ligou duas vezes.")
        press(page, "Guardar nota")
        expect(spoken(page)).to_contain_text("Nota interna: o cliente não vê")

        act(page, "Fechar…")
        expect(page.get_by_role("dialog")).to_contain_text("não reabre")
        painel.assert_sound()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        act(page, "Fechar…")
        press(page, "Fechar chamado")

        expect(page.get_by_text("Este chamado está fechado e não recebe mais respostas")).to_be_visible()
        expect(page.get_by_role("button", name="Enviar resposta")).to_have_count(0)
        painel.assert_sound()
    shown = ana.get(f"/chamados/{chamado['id']}")
    assert (shown["situacao"], [nota["texto"] for nota in shown["notas"]]) == (
        "fechado",
        ["Já ligou duas vezes."],
    )


def test_a_correction_and_a_new_atendente_hold_and_are_in_the_history(
    local_host: LocalHost, ana: Attendant
) -> None:
    colega = somebody(local_host, "atendente")
    chamado = new_chamado(ana, "Gostaria de entender melhor o que foi combinado na última visita.")
    with enter(local_host) as painel:
        page = open_chamado(painel, chamado)
        act(page, "Corrigir leitura…")
        page.get_by_role("dialog").get_by_label("Prioridade").select_option("critica")
        press(page, "Corrigir")
        expect(about(page)).to_contain_text("Prioridade crítica")

        act(page, "Passar para…")
        page.get_by_label("Quem vai atender").select_option(label=colega)
        press(page, "Passar")
        expect(about(page)).to_contain_text(f"· com {colega} ·")

        page.get_by_text(re.compile(r"^Histórico")).click()
        expect(page.get_by_text(f"Quem atende: de ninguém para {colega}")).to_be_visible()
        expect(page.get_by_text(re.compile("Prioridade: de .* para Crítica"))).to_be_visible()
        painel.assert_sound()
    shown = ana.get(f"/chamados/{chamado['id']}")
    assert (shown["prioridade"], shown["atendente_nome"]) == ("critica", colega)


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_typed_is_lost(
    local_host: LocalHost, ana: Attendant
) -> None:
    chamado = new_chamado(ana, "Vocês emitem atestado de comparecimento?")
    with enter(local_host) as painel:
        page = open_chamado(painel, chamado)
        page.get_by_label("Resposta ao cliente").fill("Emitimos, sim.")
        ana.post(f"/chamados/{chamado['id']}/respostas", {"texto": "Sim, na recepção."}, status=201)
        press(page, "Enviar resposta")

        expect(page.get_by_text("Este chamado mudou agora há pouco")).to_be_visible()
        expect(spoken(page)).to_contain_text("Sim, na recepção.")
        expect(page.get_by_label("Resposta ao cliente")).to_have_value("Emitimos, sim.")
        press(page, "Enviar resposta")
        expect(spoken(page)).to_contain_text("Emitimos, sim.")


def test_an_attendant_opens_one_for_somebody_new_and_resolves_it_with_the_answer(
    local_host: LocalHost, ana: Attendant
) -> None:
    with enter(local_host, TELAS[0]) as painel:
        page = painel.page
        painel.open("chamados", "Chamados")
        press(page, "Novo chamado")
        page.get_by_label("Quem pediu?").fill("Otávio Nogueira")
        press(page, "Procurar")
        expect(page.get_by_text("Ninguém encontrado")).to_be_visible()
        press(page, "Cadastrar cliente novo")
        expect(page.get_by_label("Nome")).to_have_value("Otávio Nogueira")
        page.get_by_label("Telefone").fill("(85) 98888-7766")
        press(page, "Cadastrar e continuar")
        page.get_by_label("O que o cliente disse").fill("Quero remarcar a visita da semana que vem.")
        painel.assert_sound()
        press(page, "Abrir chamado")

        expect(page.get_by_role("heading", level=2, name="Otávio Nogueira")).to_be_visible()
        page.get_by_label("Resposta ao cliente").fill("Remarcamos para quinta, às dez.")
        page.get_by_label("Depois de enviar").select_option("resolver")
        press(page, "Registrar resposta")

        expect(page.get_by_text("Respondido e resolvido.")).to_be_visible()
        expect(page.get_by_role("button", name="Reabrir")).to_be_visible()
        painel.assert_sound()
    (found,) = ana.post("/clientes/buscar", {"nome": "Otávio Nogueira"})["itens"]
    (chamado,) = ana.get("/chamados", cliente_id=found["id"], limite=5)["itens"]
    assert (chamado["situacao"], chamado["canal"]) == ("resolvido", "telefone")


def test_markup_in_a_name_a_message_and_an_e_mail_is_text(local_host: LocalHost, ana: Attendant) -> None:
    chamado = new_chamado(ana, f"{IMG} {SCRIPT}", nome=IMG)
    segredo = new_chave(ana, "webhook")["segredo"]
    mail = bodies.EMAIL | {"subject": f"{SCRIPT} boleto", "text": f"Quero a segunda via. {IMG}"}
    raw, media_type = multipart(mail | {"html": f"<b>{IMG}</b>"})
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


def test_what_cannot_be_read_says_so_and_is_tried_again(local_host: LocalHost) -> None:
    with enter(local_host) as painel:
        page = painel.page
        page.route("**/chamados?*", lambda route: route.abort())
        painel.open("chamados", "Chamados")
        expect(page.get_by_role("alert")).to_contain_text("Sem conexão com o Retorno")

        page.unroute("**/chamados?*")
        press(page, "Tentar de novo")

        expect(page.get_by_role("region", name="Fila de chamados").get_by_role("link").first).to_be_visible()
