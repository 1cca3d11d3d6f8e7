"""The key under which two spellings of one company's name meet: the name without its legal form.

华东重工（集团）有限公司 and 华东重工集团 have one key, so have "Müller GmbH & Co. KG" and "MULLER". Words for a place
stay: 西门子（中国） is not 西门子. A shared key makes two accounts worth a look, never one account.
"""

import re

from kambium.core.search.fold import fold

# Longest first, so that 股份有限公司 does not leave 股份 behind.
LEGAL_ZH = re.compile(r"(?:集团)?(?:股份有限责任|有限责任|股份有限|有限|股份|总)?(?<!分)公司$|集团$|有限合伙$")
FORMS = """
    ab ag aps as asa bhd bv bvba co company corp corporation cv doo eurl gesmbh gmbh group inc incorporated kft kg
    kgaa kk limited limitada llc llp lp ltd ltda mbh nv oao ooo oy oyj pbc pjsc plc private pt pte pty pvt sa sab sarl
    sas sasu sdn se sl slu spa spzoo srl sro tbk ug zao zrt
"""
LEGAL_EN = frozenset(FORMS.split())
INITIALS = re.compile(r"(?:\b[a-z]\.){2,}(?:[a-z]\b)?|\b[a-z](?:/[a-z])+\b")
SPLIT_FORMS = re.compile(r" (?:sp z oo|sp z o o|sa?b? de (?:rl de )?cv|s de r l de c v|d o o|d oo|s r o)$")
SPLIT_ENDS = ("cv", "c v", "oo", " o")
NOT_WORD = re.compile(r"[\W_]+")
COLUMN = 200


def name_key(name: str) -> str:
    """The key of one name: folded, without blanks, punctuation and legal form; never empty for a name with letters."""
    return folded_name_key(fold(name))


def folded_name_key(folded: str) -> str:
    """The key of a name that is folded already."""
    if folded.isascii():
        return _latin(folded)
    joined = NOT_WORD.sub("", folded)
    bare = _without_form(joined)
    if bare != joined:
        return (bare or joined)[:COLUMN]
    # No Chinese form at the end: a Latin name with letters beyond ASCII, or 华为 Technologies Co Ltd.
    return _latin(folded) if " " in folded else joined[:COLUMN]


def account_key(name_zh: str, name_en: str) -> str:
    """The key of an account: of its Chinese name, else of its Latin one."""
    return name_key(name_zh or name_en)


def _without_form(name: str) -> str:
    """华东重工集团股份有限公司 → 华东重工; forms stand one behind the other."""
    while found := LEGAL_ZH.search(name):
        name = name[: found.start()]
    return name


def _latin(folded: str) -> str:
    if "." in folded or "/" in folded:
        folded = INITIALS.sub(_joined, folded)
    plain = NOT_WORD.sub(" ", folded).strip()
    if plain.endswith(SPLIT_ENDS):
        plain = SPLIT_FORMS.sub("", plain)
    words = plain.split()
    last = len(words)
    while last > 1 and words[last - 1] in LEGAL_EN:
        last -= 2 if last > 2 and words[last - 2] == "and" else 1
    first = 1 if last > 1 and words[0] == "the" else 0
    return "".join(words[first:last])[:COLUMN]


def _joined(found: "re.Match[str]") -> str:
    """S.p.A. → spa, A/S → as."""
    return found.group().replace(".", "").replace("/", "")
