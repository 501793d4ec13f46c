"""Who a `client_id` names: somebody of S2's, or a cliente of ours."""

from shared.kit.errors import NotFound
from shared.mensagens.ports import Clientes


def is_of_s2(client_id: str) -> bool:
    """Whether it is a UUID of S2's, which names no cliente of ours."""
    return "-" in client_id


async def current_client(clientes: Clientes, conta: str, client_id: str) -> str:
    """The cliente that this one was merged into; anybody else's id as it is."""
    if is_of_s2(client_id):
        return client_id
    try:
        return await clientes.canonical_id(conta, client_id)
    except NotFound:
        return client_id
