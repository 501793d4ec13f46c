"""What an admin decides in the panel: the conta, its words, who comes in and by what, with secrets shown once."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, TODAS, Painel, Tela, enter
from tests.e2e.test_painel import admin
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
NAME = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
_TABS = ("conta", "modelos", "respostas", "usuarios", "acessos", "canais", "auditoria")
_PASSWORD = "uma senha só minha"
_REFUSED = ("status of 412", "status of 422")


@pytest.fixture(scope="module")
def conta(local_host: LocalHost) -> dict[str, Any]:
    """The conta as an admin finds it: with a template, an answer, and names that nobody should trust."""
    ana = admin(local_host)
    etag = ana.call("GET", "/conta").headers["ETag"]
    modelo = {"chave": "retorno", "texto": "Oi, {{nome}}! <b>Tudo bem?</b>", "variaveis": ["nome"]}
    changes = {
        "nome": NAME,
        "mensageria": {"modelos": [modelo], "frequencia": {"por_dia": 2, "por_semana": 4}},
        "atendimentos": {"preparos": {"Exame": NAME}, "profissionais": [{"nome": NAME}]},
    }
    assert ana.call("PATCH", "/conta", json=changes, headers={"If-Match": etag}).status_code == 200
    resposta = {"intencao": "informacao", "titulo": NAME, "perguntas": ["Qual o horário?"], "texto": NAME}
    ana.post("/respostas", resposta, status=201)
    ana.post("/auth/tokens", {"nome": NAME, "papel": "leitura"}, status=201)
    return changes


@pytest.fixture
def ana(local_host: LocalHost, conta: dict[str, Any]) -> Attendant:
    return admin(local_host)


def show(painel: Painel, tab: str) -> Page:
    painel.open(f"configuracoes/{tab}", "Configurações")
    expect(painel.page.locator("#conteudo [aria-busy=true]")).to_have_count(0)
    return painel.page


def operations(host: LocalHost) -> list[dict[str, Any]]:
    """Those of the API's own description that ask for an escopo."""
    paths = host.get("/openapi.json").json()["paths"]
    return [one for path in paths.values() for one in path.values() if "x-escopo" in one]


def other_person(page: Page) -> Page:
    """A page of the same browser that shares nothing with this one."""
    browser = page.context.browser
    assert browser is not None
    return browser.new_page(locale="pt-BR")


def item(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=words)


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_every_tab_is_sound_and_shows_what_was_injected_as_text(ana: Attendant, tela: Tela) -> None:
    with enter(ana.host, tela) as painel:
        for tab in _TABS:
            page = show(painel, tab)
            painel.assert_sound()
            if tab == "conta":
                expect(page.get_by_label("Nome", exact=True).first).to_have_value(NAME)
            if tab in ("respostas", "acessos"):
                expect(item(page, NAME)).to_be_visible()


def test_what_changed_is_named_saved_alone_and_taken_back(ana: Attendant) -> None:
    before = ana.get("/conta")
    with enter(ana.host) as painel:
        page = show(painel, "conta")

        page.get_by_label("Mensagens por dia").fill("3")
        page.get_by_label("Feriados próprios").fill("25/01/2027")
        page.get_by_label("Feriados próprios").blur()
        bar = page.get_by_role("region", name="Guardar mudanças")
        expect(bar).to_contain_text("Você mudou: Mensagens por dia, Feriados próprios.")
        with page.expect_response(lambda answer: answer.request.method == "PATCH") as saving:
            press(page, "Guardar mudanças")
        saved = saving.value.json()
        press(page, "Desfazer")
        expect(page.get_by_text("Desfeito")).to_be_visible()

    assert saved["mensageria"]["frequencia"] == {"por_dia": 3, "por_semana": 4}
    assert saved["feriados"] == ["2027-01-25"]
    assert ana.get("/conta") == before


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(ana: Attendant) -> None:
    with enter(ana.host, TODAS[0]) as painel:
        page = show(painel, "conta")

        page.get_by_label("Mensagens por dia").fill("9")
        page.get_by_label("Crítica: solução, em minutos").fill("1")
        press(page, "Guardar mudanças")

        expect(page.get_by_text("Corrija: Mensagens por dia, Prazo: prioridade crítica.")).to_be_visible()
        expect(page.get_by_label("Mensagens por dia")).to_be_focused()
        expect(page.get_by_text("deve ser no máximo 5")).to_be_visible()
        assert complaints_but(painel, *_REFUSED) == []


def test_somebody_else_s_change_is_told_and_what_was_typed_stays(ana: Attendant) -> None:
    with enter(ana.host) as painel:
        page = show(painel, "conta")
        page.get_by_label("Hora do contato").fill("11")
        etag = ana.call("GET", "/conta").headers["ETag"]
        ana.call("PATCH", "/conta", json={"cadencia": [2, 9]}, headers={"If-Match": etag})

        press(page, "Guardar mudanças")
        expect(page.get_by_text("Outra pessoa mudou os ajustes")).to_be_visible()
        expect(page.get_by_label("Dias dos contatos")).to_have_value("2\n9")
        press(page, "Guardar mudanças")
        expect(page.get_by_text("Ajustes guardados.")).to_be_visible()

        assert complaints_but(painel, *_REFUSED) == []
    now = ana.get("/conta")
    assert (now["hora_contato"], now["cadencia"]) == (11, [2, 9])


def complaints_but(painel: Painel, *expected: str) -> list[str]:
    """What the console said beside the refusals that the story is about."""
    return [one for one in painel.visit.complaints if not any(words in one for words in expected)]


def test_a_template_is_written_with_its_variables_counted(ana: Attendant) -> None:
    with enter(ana.host) as painel:
        page = show(painel, "modelos")
        press(page, "Novo modelo")
        page.get_by_label("Nome do modelo aqui").fill("lembrete")
        page.get_by_label("Texto").fill("Oi, {{nome}}! Aqui é da {{conta}}")
        press(page, "Guardar modelo")
        expect(page.get_by_text("não pode começar nem terminar com uma variável")).to_be_visible()

        page.get_by_label("Texto").fill("Oi, {{nome}}! Aqui é da {{conta}}.")
        expect(page.get_by_text("Variáveis, na ordem do provedor: nome, conta.")).to_be_visible()
        press(page, "Guardar modelo")

        expect(item(page, "lembrete")).to_be_visible()
        assert complaints_but(painel, *_REFUSED) == []
    modelos = ana.get("/conta")["mensageria"]["modelos"]
    assert [(one["chave"], one["variaveis"]) for one in modelos] == [
        ("retorno", ["nome"]),
        ("lembrete", ["nome", "conta"]),
    ]


def test_an_answer_is_approved_tried_changed_and_deleted_with_a_way_back(ana: Attendant) -> None:
    with enter(ana.host, TODAS[0]) as painel:
        page = show(painel, "respostas")
        press(page, "Nova resposta")
        page.get_by_label("Título").fill("Estacionamento")
        page.get_by_label("Perguntas").fill("Vocês têm estacionamento?\nOnde posso parar o carro?")
        page.get_by_label("Texto da resposta").fill("Temos, sim, ao lado da clínica.")
        press(page, "Aprovar resposta")
        expect(item(page, "Estacionamento")).to_contain_text("Vigente")
        ana.host.settle()

        page.get_by_label("Pergunta", exact=True).fill("Oi! Vocês têm estacionamento?")
        press(page, "Testar")
        expect(page.get_by_text("Responderia sozinho")).to_be_visible()

        press(page, "Editar Estacionamento")
        page.get_by_label("Texto da resposta").fill("Temos, sim, em frente à clínica.")
        press(page, "Guardar resposta")
        expect(page.get_by_text("a nova redação vale a partir de agora")).to_be_visible()

        press(page, "Excluir Estacionamento")
        press(page, "Excluir resposta")
        expect(item(page, "Estacionamento")).to_have_count(0)
        page.get_by_role("button", name="Desfazer").last.click()
        expect(item(page, "Estacionamento")).to_be_visible()
        painel.assert_sound()


def test_an_invitation_s_address_lets_somebody_in_who_is_then_let_go(ana: Attendant) -> None:
    with enter(ana.host) as painel:
        page = show(painel, "usuarios")
        press(page, "Fazer convite")
        address = page.get_by_label("Endereço do convite", exact=True).input_value()
        code = page.get_by_label("Código", exact=True).input_value()
        press(page, "Já guardei")
        assert code not in page.content()

        guest = other_person(page)
        guest.goto(address)
        for label, words in (
            ("Seu nome", "Bia Torres"),
            ("Nome de usuário", "bia"),
            ("E-mail", "bia@exemplo.com"),
            ("Senha", _PASSWORD),
        ):
            guest.get_by_label(label, exact=True).fill(words)
        press(guest, "Criar meu acesso")
        expect(guest.get_by_role("heading", level=1, name="Hoje")).to_be_visible()
        assert code not in guest.url

        show(painel, "conta")
        show(painel, "usuarios")
        press(page, "Senha provisória para Bia Torres")
        press(page, "Dar senha provisória")
        senha = page.get_by_role("textbox", name="Senha provisória", exact=True).input_value()
        press(page, "Já guardei")
        press(page, "Desativar Bia Torres")
        press(page.get_by_role("dialog"), "Desativar")
        expect(item(page, "Bia Torres")).to_contain_text("desativado")
        painel.assert_sound()

    assert senha
    entered = ana.host.post("/auth/login", data={"username": "bia", "password": senha})
    assert entered.status_code == 401


def test_a_token_s_secret_is_shown_once_and_gone_with_the_tab(ana: Attendant) -> None:
    areas = {operation["x-escopo"].partition(":")[0] for operation in operations(ana.host)} - {"sessao"}
    with enter(ana.host) as painel:
        page = show(painel, "acessos")
        press(page, "Novo token")
        page.get_by_label("Nome", exact=True).fill("site da clínica")
        page.get_by_label("Limitar o que ele pode").check()
        offered = page.get_by_role("dialog").get_by_role("checkbox", name="escrever").count()
        page.get_by_label("Relatos: ler").check()
        press(page, "Criar token")
        segredo = page.get_by_label("Segredo", exact=True).input_value()
        painel.assert_sound()

        page.evaluate("location.hash = '#/configuracoes/conta'")
        expect(page.get_by_role("dialog")).to_have_count(0)
        show(painel, "acessos")
        assert segredo not in page.content()
        assert Attendant(ana.host, segredo).call("GET", "/relatos").status_code == 200

        press(page, "Revogar site da clínica")
        press(page.get_by_role("dialog"), "Revogar")
        expect(item(page, "site da clínica")).to_contain_text("revogada")

    assert offered == len(areas)
    assert Attendant(ana.host, segredo).call("GET", "/relatos").status_code == 401


def test_a_key_opens_the_form_and_is_changed_for_another(ana: Attendant) -> None:
    with enter(ana.host, TODAS[1]) as painel:
        page = show(painel, "acessos")
        press(page, "Nova chave")
        page.get_by_label("Nome", exact=True).fill("Fale conosco")
        press(page, "Criar chave")
        first = page.get_by_label("Endereço", exact=True).input_value()
        press(page, "Já guardei")

        press(page, "Trocar Fale conosco")
        page.get_by_label("A antiga ainda vale por (horas)").fill("0")
        press(page, "Trocar chave")
        second = page.get_by_label("Endereço", exact=True).input_value()
        painel.assert_sound()

    body = {"nome": "Marina Lopes", "telefone": "(31) 99876-5432", "mensagem": "Queria um orçamento."}
    path = f"{ana.host.url}/formulario/"
    assert first.startswith(path)
    assert ana.host.post(first.removeprefix(ana.host.url), json=body).status_code == 401
    assert ana.host.post(second.removeprefix(ana.host.url), json=body).status_code == 202


def test_the_channels_say_what_is_simulated_and_what_lacks_a_credential(ana: Attendant) -> None:
    with enter(ana.host) as painel:
        page = show(painel, "canais")
        expect(page.get_by_text("Nada sai de verdade")).to_be_visible()
        expect(page.get_by_label("WhatsApp (Meta)", exact=True)).to_have_value(
            f"{ana.host.url}/webhook/meta/demonstracao"
        )
        press(page, "Testar agora")
        expect(page.get_by_text("Esta conta não tem o canal Botconversa")).to_be_visible()

        press(page, "Mais um canal")
        page.get_by_label("Canal", exact=True).select_option("Z-API")
        press(page, "Guardar mudanças")

        expect(page.get_by_text("falta a credencial", exact=True)).to_be_visible()
        assert complaints_but(painel, "status of 404") == []
    assert [one["provedor"] for one in ana.get("/canais")["canais"]] == ["zapi"]
