"""What Meta's error codes mean for a message, through the real adapter: by the code, never by the words."""

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from shared.adapters.canais_meta import Meta
from shared.kit.canais import (
    Carteiro,
    EnderecoInvalido,
    FalhaDeEnvio,
    ForaDaJanela,
    Incerto,
    NaoAgora,
    PessoaRecusou,
    Recusado,
)
from tests.servers.loopback import Reply, reply
from tests.servers.meta import REMETENTE, TOKEN, MetaServer, failure
from tests.servers.saidas import assert_tells_nothing, make_saida

pytestmark = pytest.mark.anyio


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


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (131047, 400, ForaDaJanela),
        (131026, 400, EnderecoInvalido),
        (131050, 400, PessoaRecusou),
        (132000, 400, Recusado),
        (132001, 404, Recusado),
        (132012, 400, Recusado),
        (132015, 400, Recusado),
        (132016, 400, Recusado),
        (190, 401, Recusado),
        (3, 500, Recusado),
        (131045, 500, Recusado),
        (100, 400, Recusado),
        (999999, 400, Recusado),
        (131000, 500, Incerto),
        (1, 500, Incerto),
        (999999, 500, Incerto),
    ],
)
async def test_each_code_has_its_meaning(
    server: MetaServer, meta: Carteiro, code: int, status: int, kind: type[FalhaDeEnvio]
) -> None:
    server.script(failure(code, status))

    refusal = await failed(meta)

    assert (type(refusal), refusal.codigo) == (kind, str(code))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("scripted", "espera"),
    [
        (failure(131056), timedelta(seconds=10)),
        (failure(130429, 429), timedelta(seconds=30)),
        (failure(130429, 429, retry_after="120"), timedelta(seconds=120)),
        (failure(131049), timedelta(hours=24)),
        (failure(131049, retry_after="60"), timedelta(hours=24)),
        (failure(131048), timedelta(hours=6)),
        (failure(4), timedelta(minutes=1)),
        (failure(80007), timedelta(minutes=1)),
        (failure(2, 503), timedelta(minutes=1)),
        (failure(131016, 500), timedelta(minutes=1)),
        (failure(133004, 503, retry_after="300"), timedelta(minutes=5)),
    ],
)
async def test_who_must_wait_is_told_how_long(
    server: MetaServer, meta: Carteiro, scripted: Reply, espera: timedelta
) -> None:
    server.script(scripted)

    refusal = await failed(meta)

    assert isinstance(refusal, NaoAgora)
    assert refusal.espera == espera
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("code", "alarms"), [(131048, 1), (132015, 1), (190, 1), (131047, 0), (131056, 0), (131050, 0)]
)
async def test_what_somebody_must_mend_raises_an_alarm_with_the_code_alone(
    server: MetaServer, meta: Carteiro, caplog: pytest.LogCaptureFixture, code: int, alarms: int
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(failure(code))

    refusal = await failed(meta)

    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == alarms
    assert all(f'"codigo": "{code}"' in one and '"canal": "meta"' in one for one in errors)
    assert_tells_nothing(refusal, caplog, (TOKEN,))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"messages": []},
        {"messages": [{"id": ""}]},
        {"messages": ["wamid"]},
        {"messages": {"id": "wamid"}},
        {"error": {"code": "131047"}},
    ],
)
async def test_a_200_without_an_id_confirms_nothing(server: MetaServer, meta: Carteiro, body: object) -> None:
    server.script(reply(body))

    assert type(await failed(meta)) is Incerto


@pytest.mark.parametrize(
    "body", [{"error": "x"}, {"error": {"code": "131047"}}, {"error": {"code": True}}, []]
)
async def test_an_error_without_a_code_is_judged_by_its_status(
    server: MetaServer, meta: Carteiro, body: object
) -> None:
    server.script(reply(body, 400))

    refusal = await failed(meta)

    assert (type(refusal), refusal.codigo) == (Recusado, "http_400")
