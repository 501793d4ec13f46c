"""Trying a text out: which answer it would be given by itself, how surely, or why a person would answer it."""

from dataclasses import dataclass
from typing import Annotated, Protocol

from pydantic import Field

from shared.chamados.classe import Classificacao, Classificador, Leitura
from shared.chamados.models import Fonte, Texto
from shared.chamados.respondedor.aprovado import RespondedorAprovado
from shared.chamados.respondedor.escolha import Candidata, Motivo
from shared.chamados.respondedor.texto import fill, greeting_name
from shared.contas.models import Conta
from shared.kit.models import Document, NewInput

EXPLICACOES = {
    Motivo.DESLIGADA: "A conta desligou as respostas automáticas.",
    Motivo.CLINICA: "Fala da saúde de alguém: só uma pessoa responde.",
    Motivo.CONTINUA: "Diz que algo continua sem solução: uma pessoa precisa olhar.",
    Motivo.DE_PESSOA: "Cancelamentos, reclamações e o que não é pergunta são sempre de uma pessoa.",
    Motivo.URGENTE: "É urgente: uma pessoa responde antes.",
    Motivo.VARIOS: "Pede mais de uma coisa, e uma resposta só deixaria as outras sem retorno.",
    Motivo.INDIVIDUAL: "Pergunta por algo que é só deste cliente.",
    Motivo.SEM_APROVADA: "Nenhuma resposta aprovada trata deste assunto.",
    Motivo.DISTANTE: "A resposta aprovada mais próxima não é parecida o bastante.",
    Motivo.OUTRO_ASSUNTO: "A pergunta é parecida, mas trata de outra coisa.",
    Motivo.DUVIDA: "Duas respostas aprovadas servem, e dizem coisas diferentes.",
    Motivo.VENCIDA: "A resposta que serviria está vencida: confira-a e revalide.",
    Motivo.SETOR: "A resposta que serviria é de outro setor.",
    Motivo.SEM_VALOR: "A resposta que serviria usa uma variável que a conta não definiu.",
    Motivo.DE_UM_SO: "A resposta que serviria foi escrita para um só cliente.",
}


class PedidoEnsaio(NewInput):
    """The body of `POST /respostas/testar`. `nome` is who would be asking."""

    texto: Texto
    nome: Annotated[str, Field(max_length=200)] = ""


class Proxima(Fonte):
    """One that was found: what it answers, to be read by a person. `texto` None: a variable of it has no value."""

    pergunta: str
    texto: str | None
    vencida: bool


class Ensaio(Document):
    """`explicacao` says why nothing would be given. `candidatas` are what was found, the likest first."""

    responde: bool
    texto: str | None
    fonte: Fonte | None
    motivo: Motivo | None
    explicacao: str | None
    classificacao: Classificacao
    candidatas: tuple[Proxima, ...]


class Contas(Protocol):
    async def load(self, conta: str) -> Conta: ...


@dataclass(frozen=True)
class EnsaioService:
    contas: Contas
    classificador: Classificador
    respondedor: RespondedorAprovado

    async def rehearse(self, conta_id: str, pedido: PedidoEnsaio) -> Ensaio:
        """Changes nothing and counts nothing."""
        conta = await self.contas.load(conta_id)
        leitura = Leitura(pedido.texto, llm_externo=conta.llm_externo)
        classificacao = await self.classificador.classify(leitura)
        nome = greeting_name(pedido.nome)
        parecer = await self.respondedor.judge(conta, pedido.texto, classificacao, nome=nome)
        escolha = parecer.escolha
        return Ensaio(
            responde=escolha.fonte is not None,
            texto=escolha.texto or None,
            fonte=escolha.fonte,
            motivo=escolha.motivo,
            explicacao=EXPLICACOES[escolha.motivo] if escolha.motivo else None,
            classificacao=classificacao,
            candidatas=tuple(_proxima(one, conta, nome) for one in parecer.candidatas),
        )


def _proxima(candidata: Candidata, conta: Conta, nome: str) -> Proxima:
    conhecida = candidata.conhecida
    return Proxima(
        **candidata.fonte.model_dump(),
        pergunta=conhecida.perguntas[0],
        texto=fill(conhecida.resposta, conta, nome),
        vencida=candidata.vencida,
    )
