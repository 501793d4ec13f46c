"""The morning of a small clinic over HTTP: its brief, and its brief on the phone of who opens the doors, once."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.kit.auth import Papel
from shared.kit.holidays import next_business_day
from tests.e2e.client import Attendant
from tests.e2e.quedas import move_until
from tests.local_host import LocalHost
from tests.tokens import issue_token

_ZONE = ZoneInfo("America/Sao_Paulo")
_RELATO = "Falei com a Marina Prates sobre o aparelho, passei R$ 5.000,00 em 10x. Ela vai pensar. Paula"
_DAYS = 3


@pytest.fixture
def admin(own_host: LocalHost) -> Attendant:
    return Attendant(own_host, issue_token(own_host, "clinica-sol", Papel.ADMIN))


def post(who: Attendant, path: str, body: Any = None, status: int = 201) -> dict[str, Any]:
    answer = who.call("POST", path, json=body)
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def decide(who: Attendant, **fields: Any) -> None:
    read = who.call("GET", "/conta")
    answer = who.call("PATCH", "/conta", json=fields, headers={"If-Match": read.headers["ETag"]})
    assert answer.status_code == 200, answer.text


def opener(who: Attendant, *, is_of_team: bool = True) -> str:
    """Who opens the doors, as a cliente whose ledger says that she is of the team."""
    made = post(who, "/clientes", {"nome": "Renata Alves", "telefone": "(11) 97777-6666"})
    cliente_id = str(made["id"])
    line = {
        "finalidade": "equipe",
        "concedido": is_of_team,
        "base_legal": "contrato",
        "texto_versao": "equipe-1",
        "canal": "whatsapp",
        "evidencia": "contrato-de-trabalho",
    }
    post(who, f"/clientes/{cliente_id}/consentimentos", line)
    return cliente_id


def live(who: Attendant) -> datetime:
    """A quote three days old, an appointment of the day after, a request, a cliente in danger; the hour to open."""
    host = who.host
    who.tell(_RELATO, cliente={"nome": "Marina Prates", "telefone": "(11) 98888-7777"})
    loja: dict[str, Any] = {"nome": "Loja Aurora", "email": "loja@exemplo.com.br", "cs": "Bruno"}
    loja |= {"tenant_id": 901, "valor": 1_499.9, "pipeline": "CS | ONGOING"}
    post(who, "/clientes", loja)
    long_ago = who.today() - timedelta(days=20)
    post(who, "/atividades", {"tipo": "login", "tenant_id": 901, "em": f"{long_ago}T10:00:00"}, 200)
    opens = datetime.combine(morning(who.today()), datetime.min.time(), _ZONE).replace(hour=8)
    move_until(host, opens - timedelta(hours=1))
    post(who, "/health-scores/calcular", status=202)
    host.settle()
    booking = {
        "nome_paciente": "Ivo Tavares",
        "telefone": "(11) 96666-5555",
        "nome_medico": "Dra. Paula Reis",
    }
    hour = f"{next_business_day(opens.date() + timedelta(days=1))}T09:00"
    post(who, "/atendimentos", booking | {"data_consulta": hour, "procedimento": "Exame de sangue"})
    host.settle()
    return opens


def morning(today: date) -> date:
    """The day on which the contato of day three falls due."""
    return next_business_day(today + timedelta(days=_DAYS))


def briefs(who: Attendant) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = who.get("/envios", finalidade="equipe")["itens"]
    return found


def test_the_brief_ranks_the_day_with_reasons_and_links_that_lead_somewhere(
    admin: Attendant, own_host: LocalHost
) -> None:
    free = admin.get("/resumo-do-dia")
    live(admin)

    brief = admin.get("/resumo-do-dia")

    assert "ninguém espera por um retorno seu" in free["saudacao"]
    assert free["acoes"] == []
    assert [one["tipo"] for one in brief["acoes"]] == ["cliente", "orcamento", "atendimento"]
    assert [one["valor_em_risco"] for one in brief["acoes"]] == [1_499.9, 5_000.0, None]
    assert brief["acoes"][1]["motivo"].startswith(
        "Hoje é dia de retomar a conversa com Marina Prates: o orçamento"
    )
    assert "Loja Aurora está em Crítico" in brief["acoes"][0]["motivo"]
    assert "Ivo Tavares tem horário" in brief["acoes"][2]["motivo"]
    assert (brief["quantos"], brief["de_fora"], brief["valor_em_risco"]) == (3, 0, 6_499.9)
    for acao in brief["acoes"]:
        assert admin.call("GET", acao["link"]).status_code == 200, acao["link"]
        assert not acao["tarefa_id"] or admin.call("GET", f"/tarefas/{acao['tarefa_id']}").status_code == 200
    few = admin.get("/resumo-do-dia", limite=1)
    assert (len(few["acoes"]), few["de_fora"], few["quantos"]) == (1, 2, 3)
    reader = Attendant(own_host, issue_token(own_host, "clinica-sol", Papel.LEITURA))
    assert reader.get("/resumo-do-dia") == brief
    assert reader.call("POST", "/resumo-do-dia/enviar").status_code == 403
    assert Attendant(own_host).get("/resumo-do-dia")["acoes"] == []


def test_the_brief_leaves_once_after_two_ticks_and_a_power_cut(admin: Attendant, own_host: LocalHost) -> None:
    renata = opener(admin)
    opens = live(admin)
    decide(admin, pauta={"ativa": True, "hora": "08:00", "destinatarios": [renata]})

    before = len(briefs(admin))
    move_until(own_host, opens + timedelta(minutes=11))
    first = briefs(admin)
    own_host.kill9()
    own_host.restart()
    own_host.advance(minutes=11)
    again = briefs(admin)

    assert (before, len(first)) == (0, 1)
    assert again == first
    envio = admin.get(f"/envios/{first[0]['id']}")
    assert (envio["status"], envio["cliente_id"]) == ("aceito", renata)
    assert "R$ 6.499,90 em jogo" in envio["texto"]
    said = envio["texto"] + (envio["assunto"] or "")
    assert not [name for name in ("Marina", "Ivo", "Aurora", "sangue", "9888", "9666") if name in said]


def test_a_customer_gets_no_brief_and_the_ledger_says_why(admin: Attendant, own_host: LocalHost) -> None:
    nobody = admin.call("POST", "/resumo-do-dia/enviar")
    renata = opener(admin, is_of_team=False)
    decide(admin, pauta={"destinatarios": [renata]})

    tried = post(admin, "/resumo-do-dia/enviar", status=202)
    own_host.settle()

    assert (nobody.status_code, nobody.json()["type"]) == (
        409,
        "urn:retorno:problema:resumo-sem-destinatarios",
    )
    (entrega,) = tried["itens"]
    envio = admin.get(entrega["link"])
    assert (envio["status"], envio["decisao"]["motivo"]) == ("recusado", "sem_consentimento")
