"""The JSON that a `durableClient` parameter receives; apart because the worker side needs nothing else of here."""


def client_payload(base_url: str, *, task_hub: str = "Retorno", code: str = "") -> str:
    """The binding for a host that answers the RPC mount at `base_url`/durable... (see below)."""
    raise NotImplementedError
