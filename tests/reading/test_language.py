import time

import pytest

from bot.reading import language

SENTENCES = {
    "en": (
        "The council has approved the new bridge, which will cost more than was planned.",
        "Police said on Monday that two people had been arrested after the match.",
        "Nobody knows why the lights went out in the northern half of the town.",
    ),
    "de": (
        "Der Stadtrat hat die neue Brücke genehmigt, die mehr kostet als geplant.",
        "Die Polizei teilte mit, dass nach dem Spiel zwei Menschen festgenommen wurden.",
        "Niemand weiß, warum im Norden der Stadt das Licht ausging.",
    ),
    "fr": (
        "Le conseil a approuvé le nouveau pont, qui coûtera plus cher que prévu.",
        "La police a indiqué lundi que deux personnes avaient été arrêtées après le match.",
        "Personne ne sait pourquoi les lumières se sont éteintes dans le nord de la ville.",
    ),
    "es": (
        "El ayuntamiento ha aprobado el nuevo puente, que costará más de lo previsto.",
        "La policía dijo el lunes que dos personas fueron detenidas después del partido.",
        "Nadie sabe por qué se apagaron las luces en la parte norte de la ciudad.",
    ),
    "it": (
        "Il consiglio ha approvato il nuovo ponte, che costerà più del previsto.",
        "La polizia ha detto lunedì che due persone sono state arrestate dopo la partita.",
    ),
    "pt": (
        "A câmara aprovou a nova ponte, que vai custar mais do que estava previsto.",
        "A polícia disse na segunda-feira que duas pessoas foram detidas depois do jogo.",
    ),
    "nl": (
        "De gemeenteraad heeft de nieuwe brug goedgekeurd, die meer kost dan gepland.",
        "De politie zei maandag dat er twee mensen zijn aangehouden na de wedstrijd.",
    ),
    "sv": ("Polisen säger att två personer har gripits efter matchen och att ingen är skadad.",),
    "pl": ("Policja podała w poniedziałek, że po meczu zatrzymano dwie osoby i nie ma rannych.",),
    "tr": ("Polis maçtan sonra iki kişi için çok endişeli olduğunu söyledi.",),
    "id": ("Polisi mengatakan bahwa dua orang telah ditangkap setelah pertandingan itu.",),
    "ru": (
        "Полиция сообщила, что после матча были задержаны два человека, и что их уже допросили.",
    ),
    "uk": ("Поліція повідомила, що після матчу було затримано двох людей, і що їх уже допитали.",),
    "el": ("Η αστυνομία ανακοίνωσε ότι δύο άνθρωποι συνελήφθησαν μετά τον αγώνα.",),
    "ar": ("وقالت الشرطة إن شخصين اعتقلا بعد المباراة التي أقيمت في العاصمة.",),
    "he": ("המשטרה הודיעה כי שני אנשים נעצרו לאחר המשחק.",),
    "hi": ("पुलिस ने कहा कि मैच के बाद दो लोगों को गिरफ्तार किया गया।",),
    "zh": ("警方周一表示，比赛结束后有两人被捕。",),
    "ja": ("警察は月曜日、試合の後に二人が逮捕されたと発表した。",),
    "ko": ("경찰은 월요일 경기 후 두 명이 체포되었다고 밝혔다.",),
}


@pytest.mark.parametrize(
    ("code", "sentence"), [(code, text) for code, texts in SENTENCES.items() for text in texts]
)
def test_a_single_sentence_is_enough_to_tell_its_language(code, sentence):
    assert language.of(sentence) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "12 345 67", "Oslo", "???", "xq zzk brrt wlk pfff grmbl"]
)
def test_what_says_too_little_is_undetermined(text):
    assert language.of(text) == "und"


def test_foreign_words_in_quotation_marks_leave_an_english_text_english():
    text = (
        "The mayor said that the slogan “Die Brücke gehört uns” had been painted on the wall "
        "by somebody who wanted it to be seen from the river."
    )
    assert language.of(text) == "en"


def test_capitals_are_read_like_small_letters():
    assert language.of("THE MAYOR SAID THAT THE BRIDGE WOULD BE CLOSED FOR A YEAR") == "en"


def test_a_long_text_takes_no_longer_than_its_beginning():
    text = SENTENCES["en"][0] + " "
    start = time.process_time()
    language.of(text * 100_000)
    assert time.process_time() - start < 0.5
