"""References as other programs write them, invented but for their habits."""

from __future__ import annotations

ZOTERO_RIS = """TY  - JOUR
TI  - The <i>price</i> of waiting: A study
T2  - Journal of Slow Things
AU  - van der Berg, Jan
AU  - Lovelace, Ada
AU  - Ministry of Waiting
DA  - 2024/03/05/
PY  - 2024
DO  - https://doi.org/10.1000/ABC.1
VL  - 12
IS  - 3
SP  - 101
EP  - 119
J2  - J. Slow
LA  - en
SN  - 1234-5678
UR  - https://journal.example/waiting?utm_source=feed
UR  - https://mirror.example/waiting
Y2  - 2024/04/01/08:00:00
N1  - First note
N1  - Second note
M1  - 77
KW  - patience
KW  - trams
ER  -

TY  - MGZN
TI  - Müller’s bridge
AU  - Müller, Jörg
PY  - 2023
T2  - Die Brücke
ER  -
"""

ZOTERO_BIBLATEX = r"""
@string{slow = {Journal of Slow Things}}
@article{berg_price_2024,
	title = {The {Price} of {\'E}lan \& more},
	subtitle = {A study},
	author = {van der Berg, Jan and Lovelace, Ada and {Ministry of Waiting} and others},
	journaltitle = slow,
	date = {2024-03-05},
	volume = {12}, number = {3}, pages = {101--119},
	doi = {10.1000/ABC.1}, url = {https://journal.example/waiting_room?a=1&b=2},
	urldate = {2024-04-01}, langid = {english},
	keywords = {patience, trams},
	file = {Full Text:/home/somebody/Zotero/storage/x.pdf:application/pdf}
}

@broken{no_end,
  title = {Never closed

@book{muller2023,
  author = "M{\"u}ller, J{\"o}rg",
  title = "Bridges \% and other ways",
  publisher = {Die Br{\"u}cke},
  year = 2023, month = feb
}
"""

ZOTERO_CSL = """[
 {"id": "http://zotero.org/users/1/items/ABCD", "type": "article-journal",
  "title": "The <i>price</i> of waiting: A study", "container-title": "Journal of Slow Things",
  "DOI": "10.1000/ABC.1", "URL": "https://journal.example/waiting", "volume": "12", "issue": 3, "page": "101–119",
  "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
             {"literal": "Ministry of Waiting"}],
  "issued": {"date-parts": [["2024", 3, 5]]}, "accessed": {"date-parts": [[2024, 4, 1]]}, "language": "en-GB"},
 {"id": "muller", "type": "webpage", "title": "Bridges", "issued": {"raw": "February 2023"}, "author": []},
 {"id": "empty", "type": "webpage"}
]
"""
