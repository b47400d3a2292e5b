# ruff: noqa: E501
"""Texts as they come, with what is wrong in them. All invented."""

WEB_DE = """Startseite | Politik | Kultur | Sport | Abo
Wem gehört das Wasser?
Im Tal streiten drei Dörfer um eine Quelle. Jetzt soll ein Gericht entscheiden.
Von Petra Sommerfeld | 14. März 2024
Der Brunnen auf dem Dorfplatz von Oberau steht unter Denkmalschutz. Petra Lang/dpa
Seit drei Sommern reicht das Wasser nicht mehr, und seit drei Sommern streiten die Gemeinden darüber, wer zuerst sparen muss. Nun liegt der Fall beim Landgericht.
ANZEIGE
Die Quelle liegt auf dem Gebiet der kleinsten Gemeinde, gefasst wurde sie aber vor hundert Jahren von der größten. Die Verträge aus jener Zeit sind in einer Schrift geschrieben, die in der
Verwaltung niemand mehr lesen kann. Ein pensionierter Lehrer hat sie übersetzt.
Das Urteil wird im Herbst erwartet. Bis dahin gilt, was der Landrat verfügt hat: Gärten dürfen nur nachts bewässert werden.
Petra Sommerfeld ist Redakteurin im Ressort Land und Leute.
Kommentare (12)
Lesen Sie auch: Warum der Bach verschwand
Das könnte Sie auch interessieren
Zehn Quellen, die man kennen sollte
Newsletter abonnieren
© 2024 Der Talbote. Alle Rechte vorbehalten."""

WEB_FR = """La dernière laiterie

Publié le 3 mai 2023 par Luc Fontaine

Foto ohne Worte

À Saint-Cyr, la laiterie ferme en juin. Quarante personnes y travaillaient encore l’an dernier ; elles ne sont plus que neuf, et elles savent toutes à quelle heure passera le dernier camion.

Publicité

Le maire parle d’un musée. Les ouvrières, elles, parlent du loyer, du bus de six heures et de ce que deviendront les vaches, dont personne ne parle jamais dans les réunions.

À lire aussi : Le fromage qui ne voulait pas vieillir

« On nous avait promis dix ans », dit Jeanne, qui tient la caisse. « On en a eu trois. » Elle rit, puis elle ne rit plus.

Sur le même sujet
Abonnez-vous pour lire la suite
Tous droits réservés"""

WRAPPED = """THE CLOCKMAKER OF SELBY

By Edith Marlow

There was once in Selby a clockmaker who never knew what time it was. He had
forty clocks in his shop, and each of them went well enough by itself, but no
two of them agreed, and the good man was too polite to prefer one to the oth-
ers. When the bells of the church rang noon, he would nod to the nearest of his
clocks as if it had said something clever, and go on with his well-known work.

His neighbours thought him mad. They were mistaken: a madman would have cho-
sen. "Time," he used to say, "is what the others have." And he wound the others
every evening, one after the other, until it was dark and he could not see the
hands any more. He was well-known, as I said, for that, and he was also a well-
known singer, which is another story.

    O bell of Selby, tell me true,
    is it by one or is it two?

Nobody has ever answered him; but the others, all of them, went on ticking, and
he had chosen none."""

PDF_PAGES = (
    (
        "1",
        [
            "Journal of Small Squares 12 (2021)",
            "A. Morrow",
            "On benches",
            "The bench is the least of buildings, and for that reason it is the last that any-\none would think to measure. In what follows I measure it, in four towns, over the course of",
            "1 See Harrow 1931.",
            "1",
        ],
    ),
    (
        "2",
        [
            "Journal of Small Squares 12 (2021)",
            "nine years, and compare what I found with what the councils say. Nobody has done this, and the reasons are not hard to find: it is dull, it is cold, and people stare, above all when one meas-",
            "Figure 1. A bench in Selby.",
            "2",
        ],
    ),
    (
        "3",
        [
            "Journal of Small Squares 12 (2021)",
            "ures at night. The results are given in the table below, and they surprised even those who had paid for them.",
            "A second study is under way.",
            "3",
        ],
    ),
    (
        "4",
        [
            "Joumal of Small Squares 12 (2021)",
            "It will be longer, and it will include the islands, where benches are said to be made of stone.",
            "4",
        ],
    ),
)
