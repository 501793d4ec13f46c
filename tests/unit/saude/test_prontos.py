"""The profiles that a conta starts from: what it copies scores as the profile does."""

import pytest

from shared.contas.models import Conta
from shared.contas.saude import NomePerfil
from shared.contas.saude_models import NovoPerfil
from shared.kit.validation import parse_json
from shared.saude.perfis import own, perfil_of
from shared.saude.prontos import PerfilPronto, prontos
from tests.unit.saude.mundo import CONTA


@pytest.mark.parametrize("pronto", prontos().itens, ids=lambda pronto: pronto.nome)
def test_a_copy_sent_back_is_the_profile_again(pronto: PerfilPronto) -> None:
    source = perfil_of(Conta(id=CONTA), pronto.nome)

    sent = parse_json(NovoPerfil, pronto.model_dump_json(exclude={"nome", "perfil"}).encode())
    copied = own(sent.as_version(1))

    assert pronto.perfil == source.id
    assert (copied.pilares, copied.redistribui) == (source.pilares, source.redistribui)
    assert (copied.limita_pilares, copied.arredonda_pilares, copied.categoria_exata) == (
        source.limita_pilares,
        source.arredonda_pilares,
        source.categoria_exata,
    )


def test_only_what_an_own_profile_can_say_is_offered() -> None:
    assert [pronto.nome for pronto in prontos().itens] == [NomePerfil.AJUSTADO, NomePerfil.DOCUMENTADO]
