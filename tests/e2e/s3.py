"""A clinic that ran on S3 and has its Botconversa and N8N call Retorno now; apart as two stories are told of it."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.kit.auth import Papel
from shared.kit.holidays import is_business_day
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.servers.botconversa import KEY, BotconversaServer
from tests.tokens import issue_token

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
SENT = {"success": True, "message": "Webhook processado com sucesso"}


def environ_of(botconversa: BotconversaServer) -> dict[str, str]:
    return {
        "CANAL_PADRAO": "botconversa",
        "CANAIS__BOTCONVERSA": f'{{"chave": "{KEY}"}}',
        "PROVEDORES__BOTCONVERSA": botconversa.base_url,
    }


@dataclass
class Clinica:
    """Everything through HTTP. Each person has a phone and a subscriber of their own."""

    host: LocalHost
    botconversa: BotconversaServer
    conta: str = "demonstracao"
    people: int = 0
    runs: int = 0
    admin: Attendant = field(init=False)
    segredo: str = field(init=False)

    def __post_init__(self) -> None:
        self.admin = Attendant(self.host, issue_token(self.host, self.conta, Papel.ADMIN))
        chave = self.admin.post("/auth/chaves", {"tipo": "webhook", "nome": "N8N"}, status=201)
        self.segredo = chave["segredo"]

    def open_doors(self) -> None:
        """Business time moves to ten o'clock of a working day; people are not written to by night."""
        now = self.now()
        day = now.date() + timedelta(days=1)
        while not all(is_business_day(day + timedelta(days=n)) for n in range(3)):
            day += timedelta(days=1)
        morning = datetime.combine(day, time(10), SAO_PAULO)
        self.host.advance(seconds=(morning - now).total_seconds(), resolution_s=3_600)

    def now(self) -> datetime:
        told = self.host.get("/local/estado").json()["relogio"]["agora"]
        return datetime.fromisoformat(told).astimezone(SAO_PAULO)

    def begin_a_minute(self) -> None:
        """So that what follows at once is within one."""
        if self.now().second > 40:
            self.host.advance(seconds=25)

    def somebody(self) -> str:
        """A phone that nobody had yet, as S3 wrote them."""
        self.people += 1
        return f"55319{88_880_000 + self.people:08}"

    def book(self, telefone: str, *, hours: float = 30, **fields: Any) -> dict[str, Any]:
        """By S3's own route, worked on; asked at once where it is within two days."""
        body = {
            "nome_paciente": "João Silva",
            "telefone": telefone,
            "email": None,
            "nome_medico": "Dr. Carlos Lima",
            "especialidade": "Cardiologia",
            "data_consulta": f"{self.now() + timedelta(hours=hours):%Y-%m-%dT%H:%M:%S}",
            "observacoes": None,
            "nr_seq_agenda": 51_000_000 + self.people * 10,
        }
        made: dict[str, Any] = self.admin.post("/test/atendimento", body | fields)["atendimento"]
        self.host.settle()
        return made

    def status(self, atendimento_id: str) -> str:
        return str(self.admin.get(f"/atendimentos/{atendimento_id}")["status_confirmacao"])

    def call(self, body: Any, **headers: str) -> Any:
        """What Botconversa or N8N posts, with the secret unless `X_Webhook_Secret` says otherwise."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.host.post(
            "/webhook/botconversa", json=body, headers={"X-Webhook-Secret": self.segredo} | named
        )

    def answer(self, telefone: str, resposta: str, **fields: Any) -> dict[str, Any]:
        """What became of an answer that N8N brings in a run of its own."""
        body = {"telefone": telefone, "subscriber_id": int(telefone[-6:]), "resposta": resposta} | fields
        self.runs += 1
        got = self.call(body, X_Execution_Id=str(self.runs))
        assert got.status_code == 200, got.text
        assert {name: got.json()[name] for name in SENT} == SENT
        return dict(got.json()["data"])

    def heard(self, telefone: str) -> list[str]:
        """What reached this phone, the oldest first."""
        self.host.settle()
        subscribers = [
            number
            for number, one in self.botconversa.subscribers.items()
            if one["phone"][-8:] == telefone[-8:]
        ]
        return [str(what) for number, what in self.botconversa.sent if number in subscribers]

    def buttons(self, atendimento_id: str) -> dict[str, str]:
        """What the buttons of the last question about it bring back, by their words."""
        cliente = self.admin.get(f"/atendimentos/{atendimento_id}")["cliente_id"]
        listed = self.admin.get("/envios", cliente_id=cliente)["itens"]
        envios = [self.admin.get(f"/envios/{one['id']}") for one in listed]
        asked = next(
            one
            for one in envios
            if one["botoes"] and one["chave"].startswith(f"atendimento-{atendimento_id}-")
        )
        return {botao["titulo"]: botao["id"] for botao in asked["botoes"]}

    def press(self, telefone: str, botao: str, message_id: str) -> None:
        """A button pressed in WhatsApp, by a channel that has some."""
        body = {
            "type": "ReceivedCallback",
            "messageId": message_id,
            "phone": telefone,
            "fromMe": False,
            "isGroup": False,
            "momment": int(self.now().timestamp() * 1000),
            "buttonsResponseMessage": {"buttonId": botao, "message": "Confirmar"},
        }
        got = self.host.post(f"/webhook/zapi/{self.segredo}", json=body)
        assert got.status_code == 200, got.text
        self.host.settle()
