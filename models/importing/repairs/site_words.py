"""The words of web sites around an article, in English, German, French, Spanish, Italian, Portuguese and Dutch.

Each entry is a regular expression that a whole line must fulfil, without regard to capitals. Each begins with a plain
word, by which it is found.
"""

from __future__ import annotations

import re
from functools import cache

# From such a line on, when no article comes after it, all is the site's.
_REGIONS = """
join the (?:conversation|discussion|debate)
leave (?:a|your) (?:comment|reply|response)
post (?:a|your) comment
add (?:a|your) comment
view (?:all )?comments?(?: \\(\\d+\\))?
show (?:all )?comments?(?: \\(\\d+\\))?
comments(?: \\(?\\d+\\)?)?
comment on this (?:article|story|post)
comments are closed
have your say
more (?:from|in|on|by) .{2,60}
more (?:stories|articles|news|like this|to read|to explore)
most (?:read|popular|viewed|shared|commented)
read next
read more from .{2,60}
related(?: (?:articles?|stories|posts?|content|topics?|reading|news|links|coverage))?
related:.{0,120}
recommended(?: (?:for you|articles?|stories|reading|by .{2,40}))?
recommended from .{2,40}
you (?:may|might) (?:also|be) (?:like|enjoy|interested in).{0,40}
you might have missed
up next
next (?:article|post|story)
previous (?:article|post|story)
trending(?: (?:now|stories|topics))?
popular (?:now|posts?|stories|articles|on .{2,40})
latest (?:news|stories|posts|from .{2,40}|in .{2,40})
also (?:on|in|from) .{2,40}
editor['’]?s['’]? picks?
around the web
from (?:our|the) (?:partners|sponsors|web|archives?)
sponsored (?:content|stories|links)
promoted (?:content|stories|links)
sign up (?:for|to) .{2,80}
get (?:the|our) (?:latest|best|newsletter|daily|weekly) .{2,80}
subscribe(?: (?:now|today|here))?(?: (?:to|for) .{2,80})?
subscribe (?:now )?to read on
already (?:a|have) (?:subscriber|member|account|subscription|an account).{0,40}
not (?:your account|a subscriber|yet a subscriber|a member).{0,30}
create (?:a|your) (?:free )?account.{0,40}
log in(?: to .{2,40})?
sign in(?: to .{2,40})?
follow us(?: on .{2,40})?
about us
contact us
terms (?:of (?:use|service)|and conditions|& conditions).{0,60}
privacy (?:policy|notice|settings).{0,60}
cookie (?:policy|settings|preferences).{0,60}
copyright (?:©|\\(c\\)|\\d{4}).{0,100}
all rights reserved.{0,20}
jetzt (?:abonnieren|mitdiskutieren|kommentieren|anmelden|registrieren|testen)
abonnieren sie .{2,60}
newsletter(?: (?:abonnieren|bestellen))?
kommentare?(?: \\(?\\d+\\)?)?
kommentar (?:schreiben|verfassen|hinterlassen|abgeben)
kommentieren(?: sie)?
schreiben sie (?:einen|den ersten) kommentar
diskutieren sie mit
mehr (?:zum thema|von .{2,50}|aus .{2,50}|artikel|lesen)
lesen sie (?:auch|mehr|weiter).{0,120}
das könnte (?:sie|dich) auch interessieren
auch interessant
meistgelesen(?:e artikel)?
verwandte (?:artikel|themen|beiträge)
ähnliche (?:artikel|beiträge|themen)
weitere (?:artikel|themen|beiträge|meldungen).{0,50}
folgen sie uns.{0,40}
zur startseite
nach oben
impressum.{0,60}
datenschutz.{0,60}
alle rechte vorbehalten.{0,20}
laisser un commentaire
laissez un commentaire
commentaires?(?: \\(?\\d+\\)?)?
commenter(?: cet article)?
rejoignez la (?:conversation|discussion)
réagir(?: à cet article)?
vos réactions
à lire (?:aussi|également).{0,120}
lire (?:aussi|également).{0,120}
sur le même (?:sujet|thème)
dans la même rubrique
articles? (?:similaires|liés|associés|recommandés)
les plus (?:lus|partagés|commentés)
vous (?:aimerez|pourriez) (?:aussi|aimer|également).{0,40}
abonnez-vous.{0,80}
inscrivez-vous.{0,80}
déjà abonné.{0,40}
suivez-nous.{0,40}
mentions légales.{0,60}
tous droits réservés.{0,20}
deja (?:un|tu) comentario
dejar un comentario
comentarios(?: \\(?\\d+\\)?)?
únete a la conversación
también te puede interesar.{0,40}
te puede interesar.{0,40}
más (?:información|noticias|leídas|leídos|vistas|sobre .{2,50}|en .{2,50})
lo más (?:leído|visto)
noticias relacionadas
artículos relacionados
suscríbete.{0,80}
suscríbase.{0,80}
regístrate.{0,60}
síguenos.{0,40}
aviso legal.{0,60}
todos los derechos reservados.{0,20}
lascia un commento
commenti(?: \\(?\\d+\\)?)?
unisciti alla (?:conversazione|discussione)
leggi anche.{0,120}
potrebbe interessarti.{0,40}
potrebbero interessarti.{0,40}
articoli correlati
(?:i )?più letti
iscriviti.{0,80}
abbonati.{0,80}
seguici.{0,40}
tutti i diritti riservati.{0,20}
deixe (?:um|o seu|seu) comentário
comentários(?: \\(?\\d+\\)?)?
participe da conversa
leia (?:também|mais).{0,120}
veja também.{0,120}
mais (?:lidas|lidos|notícias|sobre .{2,50})
notícias relacionadas
artigos relacionados
assine.{0,80}
inscreva-se.{0,80}
siga-nos.{0,40}
todos os direitos reservados.{0,20}
reageer.{0,40}
reacties(?: \\(?\\d+\\)?)?
plaats een reactie
praat mee
doe mee aan het gesprek
lees (?:ook|meer|verder).{0,120}
meer (?:over .{2,50}|van .{2,50}|uit .{2,50}|nieuws|lezen)
meest gelezen
gerelateerde (?:artikelen|berichten)
aanbevolen(?: voor u| artikelen)?
abonneer.{0,80}
meld je aan.{0,80}
volg ons.{0,40}
alle rechten voorbehouden.{0,20}
"""

# Such a line is the site's wherever it stands.
_LINES = """
advertisement
advertising
ad feedback
article continues (?:below|after).{0,40}
story continues (?:below|after).{0,40}
continue reading(?: below)?
scroll (?:down )?(?:to continue|for more).{0,30}
share(?: (?:this|on|via|the) .{2,60})?
share full article
share (?:tweet|facebook|twitter|email|print).{0,60}
tweet(?: this)?
print(?: this)? (?:article|page|story)
email this (?:article|page|story)
save (?:this )?(?:article|story|for later)
copy link
click (?:here|to) .{2,80}
listen to (?:this|the) (?:article|story|post).{0,40}
gift this article
skip to (?:main )?(?:content|navigation).{0,20}
back to top
read more
read more:.{2,160}
read also:?.{2,160}
see also:.{2,160}
\\d{1,2} min(?:ute)?s? read
anzeige
werbung
advertorial
artikel (?:teilen|drucken|anhören|merken)
teilen
mehr dazu:.{2,160}
lesezeit:? .{1,20}
publicité
partager(?: (?:cet|sur|l[’']) ?.{2,60})?
publicidad
compartir(?: .{2,40})?
lee también:?.{0,160}
leer más:?.{0,160}
pubblicità
condividi(?: .{2,40})?
publicidade
compartilhe?(?: .{2,40})?
partilhar(?: .{2,40})?
advertentie
delen
deel (?:dit|op|via) .{2,40}
"""

_FIRST = re.compile(r"[^\W_]+")
NUMBERED_COMMENTS = re.compile(
    r"\d{1,5} (?:comments?|kommentare?|commentaires?|comentarios?|commenti|comentários?|reacties?)", re.I
)
RIGHTS = re.compile(r"(?:©|(?:copyright )?\(c\)\s?(?:\d{4}|copyright)|copyright\s(?:©|\d{4})).{0,140}", re.I)
_BETWEEN_LINKS = re.compile("[|›»•·>]")
LINKS = range(3, 16)  # in a row of links
LONGEST_LINK = 30
TAGS = re.compile(
    r"(?:tags?|filed under|topics|schlagwörter|schlagworte|themen|mots-clés|etiquetas|temas|trefwoorden"
    r"|tag correlati)\s?:.{1,160}",
    re.I,
)
LONGEST = 180


Signs = dict[str, re.Pattern[str]]


def _by_first(words: str) -> Signs:
    """The expressions of a list, those with the same first word in one."""
    found: dict[str, list[str]] = {}
    for line in words.strip().splitlines():
        first = _FIRST.match(re.sub(r"^(?:\(\?:\w+ \)\?|\\d\{1,2\} )", "", line))
        assert first is not None, line
        found.setdefault(first[0], []).append(line)
    return {first: re.compile("|".join(f"(?:{line})" for line in lines)) for first, lines in found.items()}


@cache
def _signs() -> tuple[Signs, Signs]:
    """Those that open a region, and those of single lines."""
    return _by_first(_REGIONS), _by_first(_LINES)


def _fulfils(line: str, signs: Signs) -> bool:
    firsts = _FIRST.findall(line[:40].casefold())
    if not firsts:
        return False
    word = firsts[0] if firsts[0] in signs or not firsts[0].isdigit() else firsts[min(1, len(firsts) - 1)]
    pattern = signs.get(word)
    if pattern is None:
        return False
    folded = line.casefold()
    bare = folded[folded.index(firsts[0]) :].rstrip(" .!?:…→»›>-–—")
    return pattern.fullmatch(bare) is not None or pattern.fullmatch(folded) is not None


def begins_region(line: str) -> bool:
    """Whether a line opens what sites put below their articles."""
    if len(line) > LONGEST:
        return False
    return _fulfils(line, _signs()[0]) or (line[0].isdigit() and NUMBERED_COMMENTS.fullmatch(line.strip()) is not None)


def is_site_line(line: str) -> bool:
    """Whether a line is the site's wherever it stands."""
    if len(line) > LONGEST:
        return False
    if _fulfils(line, _signs()[1]):
        return True
    if line[0] in "©cC(" and RIGHTS.fullmatch(line):
        return True
    return ":" in line[:24] and TAGS.fullmatch(line) is not None


def is_navigation(line: str) -> bool:
    """Whether a line is a row of links: "Home | News | Log in"."""
    links = parts_of_row(line)
    return "/" not in line and len(links) in LINKS and all(0 < len(link.strip()) <= LONGEST_LINK for link in links)


def parts_of_row(line: str) -> list[str]:
    """The parts of a line between its signs; none where it is too long for a row of links."""
    return _BETWEEN_LINKS.split(line) if len(line) <= LONGEST else []
