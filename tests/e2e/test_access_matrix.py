"""Who may do what: every operation of the document, every papel, another conta's credentials, and none at all."""

import json
import uuid
from dataclasses import dataclass

import pytest

from shared.kit.auth import Papel
from tests.e2e.operations import UNKNOWN, Operation, ids_in, read_operations
from tests.local_host import LocalHost
from tests.tokens import issue_token

pytestmark = pytest.mark.parametrize("local_host", [{"LIMITE_POR_MINUTO": "1000000"}], indirect=True)

# All that design §6 opens without a credential; a webhook asks for its provider's proof instead.
_ANONYMOUS = {
    "GET /",
    "GET /api/v1/messages/n8n-ping",
    "GET /docs",
    "GET /docs/{arquivo}",
    "GET /formulario-arquivos/{arquivo}",
    "GET /formulario/{chave}",
    "GET /health",
    "GET /n8n-ping",
    "GET /openapi.json",
    "GET /painel",
    "GET /painel/{arquivo}",
    "GET /webhook/botconversa/health",
    "GET /webhook/meta",
    "GET /webhook/meta/{conta}",
    "POST /auth/login",
    "POST /auth/signup",
    "POST /formulario/{chave}",
    "POST /formulario/{chave}/situacao",
    "POST /webhook/botconversa",
    "POST /webhook/email/{segredo}",
    "POST /webhook/formulario/{chave}",
    "POST /webhook/formulario/{chave}/situacao",
    "POST /webhook/kommo/{segredo}",
    "POST /webhook/meta",
    "POST /webhook/meta/{conta}",
    "POST /webhook/telegram",
    "POST /webhook/twilio",
    "POST /webhook/twilio/{conta}",
    "POST /webhook/zapi/{segredo}",
}
# What is named in the path is no one resource but what a list is of: nobody's is an empty list.
_LISTS_OF = {
    "GET /api/v1/messages/client/{client_id}",
    "GET /api/v1/messages/sector/{sector}",
    "GET /test/atendimento/{telefone}",
}
# What is named in the path is the caller's own name for something, which is made where there is none.
_NAMED_BY_CALLER = {"PUT /atendimentos/agenda/{agenda_id}"}
# What is named in the path lives in an account elsewhere, which no conta of these tests has.
_ELSEWHERE = {"GET /test/subscriber/{telefone}"}
# What is named in the path is a day, which every conta has: one's daily run of it is no other's.
_NAMED_BY_DAY = {"GET /health-scores/rodadas/{dia}"}
# Whose ids are no conta's: the timers of the app.
_OF_NO_CONTA = {"GET /scheduler/status"}
# What only somebody who logged in has: a session to leave, a password to change.
_OF_A_PERSON = {"POST /auth/sair", "POST /auth/senha"}
# What would hand on more than a token limited to its escopos has itself.
_MORE_THAN_LIMITED = {
    "PATCH /usuarios/{usuario_id}",
    "POST /auth/convites",
    "POST /auth/tokens",
    "POST /usuarios/{usuario_id}/senha",
}
_GOOD = (200, 201, 202)


@dataclass(frozen=True)
class Clinic:
    """A conta with a token of each papel, and as many people as need be."""

    host: LocalHost
    operations: dict[str, Operation]
    tokens: dict[Papel, str]

    @property
    def admin(self) -> str:
        return self.tokens[Papel.ADMIN]

    def credential(self, operation: Operation, papel: Papel) -> str:
        return self.join(papel) if str(operation) in _OF_A_PERSON else self.tokens[papel]

    def limited(self, escopos: set[str]) -> str:
        """A token that may do all that an admin may, within `escopos`."""
        body = {"nome": "limitado", "papel": Papel.ADMIN, "escopos": sorted(escopos)}
        made = self.host.post("/auth/tokens", json=body, headers={"Authorization": f"Bearer {self.admin}"})
        assert made.status_code == 201, made.text
        return str(made.json()["segredo"])

    def receive(self) -> None:
        """Let somebody write by a form of the clinic's site whom no example names, and erases: no principal does."""
        headers = {"Authorization": f"Bearer {self.admin}"}
        asked = {"tipo": "formulario", "nome": "Site"}
        chave = self.host.post("/auth/chaves", json=asked, headers=headers).json()
        form = {"nome": "Rute Sá", "email": "rute@exemplo.com.br", "mensagem": "Vocês abrem aos sábados?"}
        answer = self.host.post(chave["caminhos"]["formulario"], json=form)
        assert answer.status_code == 202, answer.text

    def serve(self) -> None:
        """Have somebody who uses a product, whom no example names: only such have a score."""
        headers = {"Authorization": f"Bearer {self.admin}"}
        served = {"nome": "Loja Ipê", "telefone": "(62) 90000-0088", "tenant_id": "ipe-1"}
        answer = self.host.post("/clientes", json=served, headers=headers)
        assert answer.status_code == 201, answer.text

    def join(self, papel: Papel) -> str:
        """Invite somebody new, who signs up with the password that the examples change; the session they get."""
        headers = {"Authorization": f"Bearer {self.admin}"}
        invited = self.host.post("/auth/convites", json={"papel": papel}, headers=headers)
        name = f"{papel}-{uuid.uuid4().hex}"
        person = self.operations["POST /auth/signup"].example | {
            "username": name,
            "email": f"{name}@exemplo.com.br",
            "password": self.operations["POST /auth/senha"].example["senha_atual"],
            "convite": invited.json()["segredo"],
        }
        return str(self.host.post("/auth/signup", json=person).json()["access_token"])


@pytest.fixture(scope="module")
def operations(local_host: LocalHost) -> list[Operation]:
    return read_operations(local_host)


@pytest.fixture(scope="module")
def protected(operations: list[Operation]) -> list[Operation]:
    return [operation for operation in operations if operation.papeis is not None]


@pytest.fixture(scope="module")
def clinic(local_host: LocalHost, operations: list[Operation]) -> Clinic:
    tokens = {papel: issue_token(local_host, "clinica-a", papel) for papel in Papel}
    return Clinic(local_host, {str(operation): operation for operation in operations}, tokens)


@pytest.fixture(scope="module")
def rival(local_host: LocalHost) -> str:
    """The token of another conta's admin."""
    return issue_token(local_host, "clinica-b", Papel.ADMIN)


@pytest.fixture(scope="module")
def resources(clinic: Clinic, protected: list[Operation]) -> list[str]:
    """The ids of all that the clinic has, once every operation that makes something was called.

    What acts on a resource may use it up, so that each is made again afterwards.
    """
    clinic.join(Papel.ATENDENTE)
    clinic.receive()
    clinic.serve()
    making = [operation for operation in protected if operation.method == "POST"]
    plain = [operation for operation in making if not operation.has_id]
    first = [found for operation in plain for found in made_by(clinic, operation)]
    acting = [operation for operation in making if operation.has_id]
    second = [found for operation in acting for one in first for found in made_by(clinic, operation, one)]
    third = [found for operation in plain for found in made_by(clinic, operation)]
    write_to_each(clinic, third)
    clinic.host.settle()
    lists = [operation for operation in protected if operation.method == "GET" and not operation.has_id]
    listed = [found for operation in lists for found in made_by(clinic, operation)]
    return sorted({*second, *third, *listed})


def write_to_each(clinic: Clinic, ids: list[str]) -> None:
    """An envio for whoever of these is a cliente: no example can name one that exists."""
    example = clinic.operations["POST /envios"].example
    headers = {"Authorization": f"Bearer {clinic.admin}"}
    for one in ids:
        clinic.host.post("/envios", json=example | {"chave": f"a-{one}", "cliente_id": one}, headers=headers)


def made_by(clinic: Clinic, operation: Operation, path_id: str = UNKNOWN) -> list[str]:
    answer = operation.call(clinic.host, clinic.admin, path_id=path_id)
    return list(ids_in(json.loads(answer.content or b"null"))) if answer.status_code in _GOOD else []


def test_only_what_the_design_opens_asks_for_no_credential(operations: list[Operation]) -> None:
    assert {str(operation) for operation in operations if operation.papeis is None} == _ANONYMOUS


def test_without_a_credential_every_other_operation_is_401(
    clinic: Clinic, protected: list[Operation]
) -> None:
    answers = {str(operation): operation.call(clinic.host, None).status_code for operation in protected}

    assert answers == dict.fromkeys(answers, 401)


def test_each_papel_may_do_what_is_declared_and_nothing_else(
    clinic: Clinic, protected: list[Operation]
) -> None:
    wrong = []
    for operation in protected:
        for papel in Papel:
            status = operation.call(clinic.host, clinic.credential(operation, papel)).status_code
            expected = operation.described["responses"].keys() - {"401", "403"}
            if papel not in (operation.papeis or ()):
                expected = {"403"}
            if str(status) not in expected or status >= 500:
                wrong.append(f"{operation} as {papel}: {status}")

    assert len(protected) > 10
    assert not wrong, "\n".join(wrong)


def test_a_limited_token_may_do_what_its_escopos_say_and_nothing_else(
    clinic: Clinic, protected: list[Operation]
) -> None:
    declared = {str(operation): str(operation.described["x-escopo"]) for operation in protected}
    every = set(declared.values())
    within = {escopo: clinic.limited({escopo}) for escopo in every}
    without = {escopo: clinic.limited(every - {escopo}) for escopo in every}

    wrong = []
    for operation in protected:
        escopo = declared[str(operation)]
        if operation.call(clinic.host, without[escopo]).status_code != 403:
            wrong.append(f"{operation} without {escopo}")
        allowed = operation.call(clinic.host, within[escopo]).status_code not in (401, 403)
        if allowed == (str(operation) in _OF_A_PERSON | _MORE_THAN_LIMITED):
            wrong.append(f"{operation} within {escopo}")

    assert not wrong, "\n".join(wrong)


def test_what_another_conta_has_does_not_exist(
    rival: str, clinic: Clinic, protected: list[Operation], resources: list[str]
) -> None:
    by_id = [one for one in protected if one.has_id and str(one) not in _NAMED_BY_CALLER]

    answers = {
        (str(operation), resource): operation.call(clinic.host, rival, path_id=resource)
        for operation in by_id
        for resource in resources
    }

    found = {at: it.status_code for at, it in answers.items() if at[0] not in _LISTS_OF}
    assert found
    assert {at: status for at, status in found.items() if status != 404} == {}
    assert not any(resource in it.text for it in answers.values() for resource in resources)


def test_what_another_conta_has_is_in_no_list(
    clinic: Clinic, protected: list[Operation], resources: list[str]
) -> None:
    stranger = issue_token(clinic.host, "clinica-c", Papel.ADMIN)
    reads = [operation for operation in protected if operation.method == "GET" and not operation.has_id]
    lists = [operation for operation in reads if str(operation) not in _OF_NO_CONTA]

    shown = {str(operation): operation.call(clinic.host, stranger).text for operation in lists}

    assert resources
    assert {name for name, text in shown.items() if any(resource in text for resource in resources)} == set()


def test_the_owner_does_reach_each_of_those(
    clinic: Clinic, protected: list[Operation], resources: list[str]
) -> None:
    """Else the tests above would pass for ids that nothing answers to."""
    by_id = [operation for operation in protected if operation.has_id and operation.method == "GET"]

    unreached = [
        str(operation)
        for operation in by_id
        if str(operation) not in _LISTS_OF | _ELSEWHERE | _NAMED_BY_DAY
        and not any(
            operation.call(clinic.host, clinic.admin, path_id=it).status_code == 200 for it in resources
        )
    ]

    assert unreached == []


def test_the_daily_run_of_a_day_is_only_its_owners(clinic: Clinic, rival: str) -> None:
    calculate, show = clinic.operations["POST /health-scores/calcular"], "GET /health-scores/rodadas/{dia}"
    dia = calculate.call(clinic.host, clinic.admin).json()["dia"]

    answers = [
        clinic.operations[show].call(clinic.host, token, path_id=dia).status_code
        for token in (clinic.admin, rival)
    ]

    assert {show} == _NAMED_BY_DAY
    assert answers == [200, 404]
