"""Queue triggers on a real Azurite: outputs, retries, poison, leases and the metadata trap."""

from azure.storage.queue import QueueClient

from tests.unit.local.conftest import SampleHost


def test_a_message_is_handled_once_and_leaves_the_queue(host: SampleHost) -> None:
    host.post("/fila/mensagens", json={"caso": "uma vez"})
    host.settle()

    handled = [note for note in host.notes("mensagem tratada") if note["corpo"].get("caso") == "uma vez"]
    assert len(handled) == 1
    assert host.get("/local/estado").json()["filas"][0] == {
        "nome": "mensagens",
        "mensagens": 0,
        "em_execucao": 0,
    }


def test_an_output_binding_puts_its_value_on_the_queue(host: SampleHost) -> None:
    answer = host.post("/saida", json={"caso": "saída"})
    host.settle()

    assert answer.text == "saiu"
    assert any(note["corpo"] == {"caso": "saída"} for note in host.notes("mensagem tratada"))


def test_a_property_called_id_overwrites_the_id_of_the_message(host: SampleHost) -> None:
    host.post("/fila/mensagens", json={"id": "do corpo", "caso": "armadilha"})
    host.settle()

    (note,) = [note for note in host.notes("mensagem") if note["corpo"].get("caso") == "armadilha"]
    assert note["id"] == "do corpo"


def test_five_failures_send_a_message_to_the_poison_queue(host: SampleHost) -> None:
    host.post("/fila/mensagens", content='{"falhar": true}')
    host.settle()

    attempts = [note["tentativa"] for note in host.notes("mensagem") if note["corpo"].get("falhar")]
    assert attempts == [1, 2, 3, 4, 5]
    assert [note["corpo"] for note in host.notes("veneno")].count('{"falhar": true}') == 1


def test_what_is_not_base64_is_poison_and_does_not_stop_the_queue(host: SampleHost) -> None:
    host.post("/fila/mensagens?cru=1", content="isto não é base64")
    host.post("/fila/mensagens", json={"caso": "depois do veneno"})
    host.settle()

    assert any(note["corpo"].get("caso") == "depois do veneno" for note in host.notes("mensagem tratada"))
    assert "moved to mensagens-poison" in host.log()


def test_a_function_that_outlives_its_lease_runs_once(host: SampleHost) -> None:
    host.post("/fila/mensagens", json={"caso": "longa", "segundos": 3})
    host.settle()

    taken = [note for note in host.notes("mensagem") if note["corpo"].get("caso") == "longa"]
    assert [note["tentativa"] for note in taken] == [1]


def test_a_function_whose_message_vanished_is_waited_for(own_host: SampleHost) -> None:
    own_host.post("/fila/mensagens", json={"caso": "sumida", "segundos": 3})
    while not own_host.notes("mensagem"):
        own_host.get("/local/estado")
    with QueueClient.from_connection_string(own_host.azurite.connection_string, "mensagens") as queue:
        queue.clear_messages()

    own_host.settle()

    assert [note["corpo"]["caso"] for note in own_host.notes("mensagem tratada")] == ["sumida"]
    assert "was not renewed" in own_host.log()


def test_a_message_in_work_when_the_host_is_killed_is_delivered_again(own_host: SampleHost) -> None:
    own_host.post("/fila/mensagens", json={"caso": "interrompida", "segundos": 1})
    while not own_host.notes("mensagem"):
        own_host.get("/local/estado")

    own_host.kill9()
    assert own_host.notes("mensagem tratada") == []
    own_host.restart()
    own_host.settle()

    assert [note["tentativa"] for note in own_host.notes("mensagem")] == [1, 2]
    assert len(own_host.notes("mensagem tratada")) == 1
