"""What is answered by itself, from what, and what never is: a person's word stands behind every answer."""

from typing import Any

import pytest

from shared.chamados.classe import Intencao, Prioridade, Setor
from shared.chamados.models import TipoFonte
from shared.chamados.respondedor.escolha import Motivo
from shared.contas.chamados import PoliticaChamados
from tests.unit.respostas.mundo import HORARIO, LINK, Mundo, cited

pytestmark = pytest.mark.anyio

ESTACIONAR = "Vocês têm estacionamento?"
TEMOS = "Oi, {{nome}}! Temos estacionamento gratuito na entrada lateral."
BOLETO: dict[str, Any] = {"intencao": Intencao.SEGUNDA_VIA_BOLETO, "setor": Setor.FINANCEIRO}
OBRIGADA: dict[str, Any] = {"intencao": Intencao.ELOGIO_AGRADECIMENTO}


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def approve_boleto(mundo: Mundo, **fields: Any) -> str:
    given = {"perguntas": (), "texto": "Oi, {{nome}}! Seu boleto está em {{link_boleto}}", "titulo": "Boleto"}
    return (await mundo.approve(**BOLETO | given | fields)).id


# What is given.


async def test_a_question_in_other_words_is_given_the_contas_answer_filled_in_and_cited(mundo: Mundo) -> None:
    resposta = await mundo.approve()
    mundo.indice.pontos = {HORARIO: 0.8}

    given = await mundo.asked("Oi, boa tarde! Que horas vocês abrem? Obrigada!")

    assert given is not None
    assert given.texto == "Olá, Marina! Atendemos de segunda a sexta, das 8h às 18h."
    assert (given.fonte.tipo, given.fonte.id) == (TipoFonte.RESPOSTA, resposta.id)
    assert (given.fonte.pontuacao, given.fonte.rotulo) == (0.8, "Horário")
    assert (await mundo.stored(resposta.id)).usos == 1


async def test_what_a_person_validated_is_given_to_another_cliente(mundo: Mundo) -> None:
    mensagem = await mundo.validated(ESTACIONAR, TEMOS, sector=Setor.GERAL, tag="estrutura")
    mundo.indice.pontos = {ESTACIONAR: 0.7}

    given = await mundo.asked("a clínica tem vaga para estacionar?", nome="JOÃO PEDRO")

    assert given is not None
    assert given.texto == "Oi, João! Temos estacionamento gratuito na entrada lateral."
    assert (cited(given), given.fonte.rotulo) == ((TipoFonte.MENSAGEM, mensagem), "estrutura")
    assert (await mundo.get(mensagem)).usos == 1


async def test_a_boleto_is_answered_by_its_intention_even_when_urgent(mundo: Mundo) -> None:
    boleto = await approve_boleto(mundo)

    calm = await mundo.asked("manda o boleto de novo?", **BOLETO)
    urgent = await mundo.asked("boleto URGENTE", prioridade=Prioridade.ALTA, **BOLETO)

    assert calm == urgent
    assert calm is not None
    assert calm.texto == f"Oi, Marina! Seu boleto está em {LINK}"
    assert (calm.fonte.id, calm.fonte.pontuacao) == (boleto, 1)


async def test_an_answer_to_this_very_question_goes_before_the_one_for_the_whole_intention(
    mundo: Mundo,
) -> None:
    await approve_boleto(mundo)
    asked = "Como gero o boleto pelo aplicativo?"
    exact = await mundo.approve(**BOLETO, perguntas=(asked,), texto="No aplicativo, toque em Boletos.")
    mundo.indice.pontos = {asked: 0.95}

    given = await mundo.asked("como gero boleto pelo aplicativo?", **BOLETO)

    assert cited(given) == (TipoFonte.RESPOSTA, exact.id)


async def test_a_thank_you_is_answered_without_a_search(mundo: Mundo) -> None:
    thanks = await mundo.approve(**OBRIGADA, perguntas=(), texto="Nós é que agradecemos, {{nome}}!")
    mundo.indice.down = True

    given = await mundo.asked("Muito obrigada pelo carinho!", nome="Cliente sem nome", **OBRIGADA)

    assert given is not None
    assert (given.texto, given.fonte.id) == ("Nós é que agradecemos!", thanks.id)


async def test_the_contas_own_answer_goes_before_what_one_person_once_wrote(mundo: Mundo) -> None:
    await mundo.validated("Que horas abre?", "Abrimos às 7h.", sector=Setor.GERAL)
    resposta = await mundo.approve()
    mundo.indice.pontos = {HORARIO: 0.8, "Que horas abre?": 0.85}

    given = await mundo.asked("Que horas vocês abrem?")

    assert cited(given) == (TipoFonte.RESPOSTA, resposta.id)


# What never is, whatever was approved.


@pytest.mark.parametrize(
    ("read", "motivo"),
    [
        ({"clinica": True}, Motivo.CLINICA),
        ({"continua": True}, Motivo.CONTINUA),
        ({"intencao": Intencao.CANCELAMENTO}, Motivo.DE_PESSOA),
        ({"intencao": Intencao.RECLAMACAO}, Motivo.DE_PESSOA),
        ({"intencao": Intencao.OUTRO}, Motivo.DE_PESSOA),
        ({"intencoes": (Intencao.INFORMACAO, Intencao.CANCELAMENTO)}, Motivo.DE_PESSOA),
        ({"intencoes": (Intencao.INFORMACAO, Intencao.RECLAMACAO)}, Motivo.DE_PESSOA),
        ({"prioridade": Prioridade.CRITICA}, Motivo.URGENTE),
        ({"prioridade": Prioridade.ALTA}, Motivo.URGENTE),
        (BOLETO | {"prioridade": Prioridade.CRITICA}, Motivo.URGENTE),
        (BOLETO | {"resposta_automatica": False}, Motivo.INDIVIDUAL),
        (BOLETO | {"intencoes": (Intencao.SEGUNDA_VIA_BOLETO, Intencao.PAGAMENTO)}, Motivo.VARIOS),
        (OBRIGADA | {"resposta_automatica": False}, Motivo.INDIVIDUAL),
        (OBRIGADA | {"intencoes": (Intencao.ELOGIO_AGRADECIMENTO, Intencao.AGENDAMENTO)}, Motivo.VARIOS),
    ],
    ids=str,
)
async def test_what_people_alone_answer_goes_to_a_person(
    mundo: Mundo, read: dict[str, Any], motivo: Motivo
) -> None:
    await mundo.approve()
    await approve_boleto(mundo)
    await mundo.approve(**OBRIGADA, perguntas=(), texto="Obrigado!")
    mundo.indice.pontos = {HORARIO: 1.0}

    assert await mundo.asked(HORARIO, **read) is None
    assert await mundo.why(HORARIO, **read) is motivo


async def test_nothing_is_answered_where_the_conta_turned_it_off(mundo: Mundo) -> None:
    await mundo.approve()
    mundo.indice.pontos = {HORARIO: 1.0}
    mundo.politica = PoliticaChamados(resposta_automatica=False)

    assert await mundo.why(HORARIO) is Motivo.DESLIGADA


async def test_two_questions_at_once_go_to_a_person(mundo: Mundo) -> None:
    await mundo.approve()
    mundo.indice.pontos = {HORARIO: 0.9}

    assert await mundo.why("Qual é o horário de atendimento? E onde vocês ficam?") is Motivo.VARIOS


async def test_a_stale_answer_is_never_given(mundo: Mundo) -> None:
    await mundo.approve()
    await approve_boleto(mundo)
    await mundo.validated(ESTACIONAR, TEMOS)
    mundo.indice.pontos = {HORARIO: 0.9, ESTACIONAR: 0.9}
    mundo.clock.move(days=180)

    assert await mundo.why(HORARIO) is Motivo.VENCIDA
    assert await mundo.why("Tem estacionamento aí?") is Motivo.VENCIDA
    assert await mundo.why("manda o boleto?", **BOLETO) is Motivo.VENCIDA


async def test_an_answer_whose_variable_has_no_value_is_not_given(mundo: Mundo) -> None:
    await approve_boleto(mundo)
    mundo.politica = PoliticaChamados()

    assert await mundo.why("manda o boleto?", **BOLETO) is Motivo.SEM_VALOR


async def test_an_answer_of_another_setor_is_not_given(mundo: Mundo) -> None:
    await mundo.approve(setor=Setor.VENDAS)
    mundo.indice.pontos = {HORARIO: 0.9}

    assert await mundo.why(HORARIO, setor=Setor.SUPORTE) is Motivo.SETOR
    assert await mundo.why(HORARIO, setor=Setor.ADMIN) is None
    assert await mundo.why(HORARIO, setor=Setor.GERAL) is None


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("Qual é o horário da minha consulta?", Motivo.INDIVIDUAL),
        ("O horário de atendimento da unidade Campinas é qual?", Motivo.OUTRO_ASSUNTO),
        ("Qual é o horário de atendimento no domingo?", Motivo.OUTRO_ASSUNTO),
        ("Qual é o horário de atendimento da doutora especialista em ronco?", Motivo.DISTANTE),
        ("Quanto custa o atendimento nesse horário?", Motivo.OUTRO_ASSUNTO),
        ("Cancelaram meu horário de atendimento sem avisar", Motivo.OUTRO_ASSUNTO),
        ("O atendimento das 23h ainda existe?", Motivo.OUTRO_ASSUNTO),
    ],
)
async def test_a_question_that_sounds_alike_and_asks_for_something_else_goes_to_a_person(
    mundo: Mundo, texto: str, motivo: Motivo
) -> None:
    await mundo.approve()
    mundo.indice.pontos = {HORARIO: 0.95}

    assert await mundo.why(texto) is motivo


@pytest.mark.parametrize(
    "answer",
    [
        "Oi, Joana! Pode vir, sim.",
        "Fica R$ 350,00.",
        "Pode vir amanhã cedo.",
        "Já enviei para você.",
        "Ligue para o (11) 98888-7777 e fale com a Rita.",
        "O código é 34191.79001 01043.510047 91020.150008 5.",
        "Seu telefone [TELEFONE_1] está certo.",
        "Ficou para 15/03.",
    ],
)
async def test_what_was_written_for_one_reader_is_given_to_no_other(mundo: Mundo, answer: str) -> None:
    await mundo.validated(ESTACIONAR, answer)
    mundo.indice.pontos = {ESTACIONAR: 0.95}

    assert await mundo.why(ESTACIONAR) is Motivo.DE_UM_SO


async def test_a_boleto_is_never_answered_from_what_another_was_told(mundo: Mundo) -> None:
    await mundo.validated("Manda meu boleto?", "Está no site.")
    mundo.indice.pontos = {"Manda meu boleto?": 1.0}

    assert await mundo.why("Manda meu boleto?", **BOLETO) is Motivo.SEM_APROVADA
