"""The words that the choice of a summary's sentences looks for; lists from general knowledge."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say little of a story's subject.
COMMON = _words(
    """
    a about above after again against all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each few for from further had
    has have having he her here hers herself him himself his how i if in into is it its itself just
    me more most my myself no nor not now of off on once only or other our ours ourselves out over
    own same she should so some such than that the their theirs them themselves then there these
    they this those through to too under until up very was we were what when where which while who
    whom why will with would you your yours yourself yourselves said says say told according mr mrs
    ms one two new get got like may might must much many make made us even still back first last way
    well going go s t re ve ll d m don didn doesn isn wasn
    """
)
# A sentence that opens with one of these leans on the sentence before it.
LEANING = _words(
    """
    he she it they his her hers their theirs its him them this that these those such but however
    meanwhile also instead yet still then so and or nor though moreover furthermore therefore thus
    nevertheless nonetheless likewise similarly besides otherwise neither another others here there
    afterwards hence indeed again consequently accordingly additionally conversely finally later
    earlier eventually subsequently
    """
)
# Outside quotation marks these stand for people that the reader hasn't met.
LEANING_UNQUOTED = _words("we our us ours")
LEANING_ELSEWHERE = {
    "de": _words(
        """
        er sie es ihr ihre sein seine das dies diese dieser dieses diesen aber doch jedoch auch
        dabei damit dazu dann denn deshalb daher zudem außerdem dennoch trotzdem dagegen darauf
        davon danach und oder so
        """
    ),
    "fr": _words(
        """
        il elle ils elles ce cela ceci cette ces celui celle mais pourtant cependant aussi ainsi or
        donc puis ensuite et leur leurs son sa ses toutefois néanmoins
        """
    ),
    "es": _words(
        """
        él ella ellos ellas esto esta este estos estas eso esa ese pero también además así entonces
        luego y su sus aunque mientras
        """
    ),
    "it": _words(
        """
        lui lei essi loro egli questo questa questi queste ciò ma però anche inoltre così poi quindi
        e suo sua tuttavia intanto
        """
    ),
    "pt": _words(
        """
        ele ela eles elas isto isso este esta esse essa mas porém também além assim então depois e
        seu sua contudo entretanto
        """
    ),
    "nl": _words(
        """
        hij zij ze het dit dat deze die maar ook echter toch daarom daarna dus en zijn haar hun
        bovendien daarbij
        """
    ),
}
LEANING_PHRASE = re.compile(
    r"(?i)(?:in (?:addition|response|fact|contrast|turn|return|other words|th[ai][st]|these|those)|"
    r"as (?:a result|such|he|she|they|it)|on (?:the other hand|top of that|th[ai][st])|"
    r"for (?:example|instance|this|that|these|his|her|their|its|him|them)|"
    r"after (?:that|this|he|she|they|it|his|her|their)|at (?:the same time|this|that)|"
    r"since (?:then|he|she|they|it)|by (?:then|contrast|th[ai][st])|even so|among them|"
    r"the (?:latter|former|same|pair|couple|duo|trio|incident|move|news|[a-z\d]+-year-old)|"
    r"\w+ (?:minutes|hours|days|weeks|months|years) (?:later|earlier)|ever since|further to|"
    r"(?:one|some|many|most|all|both|part|each|none|half) of "
    r"(?:them|this|that|these|those|us)|because of th\w+|"
    r"despite (?:th(?:is|at|ese|ose)|his|her|its)|"
    r"to (?:that end|this|that)|(?:when|while|although|if|because|once|before|until|where|whether) "
    r"(?:he|she|they|it|this|that)|if so|not only|"
    r"(?:of|from|with) (?:this|that|these|those|him|them))\b"
)
SAYING = _words(
    """
    said says saying told tells added adds according wrote writes tweeted insisted insists explained
    claimed claims asked replied admitted warned warns recalled noted joked continued argued argues
    stated stating announced declared believe believes think thinks testified responded writing
    """
)
DAYS = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday tonight
    """
)
NEWS = _words(
    """
    police court killed died dead arrested charged announced accused attack president minister
    government official officials study researchers found won revealed launched according
    """
)
FIRST_PERSON = _words("I we my our us")
# To be searched in lower-case text: without a flag for that and without a leading word boundary
# the search skips ahead by first letters and is five times as fast.
BOILERPLATE = re.compile(
    r"(?:click here|scroll down|follow us|sign up|subscribe|newsletter|all rights reserved|"
    r"contributed to th(?:is|e) (?:report|story)|read more|read also|email address will not|"
    r"required fields|leave a (?:reply|comment)|back to top|share this|advertisement|"
    r"watch the (?:full )?video|watch below|see more|getty images|like us on|find out more|"
    r"for more information|cookies? (?:policy|settings|to)|privacy policy|terms of (?:use|service)|"
    r"skip to|related (?:stories|articles)|©|https?://|www\.|@\w)"
)
BOILERPLATE_OPENING = re.compile(
    r"(?:copyright|posted|updated|published|photo(?:graph)?(?: by|:)|image:|video:|caption:|"
    r"pictured\b|(?:above|left|right)[:,]|"
    r"cnn's? .*report)"
)
