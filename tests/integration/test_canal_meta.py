"""WhatsApp by Meta through the real adapter, against a server that refuses what Meta refuses."""

from collections.abc import AsyncIterator, Iterator

import pytest

from shared.adapters.canais_meta import Meta
from shared.kit.canais import (
    Botao,
    Carteiro,
    EnderecoInvalido,
    FalhaDeEnvio,
    ForaDaJanela,
    ModeloAprovado,
    Provedor,
    Recusado,
)
from tests.servers.meta import REMETENTE, TOKEN, VERSION, MetaServer
from tests.servers.saidas import BOTOES, LEMBRETE, TELEFONE, TEXTO, make_saida

pytestmark = pytest.mark.anyio
BSUID = "BR.1502576394655843"
BASE = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "biz_opaque_callback_data": "env_k7q2mzx4tr",
}
TO = BASE | {"to": TELEFONE}


@pytest.fixture
def server() -> Iterator[MetaServer]:
    with MetaServer().serving() as serving:
        yield serving


@pytest.fixture
async def meta(server: MetaServer) -> AsyncIterator[Carteiro]:
    adapter = Meta(server.base_url, TOKEN, REMETENTE, answer_s=10)
    yield adapter
    await adapter.close()


async def failed(meta: Carteiro, **fields: object) -> FalhaDeEnvio:
    with pytest.raises(FalhaDeEnvio) as caught:
        await meta.send(make_saida(**fields))
    return caught.value


async def test_a_text_leaves_as_documented(server: MetaServer, meta: Carteiro) -> None:
    aceite = await meta.send(make_saida())

    asked = server.asked[0]
    assert (aceite.provedor_id, aceite.detalhe) == ("wamid.HBgM1", {"endereco": TELEFONE})
    assert (asked.method, asked.path) == ("POST", f"/{VERSION}/{REMETENTE}/messages")
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert asked.body == TO | {"type": "text", "text": {"body": TEXTO}}
    assert meta.provedor is Provedor.META


async def test_the_number_that_whatsapp_knows_comes_back(server: MetaServer, meta: Carteiro) -> None:
    server.wa_ids[TELEFONE] = "553199990001"

    aceite = await meta.send(make_saida())

    assert aceite.detalhe == {"endereco": "+553199990001"}


async def test_what_the_caller_sends_twice_leaves_twice_under_one_reference(
    server: MetaServer, meta: Carteiro
) -> None:
    first, second = await meta.send(make_saida()), await meta.send(make_saida())

    assert first.provedor_id != second.provedor_id
    assert [one["biz_opaque_callback_data"] for one in server.accepted] == ["env_k7q2mzx4tr"] * 2


async def test_an_answer_names_what_it_answers(server: MetaServer, meta: Carteiro) -> None:
    await meta.send(make_saida(resposta_a="wamid.IN"))

    assert server.accepted[0]["context"] == {"message_id": "wamid.IN"}


@pytest.mark.parametrize("bsuid", [BSUID, "BR.ENT.506847293015824"])
async def test_somebody_without_a_phone_is_addressed_as_recipient(
    server: MetaServer, meta: Carteiro, bsuid: str
) -> None:
    aceite = await meta.send(make_saida(endereco=bsuid))

    assert server.accepted[0] == BASE | {"recipient": bsuid, "type": "text", "text": {"body": TEXTO}}
    assert aceite.detalhe == {}


@pytest.mark.parametrize(
    "endereco", ["", "31999990001", "+55", "joao@loja.com.br", "BR.", "BR.x y", f"{BSUID}\n"]
)
async def test_what_is_no_address_of_whatsapp_asks_nobody(
    server: MetaServer, meta: Carteiro, endereco: str
) -> None:
    assert type(await failed(meta, endereco=endereco)) is EnderecoInvalido
    assert server.asked == []


async def test_buttons_leave_as_reply_buttons(server: MetaServer, meta: Carteiro) -> None:
    await meta.send(make_saida(botoes=BOTOES, resposta_a="wamid.IN"))

    buttons = [
        {"type": "reply", "reply": {"id": "conf:abc:1", "title": "Confirmar"}},
        {"type": "reply", "reply": {"id": "conf:abc:2", "title": "Remarcar consulta"}},
    ]
    interactive = {"type": "button", "body": {"text": TEXTO}, "action": {"buttons": buttons}}
    context = {"context": {"message_id": "wamid.IN"}}
    assert server.accepted == [TO | context | {"type": "interactive", "interactive": interactive}]


@pytest.mark.parametrize(
    ("texto", "botoes"),
    [
        (TEXTO, tuple(Botao(str(number), f"Opção {number}") for number in range(4))),
        (TEXTO, (Botao("1", "Quero remarcar a consulta"),)),
        (TEXTO, (Botao("x" * 257, "Sim"),)),
        (TEXTO, (Botao("1", "Sim"), Botao("2", "Sim"))),
        ("x" * 1_025, BOTOES),
    ],
)
async def test_buttons_that_do_not_fit_leave_as_numbered_options(
    server: MetaServer, meta: Carteiro, texto: str, botoes: tuple[Botao, ...]
) -> None:
    await meta.send(make_saida(texto=texto, botoes=botoes))

    body = server.accepted[0]["text"]["body"]
    assert body.startswith(f"{texto}\n\n1. {botoes[0].titulo}")
    assert body.endswith("Responda com o número da opção.")


@pytest.mark.parametrize(("length", "leaves"), [(4_096, True), (4_097, False)])
async def test_a_text_is_as_long_as_whatsapp_takes_it(
    server: MetaServer, meta: Carteiro, length: int, leaves: bool
) -> None:
    texto = "x" * length

    if leaves:
        await meta.send(make_saida(texto=texto))
    else:
        refusal = await failed(meta, texto=texto)
        assert type(refusal) is Recusado
        assert refusal.detail == "A mensagem passa de 4.096 caracteres, o máximo deste canal."

    assert len(server.asked) == leaves


async def test_an_empty_text_is_refused_before_it_leaves(server: MetaServer, meta: Carteiro) -> None:
    assert type(await failed(meta, texto=" \n")) is Recusado
    assert server.asked == []


async def test_a_template_leaves_with_its_values_and_payloads(server: MetaServer, meta: Carteiro) -> None:
    await meta.send(make_saida(modelo=LEMBRETE, botoes=BOTOES))

    texts = [{"type": "text", "text": "João"}, {"type": "text", "text": "amanhã às 14h"}]
    payloads = [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(index),
            "parameters": [{"type": "payload", "payload": botao.id}],
        }
        for index, botao in enumerate(BOTOES)
    ]
    template = {
        "name": "lembrete_consulta",
        "language": {"code": "pt_BR"},
        "components": [{"type": "body", "parameters": texts}, *payloads],
    }
    assert server.accepted == [TO | {"type": "template", "template": template}]


async def test_a_template_without_variables_has_no_components(server: MetaServer, meta: Carteiro) -> None:
    await meta.send(make_saida(modelo=ModeloAprovado("sem_variaveis")))

    assert server.accepted[0]["template"] == {"name": "sem_variaveis", "language": {"code": "pt_BR"}}


async def test_a_value_of_a_template_is_put_on_one_line(server: MetaServer, meta: Carteiro) -> None:
    await meta.send(
        make_saida(modelo=ModeloAprovado("lembrete_consulta", variaveis=("João\n\tda   Silva", "2")))
    )

    body = server.accepted[0]["template"]["components"][0]
    assert body["parameters"][0]["text"] == "João da Silva"


async def test_a_template_without_one_of_its_values_never_leaves(server: MetaServer, meta: Carteiro) -> None:
    modelo = ModeloAprovado("lembrete_consulta", variaveis=("João", " "))

    assert type(await failed(meta, modelo=modelo)) is Recusado
    assert server.asked == []


async def test_outside_the_window_a_text_is_turned_back_and_a_template_leaves(
    server: MetaServer, meta: Carteiro
) -> None:
    server.janela_fechada.add(TELEFONE)

    refusal = await failed(meta)
    aceite = await meta.send(make_saida(modelo=LEMBRETE))

    assert (type(refusal), refusal.codigo) == (ForaDaJanela, "131047")
    assert aceite.provedor_id == "wamid.HBgM1"


async def test_a_wrong_token_is_refused(server: MetaServer) -> None:
    adapter = Meta(server.base_url, "outro", REMETENTE)

    assert type(await failed(adapter)) is Recusado
    await adapter.close()


async def test_a_sender_cannot_walk_out_of_its_place_in_the_address(server: MetaServer) -> None:
    adapter = Meta(server.base_url, TOKEN, "../../outro?x=")

    await failed(adapter)

    assert server.asked[0].path == f"/{VERSION}/..%2F..%2Foutro%3Fx%3D/messages"
    await adapter.close()
