"""Libraries that only some formats need: imported when a file of that format is read, named when they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from models.errors import UserError

# Where the package that pip installs has another name than the module.
PACKAGES = {"docx": "python-docx", "lxml_html_clean": "lxml-html-clean", "markdown_it": "markdown-it-py"}


def needed(module: str) -> Any:
    """The module of that name ("lxml.html" gives the inner one). Raises UserError with the command that installs it.

    A library that is there but lacks one of its own parts counts as missing as well; the part is what is named.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = (error.name or module).split(".", 1)[0]
    package = PACKAGES.get(library, library.replace("_", "-"))
    raise UserError("format.library_missing", library=package, command=f"pip install {package}")
