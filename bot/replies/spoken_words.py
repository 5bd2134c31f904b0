"""The words in which people speak an address: at, dot, and what surrounds them."""

from bot.replies.folding import folded_words

# Words for the sign that are (next to) nothing else.
SIGN_NAMES = folded_words(
    """
    arroba arrobas arobase arobas chiocciola klammeraffe klammeraffen apenstaartje apestaartje
    snabel snabela krøllalfa kukac zavináč zavinac małpa malpa собака собачка равлик маймунско
    παπάκι miukumauku kissanhäntä atsign atmark эт ет שטרודל כרוכית
    آت ات アットマーク アット 골뱅이 앳 艾特 圈a 小老鼠 एट अट arond kuyruklu ампэрсанд ampersat
    """
)
# Words for it that are common words too.
AT_WORDS = folded_words("at 4t ät æt em chez bei presso på apud")
ALL_AT = SIGN_NAMES | AT_WORDS | {"a"}
AFTER_AT = folded_words("sign symbol mark zeichen teken znak")

DOT_WORDS = folded_words(
    """
    dot d0t doht dotto punto ponto punkt punktum kropka точка крапка tečka tecka bodka nokta
    τελεία נקודה نقطة دوت ドット 닷 쩜 점 点 點 डॉट dott punct titik chấm цэг
    """
)
# Dots that are common words in English; beside a plain "at" they count before their own endings.
ENDINGS_AFTER_LOOSE_DOT = {
    "point": {"com", "org", "net", "fr"},
    "period": {"com", "org", "net"},
    "stop": {"com", "org"},
    "fullstop": {"com", "org"},
    "punt": {"com", "nl", "be"},
    "pont": {"com", "hu"},
    "piste": {"com", "fi"},
}
LOOSE_DOT_WORDS = frozenset(ENDINGS_AFTER_LOOSE_DOT)
ALL_DOTS = DOT_WORDS | LOOSE_DOT_WORDS
HYPHENS = folded_words(
    "dash hyphen minus guion guión tiret bindestrich strich trattino дефис тире koppelteken"
)
JOINTS = HYPHENS | folded_words(
    "underscore underline plus unterstrich podkreslenie subrayado souligné подчеркивание"
)

# What somebody says who is about to give an address.
CUES = folded_words(
    """
    mail email mails emails emailed mailed mailing emailing emailadress mailadres correo correos
    courriel contact contacts contacting reach reached write writes wrote tip tips address addy
    dm inbox escribe escriban escríbeme escribid escribir escribime contacta contacto schreib
    schreibt schreiben erreichen erreichbar kontakt adresse écris écrivez écrire contacter
    contactez joindre contatto scrivi scrivete scrivimi scrivetemi escreva escreve escrevam contato
    почта почту пишите пиши имейл адрес мыло пошта pisz piszcie napisz pište napiš mejl mejla
    邮箱 郵箱 邮件 联系 メール 連絡 메일 이메일 연락 بريد ईमेल yaz yazın posta eposta ping
    """
)
CUES_AND_MY = CUES | {"my"}
# Words before "at" that no address ends its first part with: verbs, pronouns, adverbs, groups.
PROSE = folded_words(
    """
    a about above again all also always am an and any anybody anyone anything are aren around as
    available away back based be been being believe best better book books both bought buy buys by
    came can check checked cheap cheaper chief click come comes could crew customer customers date
    day deal deals did discount do does doesn doing don done down each early else employee
    employees engineers even ever every everybody everyone everything execs executives fans few
    find finds folks for found free friend friends from get gets go goes going gone good got great
    guy guys had happened has have he her here hers him his home hosted how i if in interview is
    isn it item items its itself job jobs journalist journalists just keep kept kids know last late
    later laugh least less listed listen live lives ll look looked looking looks lost lot made make
    makes many match me meet meets met mine more most much my near never new next nice night
    no nobody none not nothing now of off offer offers office on once one ones online only or order
    orders ordered other our ours out over people person piece play played plenty point pointed
    pointing posted price prices profile published ran rate read reads really reporter reporters
    right role sale same saw say says section see seen sell sells sent set shares she
    shop shopping should show shown sign sit site sits so sold some somebody someone something
    soon spent staff stand start started stay stayed stays still stock stop story stuff such talks
    team than that the their theirs them then there these they thing things this those time times
    to today together tonight too try tv up us use used ve version videos view viewers visit was
    wasn watch we went were what when where which while who why with won work worked workers
    working works would yesterday yet you your yours yourself article articles blog page pages
    website websites study report link links app apps documentation docs details information
    shoot shooting throw threw laughing yelling smile stare stared glance aim aimed hint arrive
    arrived arrives aired airs stream streams streaming download downloads downloaded apply
    register registered sign signup signed subscribe subscribed vote voted donate donated order
    ad ads form forms outage bug trouble problem problems ceo boss head president director manager
    founder professor researcher researchers analyst analysts economist economists writer writers
    columnist columnists colleague colleagues source sources intern interns account accounts post
    posts update updates server servers service services follow follows newsletter alert alerts
    invite email emails mail mails spokesman spokeswoman spokesperson
    ticket tickets event events shows
    comprado acheté achetée vu lu travaille gekauft arbeitet gefunden compré visto trabaja
    """
)
DETERMINERS = folded_words(
    "the a an my your his her our their this that these those some any every each all no another"
    " new old latest first big few many several most le la les un une des el los las der die das"
)
_NAMES_IN_ED = ("amed", "mmed", "ahmed", "fred", "fried", "eed", "aled")


def is_prose(word: str) -> bool:
    """Whether `word` is one that stands before "at" in an ordinary sentence, and is no name."""
    is_verb = len(word) > 5 and word.endswith(("ing", "ed")) and not word.endswith(_NAMES_IN_ED)
    return word in PROSE or is_verb
