"""Clientes for the panel's stories, seeded by the API; apart because two suites tell of them."""

from datetime import timedelta
from itertools import count
from typing import Any

from playwright.sync_api import Page

from tests.e2e.client import Attendant
from tests.e2e.painel import ADMIN, SENHA, Painel
from tests.local_host import LocalHost

IMAGE, SCRIPT = "<img src=x onerror=alert(1)>", '"><script>alert(2)</script>'
WORK_MS = 30_000  # what a queue does behind the page
_TEXTO = "Falei hoje com {nome} sobre o aparelho: R$ 3.500,00 em 10 vezes no cartão. Vai pensar. Ass. Paula"
_numbers = count(1)


def admin(host: LocalHost) -> Attendant:
    opened = host.post("/auth/login", data={"username": ADMIN, "password": SENHA})
    assert opened.status_code == 200, opened.text
    return Attendant(host, opened.json()["access_token"])


def somebody(host: LocalHost, papel: str) -> str:
    """The name of a new usuario with this papel; the password is `SENHA`."""
    convite = admin(host).post("/auth/convites", {"papel": papel}, status=201)["segredo"]
    body = {"username": f"{papel}-dos-clientes", "email": f"{papel}@exemplo.com", "password": SENHA}
    assert host.post("/auth/signup", json=body | {"convite": convite}).status_code == 201
    return body["username"]


def new_cliente(host: LocalHost, nome: str, **fields: Any) -> dict[str, Any]:
    telefone = f"(62) 98888-{next(_numbers):04}"
    return admin(host).post("/clientes", {"nome": nome, "telefone": telefone} | fields, status=201)


def with_a_story(host: LocalHost, nome: str, words: str = "") -> dict[str, Any]:
    """A cliente to whom one thing of each kind happened; `words` are in each text that they could have written."""
    cliente, who = new_cliente(host, nome, observacoes=f"Prefere de manhã. {words}"), admin(host)
    contato = {"nome": nome, "telefone": cliente["telefone"]}
    dia = who.today() + timedelta(days=9)
    who.tell(_TEXTO.format(nome=nome) + words, cliente=contato)
    mensagem = f"Meu boleto não abre. {words}"
    who.post("/chamados", {"cliente_id": cliente["id"], "canal": "site", "mensagem": mensagem}, status=201)
    chat = {
        "client_id": str(cliente["id"]),
        "sector": "suporte",
        "tag": "horario",
        "message": f"Abre sábado? {words}",
    }
    who.post("/api/v1/messages/", chat, status=201)
    atendimento = {
        "nome_paciente": nome,
        "telefone": cliente["telefone"],
        "nome_medico": "Dra. Paula Reis",
        "especialidade": "Ortodontia",
        "procedimento": f"Manutenção {words}",
        "data_consulta": f"{dia}T14:30",
    }
    who.post("/atendimentos", atendimento, status=201)
    envio = {
        "chave": cliente["id"],
        "cliente_id": cliente["id"],
        "finalidade": "atendimento",
        "texto": f"Oi! {words}",
    }
    who.post("/envios", envio, status=202)
    host.settle()
    return cliente


def open_ficha(painel: Painel, cliente: dict[str, Any]) -> Page:
    painel.open(f"clientes/{cliente['id']}", cliente["nome"])
    return painel.page
