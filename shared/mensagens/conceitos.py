"""What words of customers mean, as data: which say the same, which say the opposite, which exclude each other.

Written for clinics, shops, internet providers and software in Brazilian Portuguese. `cancel*` is every word that begins
so. A word in two lines counts for both.
"""

# Turned into one word each before words are looked up.
LOCUCOES = """
bom dia: oi
boa tarde: oi
boa noite: oi
e mail: email
e mails: email
de novo: segundavia
outra via: segundavia
nao esta abrindo: falha
nao esta carregando: falha
nao esta entrando: falha
nao recebi: faltou
nao recebeu: faltou
nao chegou: faltou
nunca chega: faltou
nao chega: faltou
formas de pagamento: meiosdepagamento
forma de pagamento: meiosdepagamento
como posso pagar: meiosdepagamento
segunda via: segundavia
2 via: segundavia
2a via: segundavia
onde fica: endereco
onde ficam: endereco
onde voces ficam: endereco
como chego: endereco
como chegar: endereco
quanto custa: preco
quanto custam: preco
quanto e: preco
quanto fica: preco
quanto sai: preco
quanto cobra: preco
quanto cobram: preco
que horas: horario
ate que hora: horario
nota fiscal: notafiscal
notas fiscais: notafiscal
documento fiscal: notafiscal
imposto de renda: impostoderenda
codigo de barras: linhadigitavel
linha digitavel: linhadigitavel
copia e cola: linhadigitavel
fora do ar: caiu
nao funciona: falha
nao funcionando: falha
nao esta funcionando: falha
nao consigo: falha
nao consegui: falha
nao abre: falha
nao abriu: falha
nao carrega: falha
nao liga: falha
nao entra: falha
sem funcionar: falha
sem internet: caiu
sem sinal: caiu
sem audio: mudo
sem som: mudo
sem jejum: jejumnao
raio x: radiografia
a vista: avista
uma so vez: avista
uma vez so: avista
plano de saude: convenio
planos de saude: convenio
carteirinha do plano: convenio
cartao do convenio: carteirinha
primeira vez: primeira
cadeira de rodas: acessibilidade
prazo de entrega: prazoentrega
ponto eletronico: pontoeletronico
fora do pais: exterior
outro pais: exterior
mudar de casa: mudanca
mudei de casa: mudanca
mudar de endereco: mudanca
mudei de endereco: mudanca
endereco novo: mudanca
novo endereco: mudanca
mais brancos: clareamento
mais branco: clareamento
pino de titanio: implante
pinos de titanio: implante
parar de receber: descadastro
dados pessoais: dadospessoais
meus dados: dadospessoais
fale conosco: contato
dar baixa: baixa
debito automatico: debitoautomatico
bate ponto: pontoeletronico
"""

# One line for each meaning; its first word names it.
CONCEITOS = """
cancelar: cancel* encerr* rescind* rescis* desist* descontinu* dispensar
plano: plano* assinatura* contrato* mensalista adesao
mensalidade: mensalidade* parcela* prestac* carne
fatura: fatura* boleto* cobranca* carne conta mensalidade*
boleto: boleto*
segundavia: segundavia reenvi* reemit* reimpri* reimpress* novamente
enviar: envi* mand* encaminh* reenvi* remet* reemit* emit* emiss*
levar: lev* traz* apresent* entregar
receber: receb* faltou chega*
pagar: pag* quit* acert*
dinheiro: dinheiro especie
atraso: atras* vencid* venceu inadimpl* pendente* pendencia* devendo divida* debito* aberto
acordo: acord* negoci* renegoci* parcelamento
divida: divida* devendo devo inadimpl* atras*
vencimento: vencimento* vence vencem data prazo
estorno: estorn* reembols* devoluc* devolv* ressarc* restitui*
cobrancaindevida: indevid* duplicidade duplicad* maior mais errad*
preco: preco* valor* custo* custa* investimento tabela tarifa* orcamento* cobra cobram
desconto: desconto* abatimento* promoc* cupom barat*
gratis: gratis gratuit* gratuidade
parcelar: parcel* dividir divide vezes prestac*
cartao: cartao cartoes credito
pix: pix
avista: avista
notafiscal: notafiscal nf nfe nfse danfe
cnpj: cnpj empresa empresarial
recibo: recibo* comprovante* declarac*
atestado: atestado* comparecimento comprove declarac*
impostoderenda: impostoderenda irpf ir informe
linhadigitavel: linhadigitavel
arquivo: arquivo* pdf anexo* documento* documentac* planilha* corrompid*
documento: documento* documentac* rg cpf identidade papeis
cadastro: cadastr* dados dadospessoais ficha perfil
alterar: alter* mud* troc* atualiz* corrig* edit* modific* substitu* redefin* passar
mudanca: mudanca
endereco: endereco* localiz* rua bairro local
titularidade: titular* transferir transferencia nome
conta: conta favorecido destinatario
dependente: dependente* filho* filha* esposa marido irma irmao familiar* pessoa
usuario: usuario* colaborador* funcionario* equipe acessos
senha: senha* login acesso acessar logar credencia* password
recuperar: recuper* redefin* esquec* reset* perdi
aplicativo: aplicativo* app
sistema: sistema* software plataforma portal programa site
internet: internet wifi wi conexao rede banda sinal rotead* modem fibra
caiu: caiu cai caindo queda* oscila* instavel instabilidade cair indisponivel
lento: lent* devagar travand* demorad* lerd*
noite: noite noturn* madrugada
falha: falha* erro* defeito* problema* bug* quebr* trav* pifou parou consert*
faltou: faltou faltando extravi* sumiu perdeu
meiosdepagamento: meiosdepagamento pix cartao cartoes boleto* dinheiro cheque
mudo: mudo muda som audio volume
televisao: tv televis* canal canais
foto: foto* imagem imagens figura
anexar: anex* upload subir carreg* envi*
agenda: agenda* calendario* horario* compromisso*
duplicado: duplic* repetid* repetindo dobrad* duas
relatorio: relatorio* export* planilha*
prontuario: prontuario* historico ficha
copia: copia* segundavia
integracao: integr* api webhook
consulta: consulta* avaliac* atendimento* retorno
marcar: marc* agend* reserv*
remarcar: remarc* reagend* adiar adiant* transfer* outro outra passar mud* antecip*
desmarcar: desmarc*
vaga: vaga* encaixe* disponibil* disponive* disponivel
funcionar: funcion* trabalh* opera*
horario: horario* hora horas funcionamento expediente abre abrem aberto* atend* fecha fecham
abrir: abre abrem abrir aberto* aberta* funciona* atende atendem
feriado: feriado*
fimdesemana: sabado* domingo*
convenio: convenio* odontoprev
aceitar: aceit* atend* trabalh* cobr* credenci*
estacionamento: estacion* carro garagem manobrista valet
acessibilidade: acessibil* cadeirante* rampa elevador
contato: telefone* contato* whatsapp zap fone ramal ligar ligacao
endereconome: unidade* filial loja
crianca: crianca* infantil bebe* pediatr* filho* filha* menin* odontopediatr*
idoso: idos*
gestante: gestante* gravid*
acompanhante: acompanhante* junto
preparo: jejum prepar* comer beber antes
jejum: jejum
exame: exame* resultado* laudo*
resultado: resultado* laudo* pronto
radiografia: radiografi* raiox
implante: implant* pino*
clareamento: clare* branc*
aparelho: aparelho* ortodont* alinhador* braquete*
canal: endodont*
extracao: extra* siso* arrancar tirar
sangramento: sangr* hemorrag*
dor: dor dores doi doem doendo doer dolor*
protese: protese* dentadura* coroa*
limpeza: limpeza* profilaxia tartaro
gengiva: gengiv*
dente: dente* dental dentari* odonto* dentista*
pele: pele facial rosto
depilacao: depil*
medico: medic* doutor* dr dra profissional profissiona* dentista*
receita: receita* prescric*
remedio: remedio* medicamento* medicac* antibiotico*
entrega: entreg* chega* chegou frete envio despach* prazoentrega
prazo: prazo* prazoentrega demora* dias tempo quando
pedido: pedido* compra* encomenda* produto* mercadoria*
rastrear: rastre* status acompanhar
troca: troc* defeito
garantia: garantia*
durar: dura* durac* validade
contratar: contrat* assin* aderir adesao fechar adquirir instalar
instalar: instal*
cobertura: cobertura cobre cobrem chega inclui* inclus* atend*
sitio: sitio rural fazenda chacara
velocidade: velocidade mega megas giga
upgrade: upgrade aument* ampli* maior
downgrade: downgrade reduz* diminu* menor
visita: visita* tecnic*
reclamar: reclam* queix* insatisf* absurd* descaso pessim* horrivel
elogio: elogi* parabens parabeniz* agradec* carinhos* atencios* excelente otim* maravilh* ador*
espera: esper* aguard* demora* fila
atendente: atendente* recepcao recepcionista* funcionari* secretari*
exclusao: exclu* apag* elimin* remov* delet*
dadospessoais: dadospessoais lgpd privacidade
descadastro: descadastr* descadastro
exterior: exterior estrangeiro pais
viagem: viag* viaj*
pausar: paus* suspend* congel* tranc*
renovar: renov* prorrog*
bloqueio: bloque* suspens* cortad* cortaram corte
liberar: liber* religar desbloque* reativ*
fraude: golpe* fraud* clon* falso suspeit*
curriculo: curriculo* emprego* trabalhe rh
pergunta: duvida* pergunta* saber informac*
combinado: combinad* prometid* acordad* contratad*
debitar: debit* descont* cobr*
tempo: tempo clima previsao chuva
depositar: deposit* transferi* caiu paguei
pontoeletronico: pontoeletronico
historico: historico* anterior* antig* passad*
prova: comprov*
comecar: comec* inici* abertura
terminar: termin* fim encerra encerram final
conserto: consert* arrum* repar* manutenc*
oferecer: oferec* dispon* dispo*
comprar: compr* adquir*
alugar: alug* loca*
vender: vend*
limite: limite* maximo
importar: import* subir carreg*
ajudar: ajud* auxili* suport*
chamado: chamado* protocolo ticket
vacina: vacin*
trabalho: trabalho* emprego estagio* vaga* curriculo
taxa: taxa* cobrad* cobra cobram tarifa*
"""

# Members of a line exclude each other where two texts name different ones; the line's first word is said by each too.
EXCLUSIVOS = """
convenio: unimed amil hapvida bradesco sulamerica notredame intermedica porto cassi geap ipasgo ipsemg odontoprev
dia: segunda terca quarta quinta sexta sabado domingo
mes: janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
turno: manha tarde noite
meio: pix cartao dinheiro cheque debitoautomatico
regiao: centro norte sul leste oeste
procedimento: implante clareamento aparelho canal extracao limpeza protese botox preenchimento peeling lente faceta
papel: boleto notafiscal contrato recibo atestado receita prontuario laudo orcamento impostoderenda carteirinha
dado: senha email telefone endereco nome sobrenome usuario vencimento
idade: crianca idoso gestante adulto
evento: consulta exame assinatura pedido cirurgia visita
tamanho: mega megas
aparelhagem: televisao celular notebook computador impressora modem roteador
"""

OPOSTOS = """
por tirar: coloc* / tirar tiro tira retir*
comecar terminar: comec* inici* / termin* acab*
importar exportar: import* / export*
funcionar falhar: funcion* / falha
receber faltar: receb* chegou / faltou
abrir fechar: abre abrem abrir aberto aberta / fecha fecham fechar fechado fechada
ativar desativar: ativ* habilit* / desativ* desabilit*
ligar desligar: lig* / deslig*
incluir excluir: inclui* inclus* adicion* acrescent* cadastr* / exclu* remov* retir* apag*
aumentar diminuir: aument* ampli* upgrade subir / diminu* reduz* downgrade baixar
antes depois: antes / depois apos
marcar desmarcar: marc* agend* / desmarc*
contratar cancelar: contratar assinar aderir / cancel* encerr* rescind*
comprar vender: compr* / vend*
entrar sair: entrada entro / saida saio
primeiro ultimo: primeir* / ultim*
gratis pago: gratis gratuit* / paga pago
maior menor: maior / menor
bloquear liberar: bloque* / desbloque* liber*
rapido lento: rapid* / lent*
"""
