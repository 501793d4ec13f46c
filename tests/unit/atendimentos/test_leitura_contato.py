"""Who wants no more messages, however it is told, and what only sounds like that."""

import pytest

from shared.atendimentos.classe import Classe
from tests.unit.atendimentos.leituras import DUVIDA, NAO, PARAR, SIM, read


@pytest.mark.parametrize(
    "texto",
    ["eu num dei licença pra ocês ficá me mandando zap", "xega de mensage", "não quero ser importunada"],
)
def test_contact_that_is_rejected_in_whatever_words_is_stopped(texto: str) -> None:
    assert read(texto).classe is PARAR


@pytest.mark.parametrize(
    "texto",
    [
        "não carece ficar apitando no meu celular",
        "esses lembretes automáticos podem suspender pra mim",
        "dá pra desligar esse troço que fica me mandando recado?",
        "já pedi pra pararem com isso",
        "prefiro que me liguem, por mensagem não",
        "só aceito ligação",
        "esse chip era de outra dona, tira daí por favor",
        "vocês não têm permissão pra usar meu número",
        "mais um aviso desses e eu denuncio",
        "já deu, né? todo santo dia essa mensagem",
        "livrem o meu whats disso",
        "vou sim, agora deixa de ficar me cobrando",
    ],
)
def test_weariness_of_our_messages_is_heard_however_indirect(texto: str) -> None:
    assert read(texto).classe is PARAR


@pytest.mark.parametrize(
    ("texto", "classe"),
    [
        ("não precisa mandar o endereço, já sei. vou sim", SIM),
        ("não precisa avisar na portaria. confirmo", SIM),
        ("parem de remarcar, dessa vez eu vou", SIM),
        ("podem continuar me mandando lembrete. confirmo", SIM),
        ("não mandem a equipe, já resolvemos", NAO),
        ("tira meu nome da lista de quinta", NAO),
        ("descadastra a minha coleta", NAO),
        ("quero cancelar o serviço", NAO),
        ("posso parar o remédio antes?", DUVIDA),
    ],
)
def test_what_else_is_sent_stopped_or_removed_is_no_opt_out(texto: str, classe: Classe) -> None:
    assert read(texto).classe is classe
