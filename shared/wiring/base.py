"""What every feature stands on: settings, documents, queues, flows, ids."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kit import clock

if TYPE_CHECKING:
    from shared.config import Settings
    from shared.kit.durable import Flows
    from shared.kit.queues import Queues
    from shared.kit.store import Documents

VERSION = "0.2.0"
# The fields each family of containers is searched by; SQLite makes expression indexes of them, Cosmos indexes all.
INDEXES = {
    "atendimentos": (
        "data_consulta",
        *("status_confirmacao+data_consulta", "cliente_id+data_consulta", "medico+data_consulta"),
        *("agenda_id+data_consulta", "telefone_chave+criado_em"),
        *("cliente_id", "paciente_id"),
        "proximo_em",
        *("com_palavras+data_consulta", "bloqueado", "sem_paciente"),
    ),
    "atividades": ("cliente_id", "cliente_id+em", "usuario_email"),
    "auditoria": ("em", "sujeito+em"),
    "chamados": (
        "criado_em",
        "cliente_id",
        "cliente_id+criado_em",
        *("status+criado_em", "status_s1+criado_em"),
        *("canal+criado_em", "setor+criado_em", "intencao+criado_em"),
        *("prioridade+criado_em", "atendente+criado_em"),
        *("status+resolver_ate", "status+responder_ate"),
        "pendente+atualizado_em",
        "proximo_em",
        "protocolo",
    ),
    "clientes": (
        *("ativo+criado_em", "ativo+data_adesao", "mesclado_em", "responsavel_id"),
        *("tenant_id", "client_id"),
    ),
    "envios": (
        "criado_em",
        "cliente_id",
        "cliente_id+criado_em",
        "relato_id",
        "atendimento_id",
        "provedor_id",
        "status+nao_antes_de",
        "status+enviando_desde",
    ),
    "horarios": ("quem+inicio",),
    "importacoes": ("criada_em", "atualizada_em"),
    "mensagens": (
        "created_at",
        "client_id",
        "client_id+created_at",
        "sector+created_at",
        "a_indexar+updated_at",
        "sugestao+vezes",
        "sugestao+created_at",
        "validated_by+vale_ate",
        "validated_by+updated_at",
    ),
    "pedidos": ("recebido_em",),
    "perguntas": ("cliente_id", "cliente_id+criada_em"),
    "recebimentos": ("recebido_em", "status+atualizado_em", "cliente_id+recebido_em"),
    "relatos": (
        "status",
        "recebido_em",
        "atualizado_em",
        "proximo_contato_em",
        "cliente_id",
        "cliente_id+recebido_em",
        "resultado",
        "desfecho.registrado_em",
    ),
    "respostas": ("criada_em", "intencao+criada_em", "indexada_em+atualizada_em"),
    "saude": (
        *("atual", "atual+data_adesao", "atual+categoria", "atual+dia"),
        *("atual+score", "atual+busca"),
        "a_avisar.valor",
        "cliente_id",
        "status+atualizada_em",
    ),
    "tarefas": (
        *("status+vale_ate", "vence_em", "relato_id", "cliente_id", "horario_id"),
        *("tipo+status+vence_em", "tipo+status+valor", "tipo+criada_em"),
    ),
    "usuarios": ("username",),
    "vetores": ("client_id", "sem_vetor"),
}
# Where the documents of a family of containers keep vectors.
VECTORS = {"vetores": ("embedding.vetor", "lexico.vetor")}


@cache
def settings() -> "Settings":
    """Raises `BadSettings`."""
    from shared.config import load
    from shared.kit.logging import set_level

    found = load(os.environ)
    set_level(found.log_level)
    return found


@cache
def documents() -> "Documents":
    chosen = settings().documentos
    if chosen.tipo == "cosmos":
        from shared.adapters.cosmos import CosmosDocuments

        key = chosen.chave.get_secret_value() if chosen.chave else None
        return CosmosDocuments(endpoint=chosen.endpoint, key=key, database=chosen.banco)
    from shared.adapters.sqlite import SqliteDocuments

    return SqliteDocuments(chosen.caminho, now=clock.system_now, indexes=INDEXES, vectors=VECTORS)


@cache
def queues() -> "Queues":
    from shared.adapters.queues import StorageQueues

    storage = settings().armazenamento
    if storage.conexao:
        return StorageQueues(connection=storage.conexao.get_secret_value())
    return StorageQueues(connection=None, account_url=storage.filas_uri or _queue_url(storage.conta))


def _queue_url(account: str) -> str:
    return f"https://{account}.queue.core.windows.net"


def flows(client: Any) -> "Flows":
    """`client` is what the Durable client binding handed to the function."""
    from shared.adapters.flows import DurableFlows

    return DurableFlows(client)


def business_ulid() -> str:
    """A new id in the order of business time, which the local host can move."""
    from shared.kit.ids import new_ulid

    return new_ulid(clock.now())


def real_ulid() -> str:
    """A new id in the order of real time: of credentials and audits."""
    from shared.kit.ids import new_ulid

    return new_ulid(clock.system_now())
