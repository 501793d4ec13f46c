"""Chamados in the panel as people work with them: the queue, the conversation, the answer, and who has it."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, TODAS, Tela, enter
from tests.e2e.painel_chamados import about, act, new_chamado, open_chamado, press, spoken
from tests.e2e.test_painel import admin, somebody
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
PERGUNTA = "Vocês têm estacionamento para quem vem de carro?"
APROVADA = "Olá, {{nome}}! Temos estacionamento gratuito na entrada lateral."


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
    with enter(local_host, TODAS[0]) as painel:
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
