"""The ledger of messages in the panel: why each left, waits or did not, stopping one, asking what could leave now."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, TODAS, Tela, enter
from tests.e2e.test_envios import ask, move_to, settled
from tests.e2e.test_painel import admin, somebody
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser
NAME, TEXT = "<img src=x onerror=alert(1)>", '"><script>alert(1)</script> Tudo bem?'
_PASSWORD = "uma senha só minha"
_GENTE = ("Marina Prates", "Lúcia Andrade", NAME)


@pytest.fixture(scope="module")
def gente(local_host: LocalHost) -> dict[str, str]:
    """The ids of three people by name, on a Tuesday morning, some of whom were written to."""
    move_to(local_host, weekday=1, hour_utc=13)
    paula = admin(local_host)
    gente = {nome: cliente(paula, nome, number) for number, nome in enumerate(_GENTE)}
    written(paula, "saiu", gente["Marina Prates"], texto="Oi, Marina! Ficou alguma dúvida?")
    written(paula, "espera", gente["Marina Prates"], texto="Oi, Marina! E o clareamento?")
    written(paula, "recusada", gente["Lúcia Andrade"], texto="Novidades da clínica.", finalidade="marketing")
    written(paula, "injetada", gente[NAME], texto=TEXT)
    return gente


@pytest.fixture
def paula(local_host: LocalHost, gente: dict[str, str]) -> Attendant:
    return admin(local_host)


def cliente(paula: Attendant, nome: str, number: int) -> str:
    fields = {"nome": nome, "telefone": f"(11) 98222-{number:04}"}
    return str(paula.post("/clientes", fields, status=201)["id"])


def written(paula: Attendant, chave: str, cliente_id: str, **fields: str) -> str:
    return str(settled(paula, ask(paula, chave, cliente_id, **fields))["id"])


def row(page: Page, words: str) -> Locator:
    return page.get_by_label("Lista de envios").get_by_role("link").filter(has_text=words)


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_each_message_tells_rule_by_rule_why(paula: Attendant, tela: Tela) -> None:
    with enter(paula.host, tela) as painel:
        page = painel.page
        painel.open("envios", "Envios")
        expect(row(page, "E o clareamento?")).to_contain_text("Aguardando")
        expect(row(page, "Novidades da clínica.")).to_contain_text("sem autorização para esta finalidade")
        expect(row(page, NAME)).to_contain_text(TEXT)
        painel.assert_sound()

        row(page, "E o clareamento?").click()

        expect(page.get_by_text("Pode sair a partir de")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text="Frequência")).to_contain_text("Parou aqui")
        expect(page.get_by_role("listitem").filter(has_text="Pedido de saída")).to_contain_text("Passou")
        painel.assert_sound()


def test_the_ledger_is_narrowed_by_state_channel_day_and_person(paula: Attendant) -> None:
    with enter(paula.host) as painel:
        page = painel.page
        painel.open("envios", "Envios")

        page.get_by_label("Situação").select_option("Não enviado")
        expect(row(page, "Novidades da clínica.")).to_be_visible()
        expect(row(page, "Ficou alguma dúvida?")).to_have_count(0)

        page.get_by_label("Situação").select_option("Todas")
        page.get_by_label("Canal").select_option("Simulado")
        expect(row(page, "Ficou alguma dúvida?")).to_be_visible()
        expect(row(page, "Novidades da clínica.")).to_have_count(0)

        page.get_by_label("Dia do pedido").fill("2020-01-01")
        page.get_by_label("Dia do pedido").dispatch_event("change")
        expect(page.get_by_text("Nenhum envio com estes filtros")).to_be_visible()

        page.get_by_role("link", name="Limpar os filtros").click()
        page.get_by_role("button", name="Filtrar por pessoa").click()
        page.get_by_label("Nome ou telefone da pessoa").fill("Lúcia")
        page.get_by_role("button", name="Procurar").click()
        page.get_by_role("button", name="Lúcia Andrade").click()
        expect(row(page, "Novidades da clínica.")).to_be_visible()
        expect(row(page, NAME)).to_have_count(0)


def test_what_waits_is_stopped_by_hand_after_a_question(paula: Attendant, gente: dict[str, str]) -> None:
    envio_id = written(paula, "cancelar", gente["Marina Prates"], texto="Esta não sai.")
    with enter(paula.host) as painel:
        painel.open(f"envios/{envio_id}", "Envios")
        painel.page.get_by_role("button", name="Cancelar este envio").click()
        painel.page.get_by_role("dialog").get_by_role("button", name="Cancelar o envio").click()

        expect(painel.page.get_by_text("Envio cancelado: ele não sai mais.")).to_be_visible()
        expect(painel.page.get_by_role("button", name="Cancelar este envio")).to_have_count(0)
        expect(row(painel.page, "Esta não sai.")).to_contain_text("Cancelado")

    assert paula.get(f"/envios/{envio_id}")["status"] == "cancelado"


def test_the_gate_is_asked_whether_somebody_could_be_written_to_now(paula: Attendant) -> None:
    with enter(paula.host, TODAS[0]) as painel:
        page = painel.page
        painel.open("envios", "Envios")
        before = len(paula.get("/envios")["itens"])

        page.get_by_role("button", name="Poderia mandar agora?").click()
        page.get_by_label("Para quem?").fill("Marina")
        page.get_by_label("Para quem?").press("Enter")
        page.get_by_role("button", name="Marina Prates").click()
        page.get_by_label("Texto").fill("Oi, Marina! Uma última coisa.")
        page.get_by_role("button", name="Perguntar ao portão").click()

        expect(page.get_by_role("heading", name="Agora não. Poderia sair em")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text="Frequência")).to_contain_text("O limite é de")
        painel.assert_sound()
    assert len(paula.get("/envios")["itens"]) == before


def test_who_only_reads_is_offered_nothing_to_do(paula: Attendant) -> None:
    name = somebody(paula.host, "leitura")
    with enter(paula.host, usuario=name, senha=_PASSWORD) as painel:
        painel.open("envios", "Envios")
        row(painel.page, "E o clareamento?").click()

        expect(painel.page.get_by_text("Pode sair a partir de")).to_be_visible()
        expect(painel.page.get_by_role("button", name="Cancelar este envio")).to_have_count(0)
        expect(painel.page.get_by_role("button", name="Poderia mandar agora?")).to_have_count(0)
