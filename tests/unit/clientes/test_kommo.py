"""What Kommo's objects and forms say: every field that helps, and no field that could do harm."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.clientes.kommo import Nomes, hinted_leads, names_of, read_ficha, read_lead
from shared.clientes.kommo_store import OVERLAP_S, Posicao
from shared.kit.errors import MalformedRequest
from tests.kommo_server import PIPELINES, USERS, custom, make_contact, make_lead

NOMES = names_of(PIPELINES, USERS)
# Midnight of 2024-03-15 in São Paulo, as Kommo's date fields keep it.
MARCH_15 = int(datetime(2024, 3, 15, 3, tzinfo=UTC).timestamp())


def read(contact: dict[str, Any] | None = None, **fields: Any) -> Any:
    lead = read_lead(make_lead(7, 1_767_300_000, **fields))
    assert lead is not None
    return read_ficha(lead, NOMES, contact)


def test_a_lead_says_who_the_cliente_is_and_where_it_stands() -> None:
    lida = read(make_contact(10_007, "(11) 98888-7777", "Dona@Loja.com.br"))

    said = lida.ficha.model_dump(exclude_none=True)
    assert said == {
        "client_id": "7",
        "nome": "Loja 7",
        "valor": 1500,
        "pipeline": "CS | ONGOING",
        "status": "Ativo",
        "vendedor": "João Silva",
        "telefone": "+5511988887777",
        "email": "dona@loja.com.br",
        "crm_atualizado_em": datetime.fromtimestamp(1_767_300_000, UTC),
    }
    assert lida.descartados == ()


def test_fields_of_the_account_s_own_are_known_by_their_names() -> None:
    lida = read(
        custom_fields_values=[
            custom("CNPJ", "11.222.333/0001-81"),
            custom("Razão Social", "Loja Sete Ltda"),
            custom("Data de Adesão", MARCH_15),
            custom("Início do Onboarding", "20/03/2024"),
            custom("CS responsável", "Maria Santos"),
            custom("Tenant ID", 4321),
            custom("Slug", "loja-sete"),
            custom("Signo", "Leão"),
        ],
        _embedded={"contacts": [], "loss_reason": [{"id": 5, "name": "Preço"}]},
    )

    ficha = lida.ficha
    assert (ficha.documento, ficha.razao_social, ficha.cs) == (
        "11222333000181",
        "Loja Sete Ltda",
        "Maria Santos",
    )
    assert (ficha.data_adesao, ficha.data_start_onboarding) == (date(2024, 3, 15), date(2024, 3, 20))
    assert (ficha.tenant_id, ficha.slug, ficha.motivos_churn) == ("4321", "loja-sete", "Preço")


@pytest.mark.parametrize("price", [float("nan"), float("inf"), 1e300, -1])
def test_a_price_that_is_no_amount_is_dropped(price: float) -> None:
    lida = read(price=price)

    assert (lida.ficha.valor, lida.descartados) == (None, ("valor",))


def test_a_field_that_no_ficha_can_hold_is_dropped_and_the_rest_stands() -> None:
    lida = read(
        price=1e300,
        custom_fields_values=[
            custom("Telefone", "ramal 12", "PHONE"),
            custom("CPF", "123"),
            custom("Data de Adesão", "logo"),
            custom("Slug", True),
            custom("CS", "x" * 300),
        ],
    )

    assert sorted(lida.descartados) == ["cs", "data_adesao", "documento", "slug", "telefone", "valor"]
    assert (lida.ficha.nome, lida.ficha.status) == ("Loja 7", "Ativo")


@pytest.mark.parametrize(
    ("fields", "nome"),
    [
        ({"name": "  Loja   Sete "}, "Loja Sete"),
        ({"name": ""}, "Pessoa 10007"),
        ({"name": None}, "Pessoa 10007"),
        ({"name": "x" * 300}, "x" * 200),
    ],
)
def test_a_cliente_always_has_a_name(fields: dict[str, Any], nome: str) -> None:
    assert read(make_contact(10_007, "", ""), **fields).ficha.nome == nome


def test_a_lead_and_contact_without_names_are_named_by_number() -> None:
    assert read(name=None).ficha.nome == "Lead #7"


def test_people_s_own_fields_do_not_speak_for_the_lead_itself() -> None:
    lida = read(custom_fields_values=[custom("Client ID", 99), custom("Status", "outro"), custom("MRR", 1)])

    assert (lida.ficha.client_id, lida.ficha.status, lida.ficha.valor) == ("7", "Ativo", 1500)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"id": 7},
        {"id": "sete", "updated_at": 1},
        {"id": 7, "updated_at": 10**14},
        {"id": -7, "updated_at": 1},
        {"id": 7, "updated_at": 1, "custom_fields_values": "x"},
    ],
)
def test_what_is_no_lead_is_left_alone(raw: dict[str, Any]) -> None:
    assert read_lead(raw) is None


def test_odd_shapes_within_a_lead_do_no_harm() -> None:
    odd = [None, 3, {}, {"field_name": "CNPJ", "values": None}, {"field_name": None, "values": [None]}]

    lida = read(custom_fields_values=odd, _embedded={"loss_reason": "x"})

    assert lida.ficha.nome == "Loja 7"
    assert names_of([{"id": None}, {"name": "x"}], [{}, {"id": 2}]) == Nomes()


def test_a_webhook_s_form_names_each_lead_once_and_nothing_else() -> None:
    form = (
        b"leads[status][0][id]=42&leads[status][0][status_id]=142&leads%5Bupdate%5D%5B0%5D%5Bid%5D=43"
        b"&leads[update][1][id]=42&leads[update][1][custom_fields][0][id]=9&leads[delete][0][id]=44"
        b"&contacts[update][0][id]=45&account[id]=1&leads[add][0][id]=abc&leads[add][1][id]=-1"
    )

    assert hinted_leads(form) == [42, 43]


def test_a_form_of_any_size_is_read_up_to_a_bound() -> None:
    many = "&".join(f"leads[add][{n}][id]={n + 1}" for n in range(4_000)).encode()

    assert len(hinted_leads(many)) == 500


@pytest.mark.parametrize("form", [b"\xff\xfe", b"a=%ff", b"&".join([b"a=1"] * 5_001)])
def test_a_form_that_cannot_be_read_is_refused(form: bytes) -> None:
    with pytest.raises(MalformedRequest):
        hinted_leads(form)


def test_the_place_remembers_what_the_overlap_will_show_again_and_no_more() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    first = Posicao().moved({"1": 1_000, "2": 2_000}, now)
    later = first.moved({"3": 2_000 + OVERLAP_S, "4": 1_500}, now)

    assert later.start == 2_000
    assert later.vistos == {"2": 2_000, "3": 2_000 + OVERLAP_S}
    assert later.knows(2, 2_000)
    assert not later.knows(2, 2_001)
