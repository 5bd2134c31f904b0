"""The words that decide whether a full stop ends a sentence; lists from general knowledge."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles and connectives that are always followed by something.
NEVER_LAST = _words(
    """
    Mr Mrs Ms Mx Dr Drs Prof Sen Sens Rep Reps Gov Govs Gen Col Lt Sgt Capt Cpl Maj Pte Pvt Adm Cmdr
    Cmd Rev Hon Pres Supt Det Insp Fr Msgr Messrs Mme Mlle Ste Mt Ft Asst Amb Atty Brig Cdr Dep
    Del Dir Ald Comdr Sec Supv Treas Ensign Spc Pfc Hr Hrn Herr Sra Srta vs v e.g i.e cf viz approx
    ca al eg ie Lt.Col Lt.Gen Maj.Gen Brig.Gen Lt.Gov Ph Rt Sr.Lt M.Sgt Vol Nr bzw
    """
)
# Abbreviations that may stand at the end of a sentence: split only before a usual opening word.
MAY_BE_LAST = _words(
    """
    Inc Corp Ltd Co Cos Bros Jr Sr LLC Plc plc Assn Assoc Dept Univ Intl Natl Ave Blvd Rd Hwy Sq
    Pkwy Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont
    Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Esq Ed Eds Trans Est dept est ft lb
    lbs oz sq min mins hr hrs sec yd yds mi km kg cm mm tel ext fig Fig Figs Ch ch No Nos pp St
    Art Bd
    """
)
_MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
MAY_BE_LAST |= _MONTHS
# Abbreviations that number something: the number belongs to them.
NUMBERED = _MONTHS | _words("No Nos no nos pp p Fig Figs Vol Art Sec Ch ch Rev ext tel Nr Abs Lev")
# What may follow "a.m." within its sentence although it has a capital.
TIME_TAILS = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    January February March April May June July August September October November December ET EST EDT
    CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST AEST AEDT WAT EAT SAST Eastern
    Central Mountain Pacific Greenwich Moscow Beijing Tokyo London Jan Feb Mar Apr Jun Jul Aug Sep
    Sept Oct Nov Dec
    """
)
# Names that end in a mark.
NAMES_WITH_MARKS = _words(
    "Which? Yahoo! Jeopardy! Oklahoma! Oliver! Hamilton! Panic! Jungle! Wham! Bauhaus! Airplane!"
)
# Words that usually open a sentence when they have a capital.
STARTERS = _words(
    """
    A About According Across Action After Again Against All Almost Along Already Also Although Among
    An And Another Any Are As Asked At Authorities Back Based Because Before Being Below Both But By
    Can Clearly Could Critics Currently Despite Did Do Does During Each Earlier Either Even Every
    Everyone Experts Family Few Finally Firefighters First For Former Four Friends From Further
    Given Had Has Have Having He Her Here Hers His How However I If In Indeed Initially Instead
    Investigators Is It Its Just Last Late Later Less Like Local Many Maybe Meanwhile Members More
    Moreover Most Much My Nearly Neither Never Nevertheless Next No Nobody None Nor Not Nothing Now
    Of Officers Officials Often On Once One Only Opponents Or Other Others Our Out Over Overall
    People Perhaps Police Previously Prosecutors Rather Recently Relatives Reporters Researchers
    Residents Rescuers Right Scientists Several She Should Similarly Since So Some Someone Sometimes
    Soon Sources Still Such Supporters Than Thanks That The Their Then There Therefore These They
    Things This Those Though Three Through Throughout Thus To Today Together Tomorrow Tonight Too
    Toward Two Under Unfortunately Unless Unlike Until Up Upon Using Was We Were What Whatever When
    Whenever Where Whether Which While Who Why Will Witnesses With Within Without Would Yes
    Yesterday Yet You Your
    """
)
