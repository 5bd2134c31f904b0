"""How names of hosts end, and whose hosts carry mail."""

import re

from bot.replies.folding import folded_words

# Endings that are no English or code word, so that they prove a host by themselves.
UNMISTAKABLE = folded_words("com org net edu gov mil int")
_GENERIC = """
app academy agency art asia bank berlin bio biz blog cat chat city cloud club coop company dev
digital education email engineering eu events example expert finance foundation fund fyi gallery
games global group guru health host hotel house icu inc info ink institute international jobs law
legal life link live llc loan london ltd market media mobi museum name network news ngo nyc one
online ong page paris partners party photo photography photos pics place plus press pro pub radio
report review rocks run school science services shop show site social software solutions space
store studio support systems team tech technology tel test tips today tokyo tools top travel tube
tv university vip watch website wiki work works world xxx xyz zone wien swiss scot wales quebec
amsterdam hamburg koeln cologne bayern
"""
_COUNTRIES = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw
by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et
fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il
im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly
ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu
nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm
sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va
vc ve vg vi vn vu wf ws ye yt za zm zw
"""
_FOREIGN = """
рф ру рус укр бел срб мкд мон бг қаз москва дети онлайн сайт орг ком ею ευ ελ հայ გე
भारत भारतम् भारोत বাংলা ভারত ਭਾਰਤ ભારત இந்தியா இலங்கை భారత్ ලංකා
مصر السعودية امارات الاردن الجزائر المغرب تونس سورية عمان فلسطين قطر عراق
ایران پاکستان بھارت بازار شبكة موقع كوم קום ישראל
"""
# Of scripts without spaces, or with endings glued on: what follows belongs to the sentence.
_GLUED = """
中国 中國 香港 台灣 台湾 新加坡 公司 网络 網絡 在线 网址 商城
みんな コム ネット 한국 닷컴 닷넷 ไทย ລາວ
"""
MAIL_HOSTS = folded_words("""
    gmail googlemail hotmail outlook yahoo ymail rocketmail icloud aol protonmail proton gmx
    fastmail tutanota tuta posteo mailbox zoho yandex rambler ukr seznam libero wanadoo laposte
    comcast verizon btinternet virginmedia qq naver hanmail daum freenet hushmail яндекс гмейл
    """)
# Mail hosts whose name is also a company or a word: they prove an address only after an "@".
LOOSE_MAIL_HOSTS = folded_words(
    "outlook yahoo proton aol zoho yandex mailbox ukr comcast verizon naver daum"
)
FILES = folded_words(
    """
    png jpg jpeg gif webp svg bmp ico avif heic pdf js mjs ts jsx tsx css scss html htm xhtml
    php asp aspx jsp txt csv json xml yml yaml toml ini conf cfg log lock doc docx xls xlsx ppt
    pptx odt mp3 mp4 wav ogg avi mkv exe dll tar tgz bak tmp rb java class cpp hpp sql
    """
)
_LETTERS = re.compile(r"xn--[a-z0-9-]{1,59}|[a-z]{2,63}|[^\W\d_]{2,63}")
_LEET = str.maketrans("013", "ole")
_GLUED_ENDINGS = folded_words(_GLUED)
KNOWN = UNMISTAKABLE | _GLUED_ENDINGS | folded_words(_GENERIC + _COUNTRIES + _FOREIGN)


def ending_of(label: str) -> str | None:
    """The top-level name that a host's last `label` (folded, lower case) starts with, or None.

    What follows it must be no Latin letter: "jpです" ends a host with "jp", "com_" with "com".
    Digits may follow only a known ending ("comb1" starts with one); "c0m" is read as "com".
    """
    if label.translate(_LEET) in UNMISTAKABLE:
        return label.translate(_LEET)
    match = _LETTERS.match(label)
    if match is None:
        return None
    ending = match[0]
    rest = label[len(ending) :]
    if not ending.isascii():
        return next((known for known in _GLUED_ENDINGS if ending.startswith(known)), ending)
    if rest[:1].isdigit() and ending not in KNOWN and ending[:3] not in UNMISTAKABLE:
        return None
    return ending


def is_known(ending: str) -> bool:
    """Whether the ending is a country's, a common generic or an international one."""
    return ending in KNOWN or ending.startswith("xn--")
