"""The sentences of documents on their way in; `models/sentences.py` takes them in."""

from __future__ import annotations

from models.messages import N_

IMPORTING_SENTENCES: dict[str, str | tuple[str, str]] = {
    "articles.too_many": N_("{folder} holds more than {most} files; choose a folder further down."),
    "reading.broke": N_("{name} could not be read: its reader broke off. The file may be damaged."),
    "reading.damaged": N_("{name} could not be read: it is damaged, or made in an unusual way ({reason})."),
    "reading.memory": N_("{name} could not be read: it takes more memory than a document may."),
    "reading.not_started": N_("{name} could not be read: its reader did not start ({reason})."),
    "reading.refused": N_("{name} could not be read: it asks for {what}, which no document gets."),
    "reading.references": N_("{name} is a list of references, not an article; import it with the references."),
    "reading.too_long": N_("{name} could not be read: for {seconds} seconds its reader made no headway."),
}
