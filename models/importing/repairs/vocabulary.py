"""Words by which lines are known, in the languages that articles here are mostly in."""

from __future__ import annotations

# Words that no sentence ends with and no heading either: articles, prepositions, conjunctions.
_DANGLING = """
    a an the of to and or but nor from with for at by into onto than that which whose as if because its their his her
    our your my in on is are was were be been has have had not this these those between against toward towards upon
    via per amid among about after before during until under over
    der die das dem den des ein eine einer eines einem einen und oder aber mit von vom zu zum zur bei beim im für gegen
    durch ohne um aus nach seit dass ob weil wenn wie als sich ist sind war waren hat haben wird werden nicht sein seine
    le la les un une des du de et ou mais dans pour par sur avec sans sous chez vers que qui dont où est sont était
    au aux
    el los las una unos unas del y o pero con sin para por sobre entre hacia que es son era fue al su sus
    il lo gli uno della delle dei degli dello dal dalla nel nella sul sulla ed ma per tra fra che è sono di da
    os as um uma dos das nos nas pelo pela ao aos em sem ou mas é são foi com seu sua
    het een en of maar van voor met aan op uit bij naar tot door dat die zijn wordt niet
    и а но или в во на с со к ко о об от до из у за под над при для без не что как чтобы если его её их это
    en ett och att som för med på av till från är var inte den det
    i w z do na od dla przez się że jest są nie oraz przy
"""
DANGLING: frozenset[str] = frozenset(_DANGLING.split())
