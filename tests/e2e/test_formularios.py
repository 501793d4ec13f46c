"""Web forms beside the real host: a message comes in once, robots and floods do not."""

from tests import webhook_bodies as bodies
from tests.e2e.client import Attendant
from tests.e2e.test_credenciais import made_by_command
from tests.e2e.test_webhooks import new_chave
from tests.local_host import LocalHost


def admin(host: LocalHost) -> Attendant:
    return made_by_command(host, "demonstracao")


def test_a_form_gives_a_protocol_that_finds_the_message(local_host: LocalHost) -> None:
    onde = str(new_chave(admin(local_host), "formulario")["caminhos"]["formulario"])

    first = local_host.post(onde, json=bodies.FORMULARIO)
    again = local_host.post(onde, data=bodies.FORMULARIO)
    robot = local_host.post(onde, json=bodies.FORMULARIO | {"mensagem": "Compre", "nao_preencha": "x"})
    wrong = local_host.post(onde, json={"mensagem": "Oi", "telefone": "123"})
    local_host.settle()

    assert [answer.status_code for answer in (first, robot, wrong)] == [202, 202, 422]
    assert again.status_code == 202
    assert first.json().keys() == robot.json().keys() == {"protocolo", "status"}
    reader = admin(local_host)
    shown = reader.get(f"/recebimentos/formulario:{first.json()['protocolo']}")
    assert (shown["texto"], shown["provedor"]) == ("Quero um orçamento.", "formulario")
    assert reader.call("GET", f"/recebimentos/formulario:{robot.json()['protocolo']}").status_code == 404


def test_one_address_posts_a_form_so_often_and_no_oftener_whatever_it_says_of_itself(
    local_host: LocalHost,
) -> None:
    onde = str(new_chave(admin(local_host), "formulario")["caminhos"]["formulario"])

    answers = [
        local_host.post(onde, json=bodies.FORMULARIO, headers={"X-Forwarded-For": f"203.0.113.{number}"})
        for number in range(25)
    ]

    accepted = [answer for answer in answers if answer.status_code == 202]
    assert 0 < len(accepted) <= 20
    assert {answer.status_code for answer in answers[len(accepted) :]} == {429}
    assert int(answers[-1].headers["retry-after"]) > 0
