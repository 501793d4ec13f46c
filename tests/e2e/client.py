"""An attendant's view of Retorno over HTTP; apart because every story speaks through it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.local_host import LocalHost

TOKEN = "somente-local-token-de-demonstracao"
_ZONE = ZoneInfo("America/Sao_Paulo")


@dataclass(frozen=True)
class Attendant:
    host: LocalHost
    token: str = TOKEN

    def call(self, method: str, path: str, **options: Any) -> Any:
        """The response; `headers` are added to the credential."""
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        return self.host.http.request(method, path, headers=headers, **options)

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        answer = self.call("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def post(self, path: str, body: Any, *, status: int = 200, **headers: str) -> dict[str, Any]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.call("POST", path, json=body, headers=named)
        assert answer.status_code == status, answer.text
        return dict(answer.json())

    def tell(self, texto: str, **fields: Any) -> str:
        """Post a relato, let it be worked on, and give its id."""
        relato_id = str(self.post("/relatos", {"texto": texto} | fields, status=202)["id"])
        self.host.settle()
        return relato_id

    def relato(self, relato_id: str) -> dict[str, Any]:
        return self.get(f"/relatos/{relato_id}")

    def tarefas(self, relato_id: str, status: str = "aberta") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("/tarefas", relato_id=relato_id, status=status)["itens"]
        return found

    def today(self) -> date:
        """The local day of business time, as the host's clock has it."""
        clock = datetime.fromisoformat(self.host.get("/local/estado").json()["relogio"]["agora"])
        return clock.astimezone(_ZONE).date()

    def contacts(self, relato_id: str) -> list[int]:
        """The numbers of the contatos that became somebody's tarefa, whatever became of it."""
        every = [*self.tarefas(relato_id), *self.tarefas(relato_id, "dispensada")]
        return sorted(tarefa["numero"] for tarefa in every)


def days(count: int) -> timedelta:
    return timedelta(days=count)
