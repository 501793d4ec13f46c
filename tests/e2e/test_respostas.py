"""Approved answers over HTTP: written, tried out, given, renewed, nobody else's; and what a person's word teaches."""

from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.tokens import issue_token

LINK = "https://clinica.exemplo.com.br/boletos"
HORARIO = {
    "intencao": "informacao",
    "titulo": "Horário",
    "perguntas": ["Qual é o horário de atendimento?"],
    "texto": "Olá, {{nome}}! Atendemos de segunda a sexta, das 8h às 18h.",
}
BOLETO = {
    "intencao": "segunda_via_boleto",
    "setor": "financeiro",
    "titulo": "Segunda via",
    "texto": "Oi, {{nome}}! Seu boleto está em {{link_boleto}}",
}


@pytest.fixture(scope="module")
def chefe(local_host: LocalHost) -> Attendant:
    found = Attendant(local_host, issue_token(local_host, "clinica", Papel.ADMIN))
    change(found, "/conta", {"chamados": {"variaveis": {"link_boleto": LINK}}}, method="PATCH")
    return found


@pytest.fixture(scope="module")
def recepcao(local_host: LocalHost, chefe: Attendant) -> Attendant:
    return Attendant(local_host, issue_token(local_host, "clinica", Papel.ATENDENTE))


def change(who: Attendant, path: str, body: Any, *, method: str = "PUT", status: int = 200) -> dict[str, Any]:
    """The answer to a change of the newest version."""
    etag = who.call("GET", path).headers["etag"]
    answer = who.call(method, path, json=body, headers={"If-Match": etag})
    assert answer.status_code == status, answer.text
    return dict(answer.json()) if answer.content else {}


def approve(who: Attendant, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    found = who.post("/respostas", body, status=201, **headers)
    who.host.settle()
    return found


def try_out(who: Attendant, texto: str) -> dict[str, Any]:
    return who.post("/respostas/testar", {"texto": texto, "nome": "Marina Duarte"})


def test_an_answer_is_approved_tried_out_changed_and_deleted(chefe: Attendant, recepcao: Attendant) -> None:
    made = approve(chefe, HORARIO, Idempotency_Key="horario-1")
    again = approve(chefe, HORARIO, Idempotency_Key="horario-1")
    tried = try_out(recepcao, "Oi! Que horas vocês abrem?")
    path = f"/respostas/{made['id']}"
    changed = change(chefe, path, HORARIO | {"texto": "Das 9h às 17h."})
    chefe.host.settle()
    tried_again = try_out(recepcao, "Oi! Que horas vocês abrem?")
    change(chefe, path, None, method="DELETE", status=204)

    assert (again["id"], made["situacao"]) == (made["id"], "vigente")
    assert (tried["responde"], tried["texto"]) == (
        True,
        "Olá, Marina! Atendemos de segunda a sexta, das 8h às 18h.",
    )
    assert (tried["fonte"]["tipo"], tried["fonte"]["id"]) == ("resposta", made["id"])
    assert tried["fonte"]["pontuacao"] >= 0.7
    assert (changed["texto"], tried_again["texto"]) == ("Das 9h às 17h.", "Das 9h às 17h.")
    assert recepcao.call("GET", path).status_code == 404
    assert try_out(recepcao, "Oi! Que horas vocês abrem?")["motivo"] == "sem_aprovada"


def test_why_a_person_would_answer_is_told(chefe: Attendant) -> None:
    made = approve(chefe, BOLETO)

    boleto = try_out(chefe, "Preciso da segunda via do meu boleto, é urgente")
    wrong = try_out(chefe, "Meu boleto veio com o valor errado, é urgente!")
    cancel = try_out(chefe, "não quero upgrade, quero cancelar")
    unknown = try_out(chefe, "Vocês têm bicicletário?")

    assert boleto["texto"] == f"Oi, Marina! Seu boleto está em {LINK}"
    assert (boleto["fonte"]["id"], boleto["fonte"]["pontuacao"]) == (made["id"], 1)
    assert (wrong["responde"], cancel["motivo"]) == (False, "de_pessoa")
    assert (unknown["motivo"], unknown["explicacao"]) == (
        "sem_aprovada",
        "Nenhuma resposta aprovada trata deste assunto.",
    )


def test_giving_it_to_somebody_does_not_stand_in_the_way_of_an_edit(
    chefe: Attendant, recepcao: Attendant
) -> None:
    made = approve(
        chefe, BOLETO | {"titulo": "Outro", "intencao": "elogio_agradecimento", "texto": "Obrigado!"}
    )
    etag = chefe.call("GET", f"/respostas/{made['id']}").headers["etag"]
    cliente = recepcao.post("/clientes/", {"nome": "Ana Lima", "email": "ana@exemplo.com.br"}, status=201)
    chamado = recepcao.post(
        "/chamados/",
        {
            "cliente_id": cliente["id"],
            "canal": "site",
            "mensagem": "Vocês são demais, obrigada pelo carinho!",
        },
        status=201,
    )

    body = BOLETO | {"titulo": "Agradecimento", "intencao": "elogio_agradecimento", "texto": "De nada!"}
    edited = chefe.call("PUT", f"/respostas/{made['id']}", json=body, headers={"If-Match": etag})

    assert (chamado["resolvido_automaticamente"], chamado["resposta"]) == (True, "Obrigado!")
    assert edited.status_code == 200, edited.text
    listed = next(one for one in chefe.get("/respostas")["itens"] if one["id"] == made["id"])
    assert (listed["usos"], listed["titulo"]) == (1, "Agradecimento")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (BOLETO | {"texto": "Pague em {{link_pix}}"}, "#/texto"),
        (BOLETO | {"texto": "Pague em http://exemplo.com.br"}, "#/texto"),
        (HORARIO | {"perguntas": []}, "#/perguntas"),
        (HORARIO | {"perguntas": ["oi"]}, "#/perguntas/0"),
        (HORARIO | {"intencao": "compra"}, "#/intencao"),
        (HORARIO | {"titulo": ""}, "#/titulo"),
        (HORARIO | {"extra": 1}, "#"),
    ],
)
def test_what_cannot_be_approved_is_refused_by_field(
    chefe: Attendant, body: dict[str, Any], pointer: str
) -> None:
    answer = chefe.call("POST", "/respostas", json=body)

    assert answer.status_code == 422, answer.text
    assert [wrong["pointer"] for wrong in answer.json()["errors"]] == [pointer]


def test_only_who_answers_for_the_conta_approves(chefe: Attendant, recepcao: Attendant) -> None:
    made = approve(chefe, HORARIO | {"titulo": "Papéis"})
    path = f"/respostas/{made['id']}"

    assert recepcao.call("POST", "/respostas", json=HORARIO).status_code == 403
    assert recepcao.call("PUT", path, json=HORARIO, headers={"If-Match": "*"}).status_code == 403
    assert recepcao.call("DELETE", path, headers={"If-Match": "*"}).status_code == 403
    assert recepcao.call("POST", f"{path}/revalidar").status_code == 403
    assert recepcao.call("GET", path).status_code == 200
    assert chefe.call("PUT", path, json=HORARIO).status_code == 428
    assert chefe.call("PUT", path, json=HORARIO, headers={"If-Match": '"velho"'}).status_code == 412


def test_another_conta_sees_none_of_it(local_host: LocalHost, chefe: Attendant) -> None:
    made = approve(chefe, HORARIO | {"titulo": "Nossa"})
    vizinha = Attendant(local_host, issue_token(local_host, "vizinha", Papel.ADMIN))

    assert vizinha.call("GET", f"/respostas/{made['id']}").status_code == 404
    assert vizinha.get("/respostas")["itens"] == []
    assert try_out(vizinha, "Qual é o horário de atendimento?")["motivo"] == "sem_aprovada"


def test_renewing_is_audited(chefe: Attendant) -> None:
    made = approve(chefe, HORARIO | {"titulo": "Auditada"})

    renewed = chefe.post(f"/respostas/{made['id']}/revalidar", {})

    acts = chefe.get("/auditoria", limite=20)["itens"]
    named = [(act["acao"], act["recurso"]) for act in acts]
    assert renewed["vale_ate"] >= made["vale_ate"]
    assert ("post_resposta_revalidar", f"/respostas/{made['id']}/revalidar") in named


def test_what_a_person_answers_and_validates_answers_the_next_cliente_citing_it(
    chefe: Attendant, recepcao: Attendant
) -> None:
    ana, joao = (
        recepcao.post("/clientes/", {"nome": nome, "email": f"{nome[0]}@exemplo.com.br"}, status=201)["id"]
        for nome in ("Ana Prado", "João Reis")
    )
    asked = ask(recepcao, ana, "Oi! Vocês têm estacionamento?")
    answer = {"texto": "Oi, Ana! Temos estacionamento gratuito na entrada lateral.", "validar": True}
    recepcao.post(f"/chamados/{asked['chamado_id']}/respostas", answer, status=201)
    recepcao.host.settle()

    given = ask(recepcao, joao, "Boa tarde, tem como estacionar aí na clínica? Obrigado")

    assert (asked["resolvido_automaticamente"], asked["encaminhado_para_humano"]) == (False, True)
    assert given["resolvido_automaticamente"] is True
    assert given["resposta"] == "Oi, João! Temos estacionamento gratuito na entrada lateral."
    shown = recepcao.get(f"/chamados/{given['chamado_id']}")
    fontes = [fala["fonte"] for fala in shown["falas"] if fala.get("fonte")]
    assert [fonte["tipo"] for fonte in fontes] == ["mensagem"]
    assert shown["situacao"] == "aguardando_cliente"


def ask(who: Attendant, cliente_id: str, mensagem: str) -> dict[str, Any]:
    body = {"cliente_id": cliente_id, "canal": "site", "mensagem": mensagem}
    return who.post("/chamados/", body, status=201)
