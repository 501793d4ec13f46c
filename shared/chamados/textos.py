"""What the cliente reads beside an answer, and why a chamado went to a person, as its history tells it."""

from shared.perguntas.models import Opcao

RESOLVEU = "Isso resolveu o que você precisava?"
OPCAO_SIM = Opcao(id="resolveu", titulo="Resolveu", numero=1)
OPCAO_NAO = Opcao(id="nao_resolveu", titulo="Não resolveu", numero=2)

# Reasons of the history.
DESLIGADA = "As respostas automáticas estão desligadas nesta conta."
SAUDE = "Fala da saúde de alguém: só uma pessoa responde."
CONTINUA = "O cliente diz que o problema continua."
NAO_RESOLVEU = "O cliente disse que a resposta não resolveu."
URGENTE = "É urgente e pede uma pessoa."
MUITAS = "Já houve respostas automáticas demais nesta conversa."
SEM_PALAVRAS = "Não há texto que se possa ler."
SEM_RESPOSTA = "Não há resposta aprovada que sirva com segurança."
REPETIDA = "A única resposta que serve já foi dada nesta conversa."
LONGA = "A única resposta que serve é longa demais para uma mensagem."
NAO_SAIU = "A resposta não pôde sair."
NAO_PROCESSADO = "Não foi possível tratar o chamado automaticamente."
NAO_COMPROVADO = "Quem escreveu não está comprovado: uma pessoa confere."
SEM_CLIENTE = "O cadastro do cliente não está disponível."
PROMETIDA = "O cliente agradeceu, mas a resposta ainda era parcial."
