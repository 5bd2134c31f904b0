"""The commonest words of the languages that are told apart; lists from general knowledge."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON = {
    "en": _words(
        """
        the of and to in is that it was for on are as with his they at be this have from or had by
        but not what were we when your said there an which their if will has been would who he she
        her its about into than them can only other after more also could did my out over when just
        """
    ),
    "de": _words(
        """
        der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
        werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum
        war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir ihr kann gegen vom
        können schon wenn habe seine ihre dann unter soll worden sagte
        """
    ),
    "fr": _words(
        """
        le la les de des du et en un une à est que qui dans pour pas au sur se par plus ce il avec
        ne son sa ses ils elle aux été ont mais ou leur comme nous vous cette ces fait être sont
        avait même aussi après selon entre sans lui où dont deux tout je d l c qu n s j
        """
    ),
    "es": _words(
        """
        de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le
        ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años
        hasta desde está mi porque han según contra durante donde hay yo él ante tras
        """
    ),
    "it": _words(
        """
        di e il la che in un a per è una sono con non del si da le al della i dei nel gli alla lo
        come anche più ha delle ma ci se dal o su questo stato suo sua dalla nella degli essere
        hanno era questa fra tra dopo cui ai due sul solo perché l d dell all nell quando già alle
        """
    ),
    "pt": _words(
        """
        de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele
        das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela
        entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha são foram
        disse
        """
    ),
    "nl": _words(
        """
        de het een van en in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog
        uit door naar heeft over tot ze hij worden wordt was of je ik we wel geen deze meer kan werd
        hebben zich haar hun wat zo na onder tegen al volgens moet zegt dit had twee
        """
    ),
    "sv": _words(
        """
        och att det i en på är som för av med den till inte har de ett om han men var jag från vi så
        kan när efter ska hon eller nu sig över vid sin under även mot blir bara hade också än där
        enligt skulle mycket år alla mellan två säger dem vara blev något
        """
    ),
    "da": _words(
        """
        og at det i en på er som for af med den til ikke har de et om han men var jeg fra vi så kan
        når efter skal hun eller nu sig over ved sin under også mod bliver bare havde end der ifølge
        skulle meget alle mellem to siger dem være blev noget hvor hvad blevet nogle
        """
    ),
    "no": _words(
        """
        og at det i en på er som for av med den til ikke har de et om han men var jeg fra vi så kan
        når etter skal hun eller nå seg over ved sin under også mot blir bare hadde enn der ifølge
        skulle mye alle mellom to sier dem være ble noe hvor hva blitt noen ut fikk
        """
    ),
    "fi": _words(
        """
        ja on ei että se oli hän mutta ovat joka kun myös niin kuin tai mukaan sen ole jos vain nyt
        sitä jo ne kanssa olla ollut vielä tämä jotka vuoden jonka mitä siitä noin hänen minä me he
        en sanoo jälkeen koska enemmän olisi tämän siinä voi olivat
        """
    ),
    "pl": _words(
        """
        i w na z nie się do to że jest o od za przez jak po ale co są dla tym czy był jego być oraz
        już tylko który która które może ze przed tego także ma jej było ich jednak będzie nad więc
        lat gdy został pod bardzo tak roku ten u a
        """
    ),
    "cs": _words(
        """
        a v na se je z do to že s o i za k ve pro po od ale jako by si jsou byl jeho které který
        nebo jen podle už tak však jsem také jeho ale pak až ze při být bylo která co před více není
        kde má aby let roku mezi proti řekl když
        """
    ),
    "ro": _words(
        """
        de și în a la cu pe din care o că un nu este mai au să pentru prin fost se sunt după lui sau
        ce între ca fi el ea dar acest această al ale cel despre fără anul către iar mult astfel
        unde am era când
        """
    ),
    "tr": _words(
        """
        ve bir bu da de için ile olarak çok daha olan gibi en sonra kadar ne ki ya o ise olduğu
        değil var ben her oldu dedi türkiye tarafından etti göre iki ancak yeni yıl ilk büyük son
        sadece şu mi diye
        """
    ),
    "id": _words(
        """
        yang dan di ini itu dengan untuk dari pada tidak dalam adalah ke akan juga oleh ada karena
        sebagai tersebut bisa kami mereka telah sudah saat orang atau lebih ia kata para hanya dia
        setelah bahwa seperti tahun kepada harus secara
        """
    ),
    "hu": _words(
        """
        a az és hogy nem is egy ez azt de volt meg csak már mint még ha el ki van szerint után el
        lesz ezt vagy fel be olyan sem ami kell aki lehet majd minden pedig amely között nagyon most
        azonban
        """
    ),
    "ru": _words(
        """
        и в не на что с он по как это к из у за от о же но так его для бы все был только мы было или
        она до если их то который при уже была были есть после также может более этого которые чтобы
        сказал году время под
        """
    ),
    "uk": _words(
        """
        і в не на що з він по як це до за від у та але так його для або є було був ми вже вона їх
        який при була були після також може більше цього які щоб сказав року час під про й із ще
        через тому
        """
    ),
    "ar": _words(
        """
        في من على أن إلى التي عن هذا مع الذي هذه كان بعد قال لا ما كما بين ولم كل أو إن حيث قد وقد
        ذلك هو هي وفي لم عام أنه خلال قبل ومن منذ حتى وقال
        """
    ),
    "fa": _words(
        """
        و در به از که این را با است برای آن یک خود تا بر هم نیز شده کرد شد می وی گفت باید ما اما بود
        کرده دو های هر دارد پس اگر او
        """
    ),
}
