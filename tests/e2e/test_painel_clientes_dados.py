"""What clientes agree to and may ask for, in the panel: consents, silence, files coming in, data leaving or going."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.painel import TODAS, enter
from tests.e2e.painel_clientes import IMAGE, WORK_MS, admin, new_cliente, open_ficha, with_a_story
from tests.local_host import LocalHost

pytestmark = pytest.mark.browser


def test_what_was_agreed_to_is_recorded_revoked_and_silence_begins_and_ends(local_host: LocalHost) -> None:
    cliente = new_cliente(local_host, "Sônia Prado")
    with enter(local_host, TODAS[0]) as painel:
        page = open_ficha(painel, cliente)
        page.get_by_role("button", name="Registrar: Novidades e ofertas").click()
        page.get_by_label("Versão do texto").fill("convite-2026-01")
        page.get_by_label("O que prova").fill("wamid.1")
        page.get_by_role("dialog").get_by_role("button", name="Registrar").click()
        page.get_by_role("button", name="Revogar: Novidades e ofertas").click()
        page.get_by_label("O que prova").fill("wamid.2")
        page.get_by_role("dialog").get_by_role("button", name="Revogar").click()
        expect(page.get_by_text("Histórico (2)")).to_be_visible()

        page.get_by_role("button", name="Não quer mais mensagens").click()
        page.get_by_label("O que prova").fill("ligacao-1")
        page.get_by_role("button", name="Registrar o silêncio").click()
        expect(page.get_by_text("Pediu silêncio em")).to_be_visible()
        page.get_by_role("button", name="Voltou a querer mensagens").click()
        page.get_by_label("O que prova").fill("ligacao-2")
        page.get_by_role("button", name="Encerrar o silêncio").click()

        expect(page.get_by_text("Pode receber mensagens")).to_be_visible()
        kept = admin(local_host).get(f"/clientes/{cliente['id']}")
        assert [line["concedido"] for line in kept["consentimentos"]] == [True, False]
        assert [(line["sair"], line["evidencia"]) for line in kept["opt_outs"]] == [
            (True, "ligacao-1"),
            (False, "ligacao-2"),
        ]
        painel.assert_sound()


def test_a_file_comes_in_and_the_lines_that_did_not_are_listed(local_host: LocalHost, tmp_path: Path) -> None:
    file = tmp_path / "clientes de março.csv"
    rows = [
        "nome;telefone;cor",
        "Vera Lins;(11) 96666-0001;azul",
        f"{IMAGE};(11) 96666-0002;",
        "Zé;não sei;verde",
    ]
    file.write_text("\r\n".join(rows), encoding="utf-8")
    with enter(local_host, TODAS[0]) as painel:
        painel.open("clientes?tela=importar", "Importar clientes")
        page = painel.page
        page.get_by_label("Arquivo").set_input_files(file)
        page.get_by_role("button", name="Importar", exact=True).click()

        expect(page.get_by_text("Pronto: 3 de 3 linhas lidas.")).to_be_visible(timeout=WORK_MS)
        expect(page.get_by_role("cell", name="4", exact=True)).to_be_visible()
        expect(page.get_by_text("Colunas que não usamos: cor")).to_be_visible()
        painel.assert_sound()
        with page.expect_download() as download:
            page.get_by_role("button", name="Baixar todas").click()
        lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert lines[0] == '"linha";"campo";"motivo"'
        assert lines[1].startswith('"4";"telefone"')
        painel.open("clientes", "Clientes")
        expect(page.get_by_role("link", name=f"{IMAGE} (11) 96666-0002")).to_be_visible()


def test_a_persons_data_is_handed_over_and_erased(local_host: LocalHost) -> None:
    cliente = with_a_story(local_host, "Xavier Antunes")
    with enter(local_host, TODAS[0]) as painel:
        page = open_ficha(painel, cliente)
        with page.expect_download() as download:
            page.get_by_role("button", name="Baixar os dados").click()
        assert "Xavier Antunes" in Path(download.value.path()).read_text(encoding="utf-8")
        page.get_by_role("button", name="Ler a declaração").click()
        expect(page.get_by_text("DECLARAÇÃO DE DADOS PESSOAIS")).to_be_visible()
        painel.assert_sound()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Eliminar os dados").click()
        page.get_by_label("Motivo").fill("Pediu por telefone")
        page.get_by_role("button", name="Continuar").click()
        erase = page.get_by_role("button", name="Eliminar para sempre")
        expect(erase).to_be_disabled()
        page.get_by_label("Escreva ELIMINAR").fill("ELIMINAR")
        erase.click()

        expect(page.get_by_text("Pronto: o pedido foi cumprido.")).to_be_visible(timeout=WORK_MS)
        expect(page.get_by_role("listitem").filter(has_text="Relatos e orçamentos")).to_contain_text("1 item")
        painel.assert_sound()
        painel.open(f"clientes/{cliente['id']}", "Cliente")
        expect(page.get_by_text("os seus dados foram eliminados")).to_be_visible()


def test_what_the_law_keeps_is_registered_and_told_before_an_erasure(local_host: LocalHost) -> None:
    cliente = new_cliente(local_host, "Yara Campos")
    with enter(local_host) as painel:
        page = open_ficha(painel, cliente)
        page.get_by_role("button", name="Registrar guarda legal").click()
        page.get_by_label("Motivo, com a lei").fill("Prontuário (Lei 13.787/2018)")
        page.get_by_label("Até quando").fill("2046-02-14")
        page.get_by_role("button", name="Guardar", exact=True).click()
        expect(page.get_by_text("Guardado até 14/02/2046.")).to_be_visible()
        page.get_by_role("button", name="Eliminar os dados").click()
        expect(page.get_by_text("Há guarda legal: Prontuário (Lei 13.787/2018)")).to_be_visible()
        page.get_by_label("Motivo").last.fill("Pediu por carta")
        page.get_by_role("button", name="Continuar").click()
        page.get_by_label("Escreva ELIMINAR").fill("ELIMINAR")
        page.get_by_role("button", name="Eliminar para sempre").click()

        expect(page.get_by_text("ninguém mais os vê; serão apagados depois de 14/02/2046")).to_be_visible(
            timeout=WORK_MS
        )
