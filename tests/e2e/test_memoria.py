"""The memory learns: a question that a person answered and vouched for is answered by itself the next time, cited; what
nobody vouches for, what grew stale and what is another conta's never is."""

from itertools import count
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.e2e.s2 import PATH
from tests.e2e.test_chamados_conversa import chamados_of, envios_of
from tests.e2e.test_conversas import until_tuesday, write
from tests.e2e.titular import admin
from tests.local_host import MEANING, LocalHost
from tests.tokens import issue_token

pytestmark = pytest.mark.parametrize("local_host", [MEANING], indirect=True, ids=["use"])
VALIDADE_DIAS = 5
_phones = count(5511983440001)


@pytest.fixture(scope="module")
def renata(local_host: LocalHost) -> Attendant:
    """A person of the conta, on a Tuesday morning; what she vouches for holds for five days."""
    until_tuesday(local_host)
    someone = admin(local_host)
    etag = someone.call("GET", "/conta").headers["ETag"]
    policy = {"chamados": {"validade_dias": VALIDADE_DIAS}}
    changed = someone.call("PATCH", "/conta", json=policy, headers={"If-Match": etag})
    assert changed.status_code == 200, changed.text
    return someone


def ask(renata: Attendant, nome: str, texto: str) -> str:
    """Somebody new writes by WhatsApp; their phone."""
    phone = str(next(_phones))
    renata.post("/clientes", {"nome": nome, "telefone": f"+{phone}"}, status=201)
    write(renata.host, phone, texto)
    return phone


def chamado_of(renata: Attendant, phone: str) -> dict[str, Any]:
    (chamado,) = chamados_of(renata, phone)
    return chamado


def answer(renata: Attendant, phone: str, texto: str, **fields: Any) -> None:
    chamado = chamado_of(renata, phone)
    renata.post(f"/chamados/{chamado['id']}/respostas", {"texto": texto} | fields, status=201)
    renata.host.settle()


def known(renata: Attendant, about: str) -> dict[str, Any]:
    """The exchange that the memory keeps of it."""
    found = renata.call("GET", f"{PATH}/recent", params={"limit": 100}).json()
    (mensagem,) = [one for one in found if about in f"{one['message']} {one['answer']}"]
    return dict(mensagem)


def change(renata: Attendant, mensagem: dict[str, Any], **changes: Any) -> None:
    assert renata.call("PUT", f"{PATH}/{mensagem['id']}", json=changes).status_code == 200
    renata.host.settle()


def assert_a_persons(renata: Attendant, phone: str) -> None:
    chamado = chamado_of(renata, phone)
    assert (chamado["situacao"], chamado["resposta_automatica"]) == ("encaminhado", None)
    assert envios_of(renata, chamado) == []


def assert_answered(renata: Attendant, phone: str, texto: str, mensagem: dict[str, Any]) -> None:
    """By itself, once, citing what a person vouched for; in the ledger as it stands in the chamado."""
    chamado = chamado_of(renata, phone)
    assert (chamado["situacao"], chamado["resposta_automatica"]) == ("aguardando_cliente", texto)
    (fala,) = [one for one in chamado["falas"] if one["autor"] == "automatica"]
    assert (fala["fonte"]["tipo"], fala["fonte"]["id"]) == ("mensagem", mensagem["id"])
    assert 0 < fala["fonte"]["pontuacao"] <= 1
    (envio,) = envios_of(renata, chamado)
    assert (envio["chave"], envio["status"]) == (fala["id"], "aceito")
    assert envio["texto"].startswith(texto)


def test_what_a_person_answers_and_vouches_for_answers_the_next_who_asks(renata: Attendant) -> None:
    marina = ask(renata, "Marina Prates", "Oi! Vocês têm estacionamento?")
    assert_a_persons(renata, marina)
    answer(
        renata, marina, "Oi, Marina! Temos estacionamento, sim: gratuito, na entrada lateral.", validar=True
    )
    learned = known(renata, "entrada lateral")

    bruno = ask(renata, "Bruno Teles", "boa tarde, a clínica tem estacionamento para clientes?")
    assert_answered(
        renata, bruno, "Oi, Bruno! Temos estacionamento, sim: gratuito, na entrada lateral.", learned
    )
    write(renata.host, bruno, "Resolveu, obrigado!")

    settled = chamado_of(renata, bruno)
    assert (settled["situacao"], settled["resolvido_por"]) == ("resolvido", "cliente")
    assert (learned["validated_by"], learned["answer"]) == (
        "human",
        "Oi, {{nome}}! Temos estacionamento, sim: gratuito, na entrada lateral.",
    )
    assert "Marina" not in str(learned)


def test_silence_on_an_answer_settles_it_and_a_no_brings_a_person(renata: Attendant) -> None:
    clara = ask(renata, "Clara Nunes", "Vocês aceitam Unimed?")
    answer(renata, clara, "Sim, atendemos pela Unimed, em todos os planos.", validar=True)
    learned = known(renata, "Unimed")
    quiet = ask(renata, "Davi Rocha", "a Unimed é aceita aí?")
    unhappy = ask(renata, "Elisa Braga", "atendem pelo plano da Unimed?")
    for phone in (quiet, unhappy):
        assert_answered(renata, phone, "Sim, atendemos pela Unimed, em todos os planos.", learned)

    write(renata.host, unhappy, "Não resolveu")
    renata.host.advance(hours=23, resolution_s=3_600)
    before = chamado_of(renata, quiet)
    renata.host.advance(hours=2)

    after = chamado_of(renata, quiet)
    assert before["situacao"] == "aguardando_cliente"
    assert (after["situacao"], after["resolvido_por"]) == ("resolvido", "silencio")
    routed = chamado_of(renata, unhappy)
    assert (routed["situacao"], routed["automaticas"]) == ("encaminhado", 1)
    assert len(envios_of(renata, routed)) == 1


def test_what_nobody_vouched_for_waits_as_a_suggestion_and_answers_once_approved(renata: Attendant) -> None:
    fabio = ask(renata, "Fábio Lins", "Posso pagar por Pix?")
    answer(renata, fabio, "Pode, sim! A chave Pix é o nosso CNPJ, no rodapé do boleto.")
    write(renata.host, fabio, "Resolveu, valeu!")
    renata.host.advance(minutes=10)
    suggested = known(renata, "Pix")

    gil = ask(renata, "Gil Moura", "dá pra pagar no pix?")
    assert_a_persons(renata, gil)
    (listed,) = renata.get("/sugestoes")["itens"]
    renata.post(f"/sugestoes/{listed['id']}/aprovar", {})
    # A hint that a busy queue did not take costs ten minutes, not the approval: the sweep tells search of it.
    renata.host.advance(minutes=16)
    helena = ask(renata, "Helena Dias", "dá pra pagar no pix?")

    assert (suggested["validated_by"], listed["id"]) == ("pending", suggested["id"])
    assert_answered(renata, helena, "Pode, sim! A chave Pix é o nosso CNPJ, no rodapé do boleto.", suggested)
    assert renata.get("/sugestoes")["itens"] == []


def test_an_edited_answer_and_one_that_only_a_machine_vouches_for_answer_nobody(renata: Attendant) -> None:
    ivo = ask(renata, "Ivo Castro", "Como recupero a senha do aplicativo?")
    answer(renata, ivo, "Na tela de entrada, toque em Esqueci minha senha.", validar=True)
    learned = known(renata, "senha")
    change(renata, learned, answer="Ligue para a recepção.")

    edited = ask(renata, "Júlia Reis", "Como faço para redefinir minha senha do aplicativo?")
    assert_a_persons(renata, edited)
    change(renata, learned, validated_by="ai")
    by_machine = ask(renata, "Karen Leal", "Como faço para redefinir minha senha do aplicativo?")
    assert_a_persons(renata, by_machine)
    change(renata, learned, validated_by="human")
    by_person = ask(renata, "Lauro Pinto", "Como faço para redefinir minha senha do aplicativo?")

    assert_answered(renata, by_person, "Ligue para a recepção.", learned)


def test_a_stale_answer_is_shown_for_approval_and_given_to_nobody_meanwhile(renata: Attendant) -> None:
    maria = ask(renata, "Maria Sales", "Qual é o prazo para trocar um produto?")
    answer(renata, maria, "A troca pode ser feita em até 30 dias, com a nota.", validar=True)
    learned = known(renata, "30 dias")
    renata.host.advance(days=VALIDADE_DIAS, resolution_s=43_200)

    late = ask(renata, "Nina Faria", "qual o prazo de troca dos produtos?")
    assert_a_persons(renata, late)
    stale = [one["id"] for one in renata.get("/sugestoes", situacao="vencidas")["itens"]]
    renata.post(f"/sugestoes/{learned['id']}/aprovar", {})
    renata.host.settle()
    again = ask(renata, "Otto Vidal", "qual o prazo de troca dos produtos?")

    assert learned["id"] in stale
    assert_answered(renata, again, "A troca pode ser feita em até 30 dias, com a nota.", learned)


def test_what_one_conta_learned_no_other_conta_sees(renata: Attendant) -> None:
    paulo = ask(renata, "Paulo Viana", "Vocês entregam em casa?")
    answer(renata, paulo, "Entregamos, sim, em toda a cidade, de terça a sábado.", validar=True)
    learned = known(renata, "toda a cidade")
    other = Attendant(renata.host, issue_token(renata.host, "padaria-lua", Papel.ADMIN))
    cliente = other.post("/clientes", {"nome": "Rita Luz", "telefone": "+5511983449999"}, status=201)

    opened = other.post(
        "/chamados",
        {"cliente_id": cliente["id"], "canal": "whatsapp", "mensagem": "Vocês entregam em casa?"},
        status=201,
    )

    assert (opened["resolvido_automaticamente"], opened["encaminhado_para_humano"]) == (False, True)
    assert other.post("/respostas/testar", {"texto": "Vocês entregam em casa?"})["candidatas"] == []
    searched = other.call("POST", f"{PATH}/search", json={"query": "entregam em casa"})
    assert searched.json() == []
    assert other.call("GET", f"{PATH}/{learned['id']}").status_code == 404
    assert other.get("/sugestoes")["itens"] == []
