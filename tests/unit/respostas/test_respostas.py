"""What people do with approved answers: nothing that nobody can give is approved, nobody's change is lost."""

from datetime import timedelta
from typing import Any

import pytest

from shared.chamados.classe import Intencao, Setor
from shared.contas.chamados import PoliticaChamados
from shared.kit.errors import InvalidInput, PreconditionFailed, TransientError
from shared.kit.etags import Precondition, entity_tag
from shared.respostas.errors import KeyReused, RespostaNotFound
from shared.respostas.models import Situacao
from tests.builders import make_principal
from tests.unit.respostas.mundo import ABRIMOS, CONTA, HORARIO, Mundo, make_nova

pytestmark = pytest.mark.anyio


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def test_an_approved_answer_holds_for_as_long_as_the_conta_says(mundo: Mundo) -> None:
    mundo.politica = PoliticaChamados(validade_dias=30)

    resposta = await mundo.approve()

    assert (resposta.texto, resposta.perguntas, resposta.situacao) == (ABRIMOS, (HORARIO,), Situacao.VIGENTE)
    assert resposta.vale_ate == mundo.clock() + timedelta(days=30)
    assert (resposta.criada_por, resposta.atualizada_por) == ("recepcao", "recepcao")


@pytest.mark.parametrize(
    ("fields", "pointer", "said"),
    [
        ({"texto": "Pague em {{link_pix}}."}, "#/texto", "{{link_pix}}"),
        ({"texto": "{{nome}}, veja {{link_boleto}} e {{outra}}."}, "#/texto", "{{outra}}"),
        ({"texto": "Olá, {{nome!"}, "#/texto", "chaves duplas"),
        ({"texto": "Olá, {{ seu nome }}!"}, "#/texto", "chaves duplas"),
        ({"texto": "Veja http://clinica.exemplo.com.br"}, "#/texto", "https://"),
        ({"texto": "Veja www.clinica.exemplo.com.br"}, "#/texto", "https://"),
        ({"perguntas": ()}, "#/perguntas", "obrigatório"),
    ],
)
async def test_what_nobody_could_give_is_refused_by_field(
    mundo: Mundo, fields: dict[str, Any], pointer: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await mundo.approve(**fields)

    assert [(wrong.pointer, said in wrong.detail) for wrong in refused.value.errors] == [(pointer, True)]


async def test_a_boleto_and_a_thank_you_need_no_questions(mundo: Mundo) -> None:
    boleto = await mundo.approve(
        intencao=Intencao.SEGUNDA_VIA_BOLETO, perguntas=(), texto="Pegue em {{link_boleto}}."
    )
    thanks = await mundo.approve(intencao=Intencao.ELOGIO_AGRADECIMENTO, perguntas=(), texto="Obrigado!")

    assert {one.id for one in (await mundo.list()).itens} == {boleto.id, thanks.id}


async def test_the_same_key_makes_one_answer_and_another_body_under_it_is_refused(mundo: Mundo) -> None:
    first = await mundo.approve(chave="k1")

    again = await mundo.approve(chave="k1")
    with pytest.raises(KeyReused):
        await mundo.approve(chave="k1", titulo="Outro")

    assert again == first
    assert len((await mundo.list()).itens) == 1


async def test_a_change_needs_the_version_that_was_read_and_renews_the_approval(mundo: Mundo) -> None:
    resposta = await mundo.approve()
    mundo.clock.move(days=10)

    changed = await mundo.replace(resposta, texto="Das 9h às 17h.")
    with pytest.raises(PreconditionFailed):
        await mundo.replace(resposta, texto="Das 10h às 16h.")

    assert changed.texto == "Das 9h às 17h."
    assert changed.vale_ate == mundo.clock() + timedelta(days=180)
    assert (await mundo.aprovadas.get(CONTA, resposta.id)) == changed


async def test_giving_it_or_indexing_it_is_no_change_of_what_people_edit(mundo: Mundo) -> None:
    resposta = await mundo.approve()

    await mundo.aprovadas.used(CONTA, resposta.id)
    changed = await mundo.replace(resposta, titulo="Horários")

    listed = (await mundo.list()).itens[0]
    assert (changed.titulo, listed.usos, listed.usada_em) == ("Horários", 1, mundo.clock())


async def test_a_stale_one_is_told_apart_and_renewed(mundo: Mundo) -> None:
    old = await mundo.approve(titulo="Antiga")
    mundo.clock.move(days=180)
    new = await mundo.approve(titulo="Nova")

    stale = (await mundo.list(vencidas=True)).itens
    fresh = (await mundo.list(vencidas=False)).itens
    renewed = await mundo.aprovadas.renew(make_principal(), old.id)

    assert [(one.id, one.situacao) for one in stale] == [(old.id, Situacao.VENCIDA)]
    assert [one.id for one in fresh] == [new.id]
    assert (renewed.situacao, renewed.vale_ate) == (
        Situacao.VIGENTE,
        mundo.clock() + timedelta(days=180),
    )
    assert (await mundo.list(vencidas=True)).itens == ()


async def test_one_whose_variable_the_conta_took_away_is_incomplete(mundo: Mundo) -> None:
    resposta = await mundo.approve(texto="Pegue em {{link_boleto}}.")

    mundo.politica = PoliticaChamados()

    assert (await mundo.aprovadas.get(CONTA, resposta.id)).situacao is Situacao.INCOMPLETA


async def test_the_list_is_filtered_and_goes_on_by_its_cursor(mundo: Mundo) -> None:
    for titulo in ("um", "dois", "tres"):
        mundo.clock.move(minutes=1)
        await mundo.approve(titulo=titulo, setor=Setor.VENDAS)
    await mundo.approve(titulo="fora", ativa=False)

    first = await mundo.list(setor="vendas", ativa=True, limite=2)
    rest = await mundo.list(setor="vendas", ativa=True, limite=2, cursor=first.cursor)

    assert [one.titulo for one in (*first.itens, *rest.itens)] == ["tres", "dois", "um"]
    assert rest.cursor is None


async def test_what_is_deleted_is_gone_from_the_store_and_from_search(mundo: Mundo) -> None:
    resposta = await mundo.approve()
    changed = await mundo.replace(resposta, titulo="Outro")

    with pytest.raises(PreconditionFailed):
        await mundo.aprovadas.delete(CONTA, resposta.id, lido=Precondition(entity_tag(resposta.etag)))
    await mundo.aprovadas.delete(CONTA, resposta.id, lido=Precondition(entity_tag(changed.etag)))
    await mundo.tell()

    with pytest.raises(RespostaNotFound):
        await mundo.aprovadas.get(CONTA, resposta.id)
    assert await mundo.known_to_search() == []


async def test_another_conta_neither_sees_nor_changes_it(mundo: Mundo) -> None:
    resposta = await mundo.approve()
    stranger = make_principal("outra")

    for attempt in (
        mundo.aprovadas.get("outra", resposta.id),
        mundo.aprovadas.replace(stranger, resposta.id, nova=make_nova(), lido=Precondition("*")),
        mundo.aprovadas.renew(stranger, resposta.id),
        mundo.aprovadas.delete("outra", resposta.id, lido=Precondition("*")),
    ):
        with pytest.raises(RespostaNotFound):
            await attempt

    assert (await mundo.aprovadas.get(CONTA, resposta.id)) == resposta


async def test_search_is_told_of_what_is_on_and_of_nothing_else(mundo: Mundo) -> None:
    resposta = await mundo.approve()
    before = await mundo.known_to_search()

    await mundo.replace(resposta, ativa=False)

    assert before == [resposta.id]
    assert await mundo.known_to_search() == []


async def test_a_lost_hint_is_healed_by_the_sweep(mundo: Mundo) -> None:
    mundo.queues.down = True
    resposta = await mundo.approve()
    mundo.queues.down = False
    mundo.clock.move(minutes=11)

    swept = await mundo.indexador_de_respostas.sweep(CONTA)
    await mundo.tell()

    assert (swept, await mundo.known_to_search()) == (1, [resposta.id])
    assert await mundo.indexador_de_respostas.sweep(CONTA) == 0


async def test_while_the_embedder_is_down_it_waits_and_is_told_later(mundo: Mundo) -> None:
    mundo.indice.down = True
    with pytest.raises(TransientError):
        await mundo.approve()
    (waiting,) = (await mundo.list()).itens
    mundo.indice.down = False

    await mundo.indexador_de_respostas.index(CONTA, waiting.id)

    assert (await mundo.stored(waiting.id)).indexada_em == mundo.clock()


async def test_a_change_while_search_is_told_is_told_as_well(mundo: Mundo) -> None:
    resposta = await mundo.approve()
    await mundo.replace(resposta, perguntas=("Que horas abre?",))
    current = await mundo.aprovadas.get(CONTA, resposta.id)
    await mundo.aprovadas.renew(make_principal(), resposta.id)

    async def meanwhile() -> None:
        lido = Precondition("*")
        nova = make_nova(perguntas=("Até que horas?",))
        await mundo.aprovadas.replace(make_principal(), current.id, nova=nova, lido=lido)

    mundo.indice.during = meanwhile
    await mundo.indexador_de_respostas.index(CONTA, resposta.id)

    (item,) = mundo.indice.items.values()
    assert item.perguntas == ("Até que horas?",)
    assert (await mundo.stored(resposta.id)).indexada_em is not None
