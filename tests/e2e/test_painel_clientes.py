"""Clientes in the panel: found, told on one line, changed, made, joined."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.painel import SENHA, TELAS, TODAS, Tela, enter
from tests.e2e.painel_clientes import (
    IMAGE,
    SCRIPT,
    admin,
    new_cliente,
    open_ficha,
    somebody,
    with_a_story,
)
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
_CPF = "529.982.247-25"


def timeline(page: Page) -> Any:
    return page.get_by_role("region", name="Linha do tempo")


def starting(words: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(words)}")


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_who_is_searched_for_shows_all_that_happened_and_is_changed(
    local_host: LocalHost, tela: Tela
) -> None:
    nome = f"Marina {tela.esquema.title()} de {'Souza' if tela.largura > 1000 else 'Lima'}"
    cliente = with_a_story(local_host, nome)
    with enter(local_host, tela) as painel:
        painel.open("clientes", "Clientes")
        page = painel.page
        painel.assert_sound()
        page.get_by_label("Procurar cliente").fill(cliente["telefone"].removeprefix("+55"))
        page.get_by_role("link", name=nome).click()
        expect(page.get_by_role("heading", level=1, name=nome)).to_be_visible()
        line = timeline(page)
        for kind in ("Relato", "Chamado", "Mensagem", "Envio"):
            expect(line.get_by_role("listitem").filter(has_text=kind).first).to_be_visible()
        expect(line.get_by_role("link", name="Manutenção")).to_have_attribute(
            "href", starting("#/atendimentos/")
        )
        painel.assert_sound()

        line.get_by_role("button", name="Chamados").click()
        expect(line.get_by_role("listitem")).to_have_count(1)
        expect(line.get_by_role("link", name="boleto")).to_have_attribute("href", starting("#/chamados/"))
        page.get_by_role("button", name="Editar").click()
        page.get_by_label("Observações").fill("Agora prefere à tarde.")
        painel.assert_sound()
        page.get_by_role("button", name="Guardar", exact=True).click()

        expect(page.get_by_text("Cadastro guardado.")).to_be_visible()
        expect(page.get_by_text("Agora prefere à tarde.")).to_be_visible()
        page.get_by_role("button", name="Desfazer").click()
        expect(page.get_by_text("Prefere de manhã.")).to_be_visible()
        painel.assert_sound()


def test_markup_that_people_write_is_shown_as_text_everywhere(local_host: LocalHost) -> None:
    cliente = with_a_story(local_host, f"Nome {IMAGE}", SCRIPT)
    new_cliente(local_host, f"Outro {IMAGE}", telefone=cliente["telefone"])
    with enter(local_host) as painel:
        painel.open("clientes", "Clientes")
        expect(painel.page.get_by_text(f"Nome {IMAGE}")).to_be_visible()
        page = open_ficha(painel, cliente)
        expect(page.get_by_text(f"Outro {IMAGE}")).to_be_visible()
        for text in ("Prefere de manhã.", "Meu boleto não abre.", "Abre sábado?", "Oi!"):
            expect(page.get_by_text(f"{text} {SCRIPT}")).to_be_visible()
        page.get_by_role("button", name="Juntar").click()
        expect(page.get_by_role("dialog").get_by_text(f"Outro {IMAGE}")).to_be_visible()

        painel.assert_sound()
        assert page.locator("#conteudo img, #conteudo script").count() == 0


def test_a_change_by_somebody_else_meanwhile_is_told_and_not_written_over(local_host: LocalHost) -> None:
    cliente = new_cliente(local_host, "Rita Moraes")
    with enter(local_host) as painel:
        page = open_ficha(painel, cliente)
        page.get_by_role("button", name="Editar").click()
        page.get_by_label("Observações").fill("O que eu digitei")
        other = {"razao_social": "Mudada por outra pessoa"}
        path, who = f"/clientes/{cliente['id']}", admin(local_host)
        etag = who.call("GET", path).headers["ETag"]
        assert who.call("PATCH", path, json=other, headers={"If-Match": etag}).status_code == 200

        page.get_by_role("button", name="Guardar", exact=True).click()

        expect(page.get_by_text("Outra pessoa mudou este cadastro")).to_be_visible()
        expect(page.get_by_label("Razão social")).to_have_value("Mudada por outra pessoa")
        expect(page.get_by_label("Observações")).to_have_value("O que eu digitei")
        page.get_by_role("button", name="Guardar", exact=True).click()
        expect(page.get_by_text("Cadastro guardado.")).to_be_visible()
        saved = who.get(path)
        assert (saved["razao_social"], saved["observacoes"]) == (other["razao_social"], "O que eu digitei")


def test_a_new_cliente_is_told_what_is_wrong_by_field_and_then_made(local_host: LocalHost) -> None:
    with enter(local_host, TODAS[0]) as painel:
        painel.open("clientes", "Clientes")
        page = painel.page
        page.get_by_role("button", name="Novo cliente").click()
        page.get_by_label("Nome").fill("Tadeu Alencar")
        page.get_by_label("Telefone").fill("123")
        page.get_by_role("button", name="Cadastrar").click()
        expect(page.get_by_label("Telefone")).to_have_attribute("aria-invalid", "true")
        page.get_by_label("Telefone").fill("(11) 97777-1234")
        page.get_by_label("CPF ou CNPJ").fill(_CPF)
        page.get_by_text("Dados comerciais (CRM)").click()
        page.get_by_label("Valor (R$)").fill("1.234,56")
        assert painel.violations() == []
        page.get_by_role("button", name="Cadastrar").click()

        expect(page.get_by_role("heading", level=1, name="Tadeu Alencar")).to_be_visible()
        expect(page.get_by_text("R$ 1.234,56")).to_be_visible()
        painel.open("clientes", "Clientes")
        for typed in (_CPF, "11977771234", "alencar"):
            page.get_by_label("Procurar cliente").fill(typed)
            expect(page.get_by_text("1 cliente encontrado")).to_be_visible()
        page.get_by_label("Procurar cliente").fill("alencar@")
        expect(page.get_by_text("Continue a escrever")).to_be_visible()


def test_two_of_one_person_become_one(local_host: LocalHost) -> None:
    stays = new_cliente(local_host, "Ubirajara Melo")
    other = new_cliente(local_host, "Bira Melo", telefone=stays["telefone"], email="bira@exemplo.com.br")
    with enter(local_host) as painel:
        page = open_ficha(painel, stays)
        page.get_by_role("button", name="Juntar com Bira Melo").click()
        expect(page.get_by_text("não pode ser desfeito")).to_be_visible()
        painel.assert_sound()
        page.get_by_role("button", name="Juntar", exact=True).click()

        expect(page.get_by_role("link", name="bira@exemplo.com.br")).to_be_visible()
        painel.open(f"clientes/{other['id']}", stays["nome"])
        expect(page.get_by_text("Pode ser a mesma pessoa")).to_have_count(0)


def test_a_long_story_is_told_in_order_as_far_as_it_is_asked_for(local_host: LocalHost) -> None:
    cliente, who = new_cliente(local_host, "Zuleica Barros"), admin(local_host)
    for number in range(25):
        chat = {
            "client_id": str(cliente["id"]),
            "sector": "suporte",
            "tag": "x",
            "message": f"Pergunta {number:02}.",
        }
        who.post("/api/v1/messages/", chat, status=201)
        if number == 2:
            aberto = {"cliente_id": cliente["id"], "canal": "site", "mensagem": "Meu boleto não abre."}
            who.post("/chamados", aberto, status=201)
    with enter(local_host) as painel:
        line = timeline(open_ficha(painel, cliente))
        items = line.get_by_role("listitem")
        expect(items).to_have_count(20)
        expect(items.first).to_contain_text("Pergunta 24.")
        expect(items.filter(has_text="boleto")).to_have_count(0)

        line.get_by_role("button", name="Mostrar mais").click()

        expect(items).to_have_count(26)
        expect(items.nth(22)).to_contain_text("boleto")
        expect(items.last).to_contain_text("Pergunta 00.")
        expect(line.get_by_role("button", name="Mostrar mais")).to_have_count(0)


def test_who_only_reads_sees_no_way_to_change(local_host: LocalHost) -> None:
    cliente = new_cliente(local_host, "Wanda Reis")
    new_cliente(local_host, "Wandinha Reis", telefone=cliente["telefone"])
    with enter(local_host, usuario=somebody(local_host, "leitura"), senha=SENHA) as painel:
        page = open_ficha(painel, cliente)

        expect(page.get_by_text("Pode ser a mesma pessoa")).to_be_visible()
        for name in ("Editar", "Juntar", "Registrar", "Não quer mais", "Eliminar", "Baixar"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)
        painel.assert_sound()
