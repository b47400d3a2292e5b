"""What is said of maps on their way out and in: what a format has no room for, and what a file is wrong in."""

from __future__ import annotations

from models.messages import N_, NN_

INTERCHANGE_SENTENCES: dict[str, str | tuple[str, str]] = {
    # what stays behind on the way out, by the feature that the format lacks
    "lost.kinds": NN_(
        "{count} piece of evidence looks like a claim: the format has no kinds.",
        "{count} pieces of evidence look like claims: the format has no kinds.",
    ),
    "lost.several_cases": NN_(
        "{count} case stands in one tree: the format knows no cases.",
        "{count} cases stand in one tree: the format knows no cases.",
    ),
    "lost.case_names": NN_("{count} case loses its name.", "{count} cases lose their names."),
    "lost.order": N_("The order of points is not kept."),
    "lost.undercuts": NN_(
        "{count} undercut becomes a rebuttal: the format has no attacks on steps.",
        "{count} undercuts become rebuttals: the format has no attacks on steps.",
    ),
    "lost.premises": NN_(
        "{count} premise is no longer taken together with others.",
        "{count} premises are no longer taken together.",
    ),
    "lost.unstated": NN_(
        "{count} unstated point looks like a stated one.", "{count} unstated points look like stated ones."
    ),
    "lost.passages": NN_("{count} passage is left out.", "{count} passages are left out."),
    "lost.places": NN_(
        "Of {count} passage only the words are written, not the place.",
        "Of {count} passages only the words are written, not their places.",
    ),
    "lost.sources": NN_(
        "The data of {count} article are left out: title, authors, date.",
        "The data of {count} articles are left out: titles, authors, dates.",
    ),
    "lost.line_breaks": NN_(
        "{count} text is written in one line; its line breaks are gone.",
        "{count} texts are written in one line each; their line breaks are gone.",
    ),
    "lost.spaces": NN_(
        "In {count} text several spaces in a row are written as one.",
        "In {count} texts several spaces in a row are written as one.",
    ),
    "lost.words": NN_(
        "{count} point has no words; “…” stands in for them.", "{count} points have no words; “…” stands in for them."
    ),
    "lost.notes": NN_("{count} note is left out.", "{count} notes are left out."),
    "lost.reasoning": NN_("{count} reasoning is left out.", "{count} reasonings are left out."),
    "lost.tags": NN_("{count} tag is left out.", "{count} tags are left out."),
    "lost.tag_colours": NN_("The colour of {count} tag is left out.", "The colours of {count} tags are left out."),
    "lost.schemes": NN_("{count} argumentation scheme is left out.", "{count} argumentation schemes are left out."),
    "lost.figures": NN_(
        "Confidence, relevance or quality of {count} point is left out.",
        "Confidence, relevance or quality of {count} points is left out.",
    ),
    "lost.authors": NN_(
        "Who made {count} point, and when, is left out.", "Who made {count} points, and when, is left out."
    ),
    "lost.annotators": NN_("Who read {count} case is left out.", "Who read {count} cases is left out."),
    "lost.links": NN_("{count} link is left out.", "{count} links are left out."),
    "lost.link_kinds": NN_(
        "{count} link loses its kind: the format has only support and attack.",
        "{count} links lose their kinds: the format has only support and attack.",
    ),
    "lost.link_notes": NN_("The note of {count} link is left out.", "The notes of {count} links are left out."),
    "lost.link_strength": NN_(
        "The strength of {count} link is left out.", "The strength of {count} links is left out."
    ),
    "lost.answers": NN_("{count} answer to a link is left out.", "{count} answers to links are left out."),
    "lost.pairings": NN_(
        "{count} motion or note of a pairing is left out.", "{count} motions and notes of pairings are left out."
    ),
    "lost.clashes": NN_(
        "{count} heading or entry of the clash table is left out.",
        "{count} headings and entries of the clash table are left out.",
    ),
    "lost.links_outside": NN_(
        "{count} link leads to what is not written and is left out.",
        "{count} links lead to what is not written and are left out.",
    ),
    "lost.steps_outside": NN_(
        "{count} undercut attacks a step that is not written; it becomes a rebuttal.",
        "{count} undercuts attack a step that is not written; they become rebuttals.",
    ),
    # the command export
    "export.needs_folder": N_("Writing every format needs a folder: name one by --output."),
    "export.no_folder": N_("{path} is a file; every format needs a folder."),
    "export.pairing_or_case": N_("Name a pairing or cases, not both."),
    # AIF, xAIF and SADFace
    "map.aif_direct": NN_(
        "{count} claim is joined to another without a step; it was taken to support it.",
        "{count} claims are joined to others without steps; they were taken to support them.",
    ),
    "map.aif_open": NN_(
        "{count} step lacks its premises or its conclusion and was left out.",
        "{count} steps lack their premises or their conclusions and were left out.",
    ),
    "map.aif_no_end": NN_(
        "{count} edge joins what is not in the file and was left out.",
        "{count} edges join what is not in the file and were left out.",
    ),
    "map.aif_spoken": NN_(
        "{count} locution of the dialogue was left out, but for who speaks.",
        "{count} locutions of the dialogue were left out, but for who speaks.",
    ),
    "map.aif_preference": NN_("{count} preference came in as agreement.", "{count} preferences came in as agreement."),
    "map.aif_unknown": NN_(
        "{count} node of an unknown type was left out.", "{count} nodes of unknown types were left out."
    ),
    # brat
    "map.brat_no_text": N_("{name} is not there: the passages are only quoted."),
    "map.brat_units": NN_(
        "The places of {count} text are counted in UTF-16 units.",
        "The places of {count} texts are counted in UTF-16 units.",
    ),
    "map.brat_stance": NN_(
        "The stance of {count} claim that has a relation already was left out.",
        "The stances of {count} claims that have relations already were left out.",
    ),
    "map.brat_other": NN_("{count} event or reference was left out.", "{count} events and references were left out."),
    "map.markdown_clashes": NN_(
        "{count} heading or assessment of the clash table was not read.",
        "{count} headings and assessments of the clash table were not read.",
    ),
    # the command import
    "map.taken": N_("Imported {name}: {what}."),
    "map.which_article": N_("There is no article “{word}”; there are: {titles}."),
    "map.not_read": N_("The format {name} is only written."),
    "lost.points": NN_(
        "{count} point is left out, as was chosen.",
        "{count} points are left out, as was chosen.",
    ),
    "map.markdown_links": NN_(
        "{count} link names a point that the file does not hold; it is left out.",
        "{count} links name points that the file does not hold; they are left out.",
    ),
    # a whole project as JSON
    "project.newer_json": N_(
        "{name} is of version {version} of Counterpoint JSON, and this program reads up to {known}."
    ),
    "project.originals": NN_("{count} original file is left out.", "{count} original files are left out."),
    "project.always_whole": N_("This format always holds the whole project."),
    # options of formats
    "option.unknown": N_("This format has no option {option}."),
    "option.value": N_("{option} cannot be “{value}”; it can be: {values}."),
    "option.number": N_("{option} cannot be “{value}”; it is a whole number from {low} to {high}."),
    # files that are no map of their format
    "map.damaged": N_("{name} cannot be read as {format}: {reason}."),
    "map.damaged_line": N_("{name} cannot be read as {format}: line {line}: {reason}."),
    "map.damaged_element": N_("{name} cannot be read as {format}: {element}: {reason}."),
    "map.no_map": N_("{name} is no argument map."),
    "map.empty": N_("{name} holds no argument map."),
    # Argdown
    "map.argdown_unread": NN_(
        "{count} line is no sound Argdown and was read as well as it can be: {lines}.",
        "{count} lines are no sound Argdown and were read as well as they can be: {lines}.",
    ),
    "map.argdown_texts": NN_(
        "{count} title has several texts; the last one counts, the others are in the note.",
        "{count} titles have several texts; the last one counts, the others are in the notes.",
    ),
    "map.argdown_data": NN_(
        "The data of {count} point are kept as they stand in its note.",
        "The data of {count} points are kept as they stand in their notes.",
    ),
    "map.argdown_argument": NN_(
        "{count} relation to an argument with premises came in as one to its conclusion or its step.",
        "{count} relations to arguments with premises came in as relations to their conclusions or their steps.",
    ),
    "map.changed_tags": NN_("{count} tag is written without brackets.", "{count} tags are written without brackets."),
    "map.deeper": NN_(
        "{count} point lies below level {levels} and is left out.",
        "{count} points lie below level {levels} and are left out.",
    ),
    # Kialo
    "map.kialo_line": NN_(
        "{count} line belongs to no claim and was left out: {lines}.",
        "{count} lines belong to no claim and were left out: {lines}.",
    ),
    "map.kialo_see": NN_(
        "{count} reference leads to no claim of the file; it came in as a claim.",
        "{count} references lead to no claims of the file; they came in as claims.",
    ),
    "map.kialo_sources": NN_(
        "{count} source is kept in the notes of the claims that cite it.",
        "{count} sources are kept in the notes of the claims that cite them.",
    ),
    # CSV
    "map.csv_formulas": NN_(
        "{count} cell that a spreadsheet would run as a formula begins with an apostrophe.",
        "{count} cells that a spreadsheet would run as formulas begin with an apostrophe.",
    ),
    # Web Annotation
    "map.annotation_selectors": NN_(
        "{count} selector tells a place by the structure of a page and was passed over.",
        "{count} selectors tell places by the structure of a page and were passed over.",
    ),
    "map.annotation_no_parent": NN_(
        "{count} reply answers an annotation that is not in the file; it stands at the top.",
        "{count} replies answer annotations that are not in the file; they stand at the top.",
    ),
    "map.annotation_replies": NN_(
        "{count} reply came in as a point that supports what it replies to.",
        "{count} replies came in as points that support what they reply to.",
    ),
    "map.annotation_links": NN_(
        "{count} link says nothing of its kind and came in as support.",
        "{count} links say nothing of their kind and came in as support.",
    ),
    "map.annotation_none": NN_(
        "{count} entry is no annotation and was left out.", "{count} entries are no annotations and were left out."
    ),
    # REFI-QDA
    "map.qda_media": NN_(
        "{count} picture, recording or page of a PDF, or a passage of one, was left out.",
        "{count} pictures, recordings or pages of PDFs, or passages of them, were left out.",
    ),
    "map.qda_missing": NN_(
        "The text of {count} source is not in the file.", "The texts of {count} sources are not in the file."
    ),
    "map.qda_units": NN_(
        "The places in {count} source were counted in UTF-16 units; they were converted.",
        "The places in {count} sources were counted in UTF-16 units; they were converted.",
    ),
    "map.qda_outside": NN_(
        "{count} selection lies outside its text; only its words are kept.",
        "{count} selections lie outside their texts; only their words are kept.",
    ),
    "map.qda_links": NN_(
        "{count} link has a name of its own and came in as support.",
        "{count} links have names of their own and came in as support.",
    ),
    "map.qda_source_codings": NN_(
        "{count} code of a whole source was left out.", "{count} codes of whole sources were left out."
    ),
    "map.qda_descriptions": NN_(
        "The description of {count} code is left out.", "The descriptions of {count} codes are left out."
    ),
    "map.qda_codes": NN_(
        "{count} code that no passage has was left out.", "{count} codes that no passages have were left out."
    ),
    "map.qda_parts": NN_(
        "{count} case, set, graph or variable was left out.", "{count} cases, sets, graphs or variables were left out."
    ),
    # how a graph became trees and links
    "map.cross_links": NN_(
        "{count} relation of a point that has a parent already came in as a link.",
        "{count} relations of points that have a parent already came in as links.",
    ),
    "map.same_key": NN_(
        "{count} point has the id of an earlier one and was left out.",
        "{count} points have the ids of earlier ones and were left out.",
    ),
    "map.no_end": NN_(
        "{count} relation joins what is not in the file and was left out.",
        "{count} relations join what is not in the file and were left out.",
    ),
    "map.itself": NN_(
        "{count} relation of a point with itself is noted at the point.",
        "{count} relations of points with themselves are noted at the points.",
    ),
    "map.said_twice": NN_(
        "{count} relation says what another says and was merged with it.",
        "{count} relations say what others say and were merged with them.",
    ),
    "map.on_point": NN_(
        "{count} relation to a step came in as one to the point that makes the step.",
        "{count} relations to steps came in as relations to the points that make the steps.",
    ),
    "map.attack_answers": NN_(
        "{count} attack on a link came in as an answer to it.", "{count} attacks on links came in as answers to them."
    ),
    "map.answer_to_point": NN_(
        "{count} answer to a point came in as a rebuttal.", "{count} answers to points came in as rebuttals."
    ),
    "map.premises_apart": NN_(
        "{count} premise could not be taken together with others.",
        "{count} premises could not be taken together.",
    ),
    "map.attacking_evidence": NN_(
        "{count} piece of evidence that attacks a point became a rebuttal.",
        "{count} pieces of evidence that attack points became rebuttals.",
    ),
    "map.supporting_rebuttal": NN_(
        "{count} rebuttal that supports a point became a claim.", "{count} rebuttals that support points became claims."
    ),
    "map.passages_lost": NN_(
        "{count} passage was not found in its article; its words are in the note of the node.",
        "{count} passages were not found in their articles; their words are in the notes of the nodes.",
    ),
    "map.too_deep": N_("{name} is nested more deeply than any argument map."),
    "map.too_large": N_("{name} holds {number} points; a map of up to {most} can be imported."),
}
