"""Words that tell names from other words, folded: first names, surnames, roles, and usual openings."""

_PRENOMES = """
abel abigail acacio adalberto adao adauto adelaide adelia ademar ademir adilson adriana adriano adriele
afonso agata agatha agnaldo agnes aida airton alan alana alba alberto alda aldo alecio alessandra alessandro
alex alexandra alexandre alexia alexsandro alfeu alfredo alice alicia aline alisson altair alvaro alzira
amadeu amanda amaro amauri amelia amelinha ana anabel anderson andre andrea andreia andressa andreza angela
angelica angelina angelo aninha anita antonella antonia antonio aparecida aparecido araci ariadne ariana
ariane ariel arlete arlindo armando arnaldo arthur artur athos augusta augusto aurea aurelio aurora ayla
baltazar barbara beatriz bel bela belinda benedita benedito benicio benjamin bento bernadete bernardo bete
beth beto bia bianca bibiana brenda breno bruna bruno cacilda caio calebe camila camilo candida carina carla
carlao carlinhos carlos carlota carmela carmem carmen carol carolina caroline cassia cassiano cassio
catarina caua caue cecilia celia celina celio celso cesar charles chico cibele cicera cicero cida cidinha
cinthia cintia clara clarice clarinha clarissa claudete claudia claudinei claudio cleber cleide cleiton
clelia clementina cleonice cleusa cleuza clovis conceicao conrado corina cosme cris cristiana cristiane
cristiano cristina custodio dagmar daiana daiane daisy dalila dalva damiana damiao dani daniel daniela
daniele daniella danielle danilo dante dario davi david dayane debora deborah deise delfina denilson denis
denise deolinda diana diego dilma dilson dina dinah diogo dione dirce dirceu domingos dora doralice dorinha
dorival douglas dri duda dulce durval ed eder edgar edilene edilson edina edinho edite edith edmar edmilson
edna ednaldo edneia edson edu eduarda eduardo efigenia elaine elba elcio elder elenice eleonora eliana
eliane elias eliete elio elisa elisabete elisangela elizabeth eloa eloi eloisa elsa elton elvira elza
emanuel emanuela emerson emilia emiliano emilio emily enio enzo erasmo erica erick erico erika ernani
ernesto esmeralda estefania estela ester estevao esther eugenia eugenio eulalia eunice eva evaldo evandro
evelin evelyn everaldo everton fabi fabiana fabiano fabio fabiola fabricio fagner fatima fausto felicia
felipe fernanda fernandinha fernando filipa filipe filomena firmino flavia flaviana flavio flor florinda
fran franca franciele francielle francine francisca francisco frederico gabi gabriel gabriela gabriele
gabrielle geisa genaro geni genilson genivaldo george geovana geovanna geraldo germano gerson gertrudes
gessica gi giane gil gilberto gilda gilmar gilson gilvan giovana giovani giovanna giovanni gisela gisele
giselle gislaine glaucia glaucio gleice gloria graca gracas graciela graziela grazielle gregorio greice guga
guilherme guilhermina guiomar gustavo guto hamilton haroldo heitor helcio helda helen helena helga helio
heloisa henrique herbert hercilia hermes herminia hilda hildebrando horacio hortencia hugo humberto iago
iara icaro ida idalina igor ilda ilma ilza inacio ines inez ingrid iolanda ione ipojuca iracema iraci iracy
irani irene irineu iris irma isa isaac isabel isabela isabele isabella isabelle isadora isaias isaura ismael
israel italo itamar iuri ivan ivana ivanete ivani ivanilda ivete ivo ivone izabel izabela izaura jacinta
jacinto jackson jaco jacqueline jade jader jaime jair jairo jamil jamile janaina jandira jane janete janice
jaqueline jean jeferson jefferson jeni jenifer jennifer jeremias jessica jessika joana joanna joao joaozinho
joaquim joaquina joel joelma joice jonas jonatas jonathan jordana jorge jose josefa josefina joselia josi
josiane josias josue josy jovana jovelina joyce joziane ju juarez juca jucelia judite judith juju julia
juliana juliane juliano julieta julinha julio junior juraci jurandir jurema juscelino jussara juvenal kaique
karen karina karine karla karoline kassia katia kaua kauan kaue keila kelen kellen kelly kenia kevin kika
kleber laercio laila lais laiza lana lara larissa laudelina laura lauro lavinia lazaro lea leandra leandro
leda leia leila leni lenice leninha leo leocadia leonardo leonel leonor leonora leopoldo leticia levi lia
lidia lidiane ligia lila lilia lilian liliana liliane lina linda lindalva lindomar lineu lino livia lorena
lorenzo lori lourdes lourenco lu lua luan luana lucas lucelia lucia luciana luciane luciano lucidio luciene
lucila lucilene lucimar lucimara lucinda lucineia lucinha lucio lucrecia lucy ludmila luis luisa luiz luiza
lulu luma luna lurdes lurdinha luzia lydia mabel madalena magali magda magno maiara maicon maira maisa malu
manoel manoela manu manuel manuela mara marcel marcela marcella marcelle marcello marcelo marcia marcio
marco marcos margarete margareth margarida mari maria mariana mariane mariangela marianna marieta marilda
marilene marilia marilu mariluce marilza marina marinalva marinete mario marisa marise mariza marlene marli
marlon marlucia marlucio marly marquinhos marta martha martim martina mateus matheus matias matilde maura
mauricio mauro max maya mayara mayra meire melina melissa mercedes micaela micaele michel michele micheli
michelle miguel mila milena milton mirela mirella miriam mirian mirtes moacir moema moises monica monique
murilo nadia nadir nahid nair nanci nancy nanda naomi nara natacha natalia natalie natalina natan natanael
nathalia nathaly nayara nazare neide neiva nelci neli nelia nelma nelson nely nena nestor neto neusa
neusinha neuza newton ney neyde nicolas nicole nilce nilcea nilda nilma nilo nilson nilton nilza nina
nivaldo noah noel noeli noelia noemi noemia nonato norberto norma nubia octavio odair odete odilon ofelia
olavo olegario olga olimpia olinda olivia omar onofre oraci orlando oscar osmar osorio osvaldo oswaldo
otacilio otavio otilia otoniel otto ozeias pablo palmira paloma pamela paola patricia patrick paula paulinha
paulinho paulo pedro penha pietra pietro poliana pri priscila priscilla quirino quiteria rafa rafael rafaela
rafaella raika raimunda raimundo raissa ramiro ramon raphael raphaela raquel raul ray rayane rayssa rebeca
regiane regina reginaldo regis reinaldo renan renata renato rener rian ricardo rita ritinha rivaldo roberta
roberto robson rodolfo rodrigo rogeria rogerio romana romario romeu romilda romulo ronaldo ronei roni rosa
rosalia rosalina rosana rosane rosangela rosani rose roseane roseli rosemary rosemeire rosi rosiane rosilda
rosilene rosimeire rosineide rosinha rubem rubens rui rute ruth ryan sabrina salete salomao salvador samanta
samantha samara samia samira samuel sandra sandro santiago sara sarah saulo sebastiana sebastiao selma
serafim sergio severina severino sheila shirlei shirley sibele sidnei sidney silas silmara silvana
silvaneide silvania silverio silvia silvinha silvio simao simona simone siomara sirlei sirlene socorro sofia
sol solange sonia soninha sophia soraia soraya stefani stefany stela stella stephanie sueli suellen suely
susana suzana suzane sylvia tabata taina tainara tais taisa taise talita tamara tamires tamiris tania
tarcisio tassia tata tati tatiana tatiane teo teodora teodoro teresa teresinha tereza terezinha thaina
thainara thais thaisa thales thalita thamires thiago thomas thomaz tiago tiana tomas tomaz tonho toninho
tulio ubirajara ulisses ulysses umberto ursula vagner valdeci valdemar valdenice valdete valdinei valdir
valdirene valdomiro valentim valentina valeria valerio valeska valmir valter vanda vanderlei vanderleia
vanderson vanessa vania vanilda vera verinha veronica vicente vicentina victor victoria vilma vilmar vilson
vinicius viola violeta virginia vitor vitoria vivi vivian viviana viviane vladimir wagner waldemar waldir
waleska wallace walmir walter wanda wanderley wanessa washington welington wellington wendel wesley william
willian wilma wilson xavier xenia yago yan yara yasmim yasmin yolanda yuri yvone zaira ze zeca zelia zelma
zenaide zeni zenilda zezinho zilda zilma zita zoe zuleica zuleide zulmira
"""
_SOBRENOMES = """
abreu aguiar alencar almeida alvarenga alves amaral amorim andrade antunes aragao araujo arruda assis
assuncao azevedo bandeira barbosa barcelos barreto barros barroso bastos batista bento bernardes bezerra
bispo bittencourt borba borges botelho braga branco brandao brito bueno cabral cacciola caldas camargo
campos cardoso carneiro carvalho castelo castro cavalcante cavalcanti chagas chaves coelho cordeiro correa
correia costa coutinho couto cruz cunha dantas dias diniz domingues duarte dutra esteves fagundes faria
farias fernandes ferraz ferreira figueira figueiredo fonseca fontes fontoura franca franco freire freitas
furtado galvao garcia godoy goes gomes goncalves gouveia guedes guerra guimaraes gusmao holanda jardim jesus
lacerda lage leal leao leite leme lemos lima lins lobato lobo lopes lucena luz macedo machado maciel
magalhaes maia malta marinho marques martins mascarenhas matos mattos medeiros meireles mello melo mendes
mendonca menezes mesquita miranda monteiro montenegro moraes morais moreira mota moura muniz nakamura
nascimento neves nobre nogueira novaes novais nunes oliveira ortega pacheco padilha paes paiva passos
patricio paz peixoto pena penha pereira peres perez pimenta pimentel pinheiro pinho pinto pires pontes porto
prado prates queiroga queiros queiroz quintana rabelo ramalho ramos rangel rego reis rezende ribeiro rios
rocha rodrigues rosario sa saldanha sales salles sampaio sanches santana santos saraiva seixas serra severo
silva silveira simoes siqueira soares sobrinho sousa souza suzuki tanaka tavares teixeira teles telles
toledo torres trindade uchoa valadares vale valente valle vargas vasconcelos vaz veiga veloso viana vianna
vidal vieira vilela villela xavier yamamoto
"""
_ROLES = """
abraco abracos abs adm administrativo advogada advogado asb ass assinado assistente atenciosamente atendente
atendida atendido atendimento att atte auxiliar beijo beijos bjs clinica comercial consultor consultora
coordenador coordenadora cordialmente corretor corretora crc dentista diretor diretora enf enfermeira
enfermeiro eng engenheira engenheiro equipe estagiaria estagiario estudio filial financeiro fono gerente
grata grato instrutor instrutora loja obrigada obrigado pinturas por professor professora recepcao
recepcionista registrado registro relacionamento resp responsavel sdr secretaria secretario setor studio
suporte tecnica tecnico tsb unidade vendas vendedor vendedora vet veterinaria
"""
_OTHERS = """
a abril academia aceitou achou acompanhar adicionei adoraria agendado agendar agendei agora agosto aguarda
aguardando aguardar aguardo ainda aluna aluno amanha amiga amigo amil anotacao antes anvisa aparelho apto
aqui arcada as assina assinar assunto atenciosamente atendemos atendente atendi atendimento av avaliacao
avenida aviso avo bairro banco bate boa boleto bom botox bradesco brasil brl cada campanha canal cancelou
cara carnaval caro cartao casal casamento caso chamo chegou cidade cirurgia clareamento cliente clientes
clinica cnpj com combinado combinamos combinei combino comercial como cond condicao confirmar confirmo
confirmou conforme consulta consultorio conta contactei contatei contato contei contrata contrato contratou
convenio conversa conversamos conversei coroa cotacao cotei cpf credito crm cro curso da das data data/hora
de debito decisao dei deixei dente dentes dentista depois desconto desistiu desmarcou dezembro dia dinheiro
disse do domingo dona dos doutor doutora dps dr dra duvida duvidas e-mail ela elas ele elemento eles em
email empresa encaixei encaminhei encerrado enfermeira entrada entrar entrei entrou enviar enviei envio
equipe era escola escolheu esposa esta estava esteve estive estou eu exame exames expliquei extracao
facebook faceta facetas faixa falamos falei falo falta faltou faz fazer fechou feira feito feriado fevereiro
fez fica ficaram ficou filha filho financiamento fio fios foi forma formas garantia google gostou
harmonizacao hj hoje honorarios hora horario hospital implante implantes importado importante inferior info
informacao informacoes informei inicialmente inicio inss instagram instalacao interessada interessado
interessados interesse investimento invisalign iptu ipva ir irma irmao item itens ja janeiro julho junho
laboratorio laudo lead lembrar lembrete lente lentes liga ligacao ligamos ligar ligo ligou liguei limpeza
loja mae maio mandei mando mandou manutencao marcado marco marido marquei matricula me medica medico meio
mensagem mensagens mensalidade meu mil minha motivo na nada nao nas natal negociacao neta neto no noite
noiva noivo nome nos nota nova novembro novo o obs observacao observacoes odontoprev ofereci oficial oi ok
ola ontem opcao opcoes optou orcamento orcamentos origem ortodontia os outubro paciente pacientes pacote pag
paga pagamento pago pagou pai papo para parcela parcelado parcelas particular pascoa passei passo passou
pedido pediu perguntou pessoal pgto pix plano pode por porcelana pq pra prazo prefere prestacao previsao
prezada prezado prezados primeira primeiro pro proc procedimento procura procurou promocao proposta propus
protese proteses prox proxima proximo qdo qto quando quarta quarto que queixa quer queria quinta quinto r
raca reais recado recebemos recebi recepcao recepcionista reclame recusou registrei registro relato
remarcado remarquei resina responsavel restauracao resultado resumo retorna retornar retorno reuniao rever
revisao revisar rio rs rua sabado sala saldo sao se secretaria segunda segundo sem senhor senhora servico
servicos sessao sessoes setembro seu sexta sim sinal sindico siso so sobrinha sobrinho socio solicitacao
solicitou soma somente sr sra status sucesso sulamerica superior tabela tarde tb tbm tel telefone telefonei
telefonema telefonou tem temos tentar tentei tento terca terceiro tia tinha tio topou total transcricao trat
tratamento trouxe tutor tutora ultima ultimo um uma unimed urgencia urgencias urgente vai valor valores vc
vcs veio vem vendedor ver visita visitas vizinha vl vlr voce volta voltar volto voltou vou whats whatsapp
zirconia
"""

PRENOMES = frozenset(_PRENOMES.split()) - {
    "ed",
    "sol",
    "lua",
    "linda",
    "viola",
    "junior",
    "neto",
}
SOBRENOMES = frozenset(_SOBRENOMES.split())
# Roles and farewells: they stand beside a signature.
ROLE_WORDS = frozenset(_ROLES.split())
# Words that relatos open sentences with, so that their capital says nothing.
NOT_NAMES = frozenset(_OTHERS.split())
