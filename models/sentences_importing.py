"""The sentences of documents on their way in; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_, NN_

IMPORTING_SENTENCES: dict[str, str | tuple[str, str]] = {
    "article.already_there": N_("This article is already in the project: “{title}”."),
    "article.original_not_kept": N_(
        "The original file was not kept in the project. This is the text that was read from it."
    ),
    "article.twice_at_once": N_("The same file is in this list twice, as {name} too."),
    "articles.counted": NN_("{done} of {count} article imported.", "{done} of {count} articles imported."),
    "articles.known": N_("{name} is in the project already, as “{title}”; it was not imported again."),
    "articles.none_in": N_("{folder} holds no file that can be read."),
    "articles.stopped": NN_(
        "Stopped: {done} of {count} article imported. What is in the project stays there.",
        "Stopped: {done} of {count} articles imported. What is in the project stays there.",
    ),
    "articles.too_many": N_("{folder} holds more than {most} files; choose a folder further down."),
    "reading.broke": N_("{name} could not be read: its reader broke off. The file may be damaged."),
    "reading.damaged": N_("{name} could not be read: it is damaged, or made in an unusual way ({reason})."),
    "reading.memory": N_("{name} could not be read: it takes more memory than a document may."),
    "reading.no_network": N_("{name} was not read: it asks for the network, which no document gets."),
    "reading.no_programs": N_("{name} was not read: it asks to start a program, which no document may."),
    "reading.no_references": N_("{name} is no list of references: RIS, BibTeX and CSL-JSON can be read."),
    "reading.no_writing": N_("{name} was not read: it asks to write to the disk, which no document may."),
    "reading.not_started": N_("Nothing could be read: the process that reads documents did not start ({reason})."),
    "reading.references": N_("{name} is a list of references, not an article; import it with the references."),
    "reading.too_long": N_("{name} could not be read: for {seconds} seconds its reader made no headway."),
}
