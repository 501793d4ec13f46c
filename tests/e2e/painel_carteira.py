"""A carteira for the stories of Saúde and Números: a few clientes of an ERP, what each did in thirty days, and runs."""

from datetime import date, timedelta
from typing import Any

from tests.e2e.client import Attendant
from tests.e2e.painel import ADMIN, SENHA
from tests.local_host import LocalHost

INJECTED = '<img src=x onerror=alert(1)>"><script>alert(2)</script>'
_TIPOS = ("login", "entrada_estoque", "saida_estoque", "lead")
# Who, what they pay, on how many of the last thirty days they did something, how often, days of silence since.
CLIENTES: tuple[tuple[str, str, str | None, int, int, int], ...] = (
    ("Ótica São João", "CS | ONGOING", "1890.00", 30, 3, 0),
    ("Auto Sul Seminovos", "CS | ONGOING", "890.50", 24, 3, 1),
    ("Bar do Zé", "CS | ONBOARDING", "350.00", 12, 1, 6),
    ("Padaria Pão Quente", "CS | ONGOING", "420.00", 8, 1, 12),
    (INJECTED, "CS | BRADESCO", "99.90", 4, 1, 20),
    ("Loja da Esquina", "CS | ONGOING", None, 0, 0, 0),
)


def chefe(host: LocalHost) -> Attendant:
    login = {"username": ADMIN, "password": SENHA}
    return Attendant(host, str(host.post("/auth/login", json=login).json()["access_token"]))


def fill(who: Attendant) -> list[str]:
    """The clientes, their activity until today, and one who left; their ids."""
    hoje = who.today()
    ids = [_born(who, number, hoje) for number in range(len(CLIENTES))]
    left = {"pipeline": "Churns & Cancelamentos", "valor": "250.00"}
    since, until = hoje - timedelta(days=300), hoje - timedelta(days=40)
    dates = {"data_adesao": since.isoformat(), "data_cancelamento": until.isoformat()}
    who.post(
        "/clientes",
        {"nome": "Papelaria Antiga", "email": "papel@exemplo.com.br", **left, **dates},
        status=201,
    )
    lines = [line for number in range(len(CLIENTES)) for line in _lines(number, hoje)]
    for start in range(0, len(lines), 1_000):
        body = {"lote_id": f"carteira-{start}", "atividades": lines[start : start + 1_000]}
        assert who.post("/atividades", body)["recusadas"] == []
    return ids


def calculate(who: Attendant) -> None:
    """A run of today, to its end."""
    who.post("/health-scores/calcular", None, status=202)
    who.host.settle()


def tenant(number: int) -> int:
    return 7_000 + number


def _born(who: Attendant, number: int, hoje: date) -> str:
    nome, pipeline, valor, *_ = CLIENTES[number]
    since = hoje - timedelta(days=60 + 40 * number)
    body: dict[str, Any] = {
        "nome": nome,
        "email": f"loja{number}@exemplo.com.br",
        "tenant_id": tenant(number),
        "pipeline": pipeline,
        "cs": "Lia",
        "data_adesao": since.isoformat(),
        "data_start_onboarding": since.isoformat(),
    }
    if pipeline == "CS | ONGOING":
        body["data_end_onboarding"] = (since + timedelta(days=20 + number)).isoformat()
    return str(who.post("/clientes", body | ({"valor": valor} if valor else {}), status=201)["id"])


def _lines(number: int, hoje: date) -> list[dict[str, Any]]:
    _, _, _, days, often, quiet = CLIENTES[number]
    told = [hoje - timedelta(days=back) for back in range(quiet, min(30, quiet + days))]
    return [
        {"tipo": tipo, "tenant_id": tenant(number), "em": f"{day.isoformat()}T08:00:00", "quantidade": often}
        for day in told
        for tipo in _TIPOS
    ]
