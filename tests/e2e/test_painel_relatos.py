"""The relatos view as an attendant works with it: told, followed to its calendar, corrected, answered, closed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.client import Attendant
from tests.e2e.painel import TELAS, TODAS, Painel, Tela, enter
from tests.local_host import LocalHost
from tests.servers.groq_audio import KEY, GroqAudioServer
from tests.servers.loopback import Asked, Reply, reply

pytestmark = pytest.mark.browser
SCRIPT = "<img src=x onerror=alert(1)>"
TEXTO = (
    f"Falei hoje com a Marina Lopes sobre o aparelho ortodôntico: R$ 3.500,00 em 10 vezes no cartão. {SCRIPT} "
    'Gostou, mas vai pensar.\nAchou "><script>alert(2)</script> caro. Paula'
)
SHORT = "Marina quer aparelho, R$ 2.500,00 em 10x no cartão. Vai pensar com o marido. Paula"
SAID = "Falei com a Marina sobre o aparelho."
# A microphone of one tone: what is recorded and sent is real, what is said does not matter here.
_MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext();
  const out = sound.createMediaStreamDestination();
  const tone = sound.createOscillator();
  tone.connect(out);
  tone.start();
  return out.stream;
}"""


@pytest.fixture
def paula(local_host: LocalHost) -> Attendant:
    return Attendant(local_host)


def show(painel: Painel, relato_id: str) -> Page:
    painel.open(f"relatos/{relato_id}", "Relato sobre Marina")
    expect(painel.page.get_by_role("heading", name="O que entendemos")).to_be_visible()
    return painel.page


def contatos(page: Page) -> list[str]:
    return page.locator("#contatos li strong").all_text_contents()


def test_a_contact_is_made_then_an_answer_and_the_outcome_end_it(
    local_host: LocalHost, paula: Attendant
) -> None:
    relato_id = paula.tell(SHORT)
    local_host.advance(days=7, resolution_s=3_600)
    with enter(local_host, TODAS[0]) as painel:
        page = show(painel, relato_id)
        page.get_by_role("button", name="Concluir").click()
        page.get_by_label("Como foi?").fill("Caixa postal")
        page.get_by_role("dialog").get_by_role("button", name="Concluir").click()
        expect(page.get_by_text("Caixa postal")).to_be_visible()
        page.get_by_role("button", name="O cliente respondeu").click()
        page.get_by_label("O que disse (opcional)").fill(SCRIPT)
        page.get_by_role("button", name="Registrar resposta").click()
        expect(page.locator("blockquote")).to_have_text(SCRIPT)
        expect(page.get_by_text("Dispensado", exact=True)).to_have_count(2)
        page.get_by_role("button", name="Registrar desfecho").click()
        page.get_by_label("Perdido").check()
        page.get_by_label("Motivo").fill("Fechou com outra clínica")
        page.get_by_role("button", name="Continuar").click()
        expect(page.get_by_text("não pode ser desfeito")).to_be_visible()
        painel.assert_sound()
        page.get_by_role("button", name="Encerrar").click()

        expect(page.get_by_text("Motivo: Fechou com outra clínica")).to_be_visible()
        expect(page.get_by_role("button", name="Registrar desfecho")).to_have_count(0)
        painel.assert_sound()
    assert paula.relato(relato_id)["resultado"] == "perdido"
    assert paula.tarefas(relato_id) == []


@pytest.mark.parametrize("tela", TELAS, ids=str)
def test_a_relato_that_is_pasted_reaches_its_calendar_without_reloading(
    local_host: LocalHost, tela: Tela
) -> None:
    with enter(local_host, tela) as painel:
        page = painel.page
        painel.open("relatos", "Relatos")
        page.evaluate("window.sameVisit = true")
        page.get_by_role("button", name="Novo relato").click()
        page.get_by_label("O que aconteceu na conversa?").fill(TEXTO)
        page.get_by_label("Nome (opcional)").fill(SCRIPT)
        painel.assert_sound()
        page.get_by_role("button", name="Enviar relato").click()

        expect(page.get_by_role("heading", level=1, name=f"Relato sobre {SCRIPT}")).to_be_visible()
        expect(page.locator(".steps [aria-current=step]")).to_contain_text("Em acompanhamento")
        expect(page.locator("#contatos li")).to_have_count(3)
        expect(page.get_by_role("region", name="Texto do relato")).to_have_text(TEXTO)
        expect(page.get_by_text("Feito por regras fixas, sem inteligência artificial").first).to_be_visible()
        expect(page.locator("p", has_text="O relato não diz:")).to_contain_text("Retorno combinado")
        assert page.evaluate("window.sameVisit")
        page.get_by_role("button", name="Valor do orçamento").hover()
        expect(page.locator("mark")).to_contain_text("3.500,00")
        page.get_by_role("button", name="Assunto").hover()
        expect(page.locator("mark").first).to_contain_text("aparelho")
        painel.assert_sound()


def test_a_field_is_looked_at_by_keyboard_and_stays_chosen(local_host: LocalHost, paula: Attendant) -> None:
    relato_id = paula.tell(SHORT)
    with enter(local_host) as painel:
        page = show(painel, relato_id)
        first = page.get_by_role("button", name="Cliente", exact=False).first
        page.get_by_role("button", name="Corrigir").focus()
        page.keyboard.press("Tab")
        expect(page.locator("mark")).to_have_text("Marina")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator("mark")).to_have_text("Paula")
        page.keyboard.press("Tab")
        expect(page.locator("mark")).to_have_text("aparelho")
        page.evaluate("document.activeElement.blur()")

        expect(first).to_have_attribute("aria-pressed", "true")
        expect(page.locator("mark")).to_have_text("Marina")
        expect(page.get_by_text("Trecho: Marina")).to_be_attached()


def test_quotes_are_found_whatever_their_accents_and_spaces_and_may_overlap(local_host: LocalHost) -> None:
    with enter(local_host) as painel:
        found = painel.page.evaluate(
            """async () => {
              const { find, pieces } = await import('/painel/relatos_texto.js');
              const text = 'Voce\\u0302 quer  o\\nAPARELHO, R$ 3.500';
              const of = (range) => range && text.slice(...range);
              return {
                exact: of(find(text, 'R$ 3.500')), loose: of(find(text, 'você quer o aparelho')),
                absent: find(text, 'prótese'), nothing: find(text, ''),
                cut: pieces('abcdef', { um: 'abcd', dois: 'cdef' }).map((one) => [one.text, one.names]),
              };
            }"""
        )

    assert (found["exact"], found["loose"]) == ("R$ 3.500", "Voce\u0302 quer  o\nAPARELHO")
    assert (found["absent"], found["nothing"]) == (None, None)
    assert found["cut"] == [["ab", ["um"]], ["cd", ["um", "dois"]], ["ef", ["dois"]]]


@pytest.mark.parametrize("tela", TODAS[:1] + TODAS[3:], ids=str)
def test_a_correction_moves_the_calendar_and_may_be_undone(
    local_host: LocalHost, paula: Attendant, tela: Tela
) -> None:
    relato_id = paula.tell(SHORT)
    promised = paula.today() + timedelta(days=300)
    with enter(local_host, tela) as painel:
        page = show(painel, relato_id)
        before = contatos(page)
        page.get_by_role("button", name="Corrigir").click()
        page.get_by_label("Valor do orçamento (R$)").fill("muito")
        page.get_by_role("button", name="Guardar a correção").click()
        expect(page.get_by_text("deve ser um valor em reais")).to_be_visible()
        painel.assert_sound()
        page.get_by_label("Valor do orçamento (R$)").fill("R$ 2.200,50")
        page.get_by_label("Retorno combinado para").fill(str(promised))
        page.get_by_role("button", name="Guardar a correção").click()

        expect(page.locator("#contatos li")).to_have_count(1)
        expect(page.locator("#contatos")).to_contain_text("Combinado com o cliente")
        expect(page.get_by_text("R$ 2.200,50", exact=True)).to_be_visible()
        expect(page.get_by_text("Corrigido por uma pessoa")).to_have_count(2)
        page.get_by_role("button", name="Desfazer").click()
        expect(page.locator("#contatos li")).to_have_count(3)
        assert contatos(page) == before
        painel.assert_sound()


def test_a_correction_upon_another_is_told_and_loses_nothing(local_host: LocalHost, paula: Attendant) -> None:
    relato_id = paula.tell(SHORT)
    with enter(local_host) as painel:
        page = show(painel, relato_id)
        page.get_by_role("button", name="Corrigir").click()
        page.get_by_label("Assunto").fill("Aparelho autoligado")
        paula.call("PATCH", f"/relatos/{relato_id}/extracao", json={"parcelas": 8}, headers={"If-Match": "*"})
        page.get_by_role("button", name="Guardar a correção").click()
        expect(page.get_by_text("Este relato mudou enquanto você corrigia")).to_be_visible()
        page.get_by_role("button", name="Guardar a correção").click()
        expect(page.get_by_text("Correção guardada.")).to_be_visible()

    extracao = paula.relato(relato_id)["extracao"]
    assert (extracao["resumo_assunto"], extracao["parcelas"]) == ("Aparelho autoligado", 8)


def test_a_relato_that_failed_offers_to_go_on_and_tells_a_refusal(
    local_host: LocalHost, paula: Attendant
) -> None:
    """The page is told that it failed; the API knows better, and its words are shown."""
    relato_id = paula.tell(SHORT)

    def failed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"status": "falhou", "contatos": []})

    with enter(local_host) as painel:
        painel.page.route(f"**/relatos/{relato_id}", failed)
        page = show(painel, relato_id)
        page.get_by_role("button", name="Processar de novo").click()

        expect(page.get_by_text("Só um relato que falhou pode ser processado de novo.")).to_be_visible()


def test_the_list_is_searched_filtered_and_paged(local_host: LocalHost, paula: Attendant) -> None:
    for number in range(32):
        paula.post("/relatos", {"texto": SHORT, "cliente": {"nome": f"José Página {number}"}}, status=202)
    local_host.settle()
    with enter(local_host) as painel:
        page = painel.page
        painel.open("relatos", "Relatos")
        rows = page.get_by_role("region", name="Lista de relatos").get_by_role("link")
        page.get_by_label("Cliente").fill("jose pagina")
        page.get_by_label("Situação").select_option("Em acompanhamento")

        expect(rows).to_have_count(30)
        page.get_by_role("button", name="Mostrar mais").click()
        expect(rows).to_have_count(32)
        expect(page.get_by_role("button", name="Mostrar mais")).to_have_count(0)
        painel.assert_sound()
        page.get_by_label("Situação").select_option("Falhou")
        expect(page.get_by_text("Nenhum relato com estes filtros")).to_be_visible()
        page.get_by_role("button", name="Limpar").click()
        rows.first.click()
        expect(page.get_by_role("heading", level=1, name="Relato sobre José Página 31")).to_be_visible()


def test_a_relato_that_is_not_there_says_so(local_host: LocalHost) -> None:
    with enter(local_host) as painel:
        painel.page.evaluate("location.hash = '#/relatos/01AN4Z07BY79KA1307SR9X4MV3'")

        expect(painel.page.get_by_text("Não existe relato com este identificador")).to_be_visible()


def test_without_a_microphone_or_a_listener_the_words_are_kind_and_nothing_is_lost(
    local_host: LocalHost,
) -> None:
    with enter(local_host, TODAS[0]) as painel:
        page = painel.page
        painel.open("relatos/novo", "Novo relato")
        page.get_by_role("button", name="Ditar o relato").click()

        expect(page.get_by_text("ou escreva o relato.")).to_be_visible()
        expect(page.get_by_label("O que aconteceu na conversa?")).to_be_editable()
        painel.assert_sound()
        page.evaluate(_MICROPHONE)
        page.get_by_role("button", name="Ditar o relato").click()
        page.get_by_role("button", name="Parar e escrever").click()
        expect(page.get_by_text("A transcrição de áudio não está configurada")).to_be_visible()
        expect(page.get_by_role("button", name="Tentar de novo com a mesma gravação")).to_be_visible()


class Hearing(GroqAudioServer):
    """Hears the same in every recording of a browser."""

    def answer(self, asked: Asked) -> Reply:
        self.heard.append({"media": "webm" if b"\x1a\x45\xdf\xa3" in asked.raw else "?"})
        return reply({"text": SAID})


@pytest.fixture
def hearing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalHost, Hearing]]:
    with Hearing().serving() as server:
        environ = {"GROQ__API_KEY": KEY, "GROQ__BASE_URL": server.url}
        host = LocalHost(tmp_path_factory.mktemp("ouvinte"), environ=environ)
        yield host.start(), server
        host.close()


def test_what_is_dictated_lands_in_the_field_to_be_corrected(hearing: tuple[LocalHost, Hearing]) -> None:
    host, server = hearing
    with enter(host) as painel:
        page = painel.page
        painel.open("relatos/novo", "Novo relato")
        page.evaluate(_MICROPHONE)
        field = page.get_by_label("O que aconteceu na conversa?")
        field.fill("Hoje à tarde.")
        page.get_by_role("button", name="Ditar o relato").click()
        expect(page.get_by_text("Gravando.")).to_be_visible()
        expect(page.get_by_text("● 0:01")).to_be_visible()
        painel.assert_sound()
        page.get_by_role("button", name="Parar e escrever").click()

        expect(field).to_have_value(f"Hoje à tarde.\n\n{SAID}")
        expect(page.get_by_text("confira o texto antes de enviar")).to_be_visible()
        painel.assert_sound()
    assert server.heard == [{"media": "webm"}]
