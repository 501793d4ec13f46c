"""The main job through HTTP alone: a relato comes in, and its follow-up happens or rightly does not."""

from datetime import date, datetime, timedelta

import pytest

from tests.e2e.client import TOKEN, Attendant
from tests.local_host import LocalHost

FACETAS = (
    "Hoje, 14 de fevereiro de 2025, por volta das 21h23, recebi um contato do Sr. João, interessado em facetas. "
    "Apresentei um orçamento de R$5000, à vista com 10% de desconto ou em até 5 vezes no cartão de crédito. "
    "Combinei de entrar em contato novamente em 30 dias."
)
APARELHO = "Marina quer aparelho, R$ 2.500,00 em 10x no cartão. Vai pensar com o marido. Paula"


@pytest.fixture
def paula(local_host: LocalHost) -> Attendant:
    return Attendant(local_host)


def test_when_nobody_answers_three_contacts_come_due_on_their_days(paula: Attendant) -> None:
    base = paula.today()
    relato_id = paula.tell(APARELHO, cliente={"nome": "Marina", "telefone": "11 98888-7777"})
    planned = paula.relato(relato_id)
    assert planned["status"] == "em_acompanhamento"
    assert [contato["data_nominal"] for contato in planned["contatos"]] == [
        str(base + timedelta(days=day)) for day in (3, 10, 30)
    ]

    paula.host.advance(days=36)

    relato = paula.relato(relato_id)
    assert (relato["status"], relato["resultado"]) == ("encerrado", "sem_resposta")
    tarefas = paula.tarefas(relato_id)
    assert [tarefa["numero"] for tarefa in tarefas] == [1, 2, 3]
    assert [tarefa["vence_em"] for tarefa in tarefas] == [
        contato["devido_em"] for contato in planned["contatos"]
    ]
    assert all(tarefa["telefone"] == "11 98888-7777" and tarefa["texto_sugerido"] for tarefa in tarefas)


def test_no_contact_comes_due_before_its_instant(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    first = datetime.fromisoformat(paula.relato(relato_id)["contatos"][0]["devido_em"])
    now = datetime.fromisoformat(paula.host.get("/local/estado").json()["relogio"]["agora"])

    paula.host.advance(seconds=(first - now).total_seconds() - 60)
    before = paula.contacts(relato_id)
    paula.host.advance(minutes=2)

    assert before == []
    assert paula.contacts(relato_id) == [1]


def test_a_reply_after_the_first_contact_stops_the_others_and_frees_its_tarefa(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    paula.host.advance(days=7)
    assert paula.contacts(relato_id) == [1]

    paula.post(f"/relatos/{relato_id}/resposta", {"canal": "whatsapp", "texto": "Oi, quero marcar"})
    paula.host.advance(days=31)

    relato = paula.relato(relato_id)
    assert (relato["status"], relato["resultado"]) == ("encerrado", "respondeu")
    assert paula.contacts(relato_id) == [1]
    assert paula.tarefas(relato_id) == []


def test_a_promised_day_leaves_one_contact_and_none_before_it(paula: Attendant) -> None:
    relato_id = paula.tell("Marina quer aparelho, R$ 2.500,00. Combinei de retornar em 28 dias. Paula")
    [contato] = paula.relato(relato_id)["contatos"]
    assert contato["motivo"] == "combinado"

    paula.host.advance(days=26)
    before = paula.contacts(relato_id)
    paula.host.advance(days=10)

    assert before == []
    assert paula.contacts(relato_id) == [1]


def test_a_desfecho_ends_the_acompanhamento_and_lands_on_the_relato(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    assert relato_id in [item["relato_id"] for item in paula.get("/acompanhamentos", limite=200)["itens"]]

    closed = paula.post(f"/relatos/{relato_id}/desfecho", {"tipo": "convertido"})
    paula.host.advance(days=36)

    assert closed["resultado"] == "convertido"
    assert paula.contacts(relato_id) == []
    assert relato_id not in [item["relato_id"] for item in paula.get("/acompanhamentos", limite=200)["itens"]]


def test_the_source_document_s_relato_arrives_late_and_keeps_its_promise(paula: Attendant) -> None:
    relato_id = paula.tell(FACETAS)

    relato = paula.relato(relato_id)

    assert relato["extracao"]["data_conversa"] == "2025-02-14 21:23:00"
    assert relato["extracao"]["valor_orcamento"] == 5000.0
    [contato] = relato["contatos"]
    assert (contato["motivo"], contato["data_nominal"]) == ("combinado", "2025-03-16")
    assert date.fromisoformat(contato["data_ajustada"]) > paula.today()


def test_a_late_relato_keeps_its_latest_step_and_says_which_ones_passed(paula: Attendant) -> None:
    reference = paula.today() - timedelta(days=60)

    relato_id = paula.tell(APARELHO, data_referencia=str(reference))
    paula.host.advance(days=7)

    assert [contato["situacao"] for contato in paula.relato(relato_id)["contatos"]] == [
        "vencido",
        "vencido",
        "tarefa_criada",
    ]
    assert paula.contacts(relato_id) == [3]


def test_a_tarefa_is_concluded_once_and_keeps_who_did_it(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    paula.host.advance(days=7)
    [tarefa] = paula.tarefas(relato_id)

    done = paula.post(f"/tarefas/{tarefa['id']}/concluir", {"observacao": "Caiu na caixa postal"})
    again = paula.post(f"/tarefas/{tarefa['id']}/concluir", {"observacao": "outra"})

    assert done["status"] == "concluida"
    assert again == done
    assert paula.tarefas(relato_id) == []


def test_the_same_idempotency_key_makes_one_relato(paula: Attendant) -> None:
    first = paula.post("/relatos", {"texto": APARELHO}, status=202, idempotency_key="visita-1")

    again = paula.post("/relatos", {"texto": APARELHO}, status=202, idempotency_key="visita-1")
    paula.post("/relatos", {"texto": "Outro"}, status=422, idempotency_key="visita-1")

    assert again["id"] == first["id"]


def test_prefer_wait_does_the_work_within_the_request(paula: Attendant) -> None:
    answer = paula.call("POST", "/relatos", json={"texto": APARELHO}, headers={"Prefer": "wait=20"})

    assert answer.status_code == 201
    assert answer.headers["Preference-Applied"] == "wait=20"
    assert answer.json()["status"] == "em_acompanhamento"
    assert answer.headers["Location"] == f"/relatos/{answer.json()['id']}"


def test_the_list_is_filtered_and_paged_without_gap_or_double(paula: Attendant) -> None:
    posted = [paula.tell(APARELHO, cliente={"nome": f"José Página {n}"}) for n in range(5)]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = paula.get("/relatos", cliente="jose pagina", limite=2, status="em_acompanhamento", **cursor)
        seen += [item["id"] for item in page["itens"]]
        if page["cursor"] is None:
            break
        cursor = {"cursor": page["cursor"]}

    assert seen == posted[::-1]


def test_another_conta_sees_nothing(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)

    stranger = Attendant(paula.host, token=TOKEN[:-1])
    answer = stranger.call("GET", f"/relatos/{relato_id}")

    assert answer.status_code == 401
    assert "Marina" not in answer.text


def test_a_source_client_reads_and_plans_with_its_own_fields(paula: Attendant) -> None:
    read = paula.post("/processar_relato", {"relato": FACETAS, "versao": "1.0"})
    assert (read["data_conversa"], read["identidade_cliente"]) == ("2025-02-14 21:23:00", "João")
    assert read["valor_orcamento"] == 5000.0
    assert "10%" in read["forma_pagamento"]
    assert "5x" in read["forma_pagamento"]

    planned = paula.post(
        "/gerar_estrategia",
        {
            "data_conversa": "2025-02-15 10:00:00",
            "identidade_cliente": "João",
            "identidade_atendente": "Assistente",
            "resumo_assunto": "Cotação de implante dentário",
            "valor_orcamento": "3500.00",
            "forma_pagamento": "À vista ou parcelado",
            "informacoes_organizadas": ["Interesse em implante dentário"],
            "instrucoes_proximo_passo": "Retornar o contato em 7 dias",
            "campo_de_outro_cliente": 1,
        },
    )

    assert list(planned) == ["estrategia"]
    assert all(day in planned["estrategia"] for day in ("2025-02-18", "2025-02-25", "2025-03-17"))
