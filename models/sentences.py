"""Every stored sentence: message key -> English sentence, the gettext msgid.

A pair is (singular, plural), chosen by {count}.
"""

from __future__ import annotations

from models.messages import N_, NN_
from models.sentences_bibliography import BIBLIOGRAPHY_SENTENCES
from models.sentences_formats import FORMAT_SENTENCES
from models.sentences_importing import IMPORTING_SENTENCES
from models.sentences_interchange import INTERCHANGE_SENTENCES
from models.sentences_pictures import PICTURE_SENTENCES
from models.sentences_safety import SAFETY_SENTENCES

EDITS: dict[str, str | tuple[str, str]] = {
    "edit.add_node": N_("Add {kind} “{text}”"),
    "edit.delete_node": N_("Delete {kind} “{text}”"),
    "edit.change_text": N_("Reword “{text}”"),
    "edit.replace_words": NN_(
        "Replace “{old}” by “{new}” in {count} node", "Replace “{old}” by “{new}” in {count} nodes"
    ),
    "edit.change_note": N_("Change the note of “{text}”"),
    "edit.change_tags": N_("Change the tags of “{text}”"),
    "edit.add_tag": N_("Tag “{text}” with “{tag}”"),
    "edit.colour_tag": N_("Change the colour of the tag “{tag}”"),
    "edit.rename_tag": N_("Rename the tag “{old}” to “{new}”"),
    "edit.merge_tags": N_("Merge the tag “{old}” into “{new}”"),
    "edit.remove_tag": N_("Remove the tag “{tag}” everywhere"),
    "edit.change_kind": N_("Change “{text}” to {kind}"),
    "edit.undercut": N_("Make “{text}” an undercut"),
    "edit.no_undercut": N_("Make “{text}” a plain rebuttal"),
    "edit.move_node": N_("Move “{text}”"),
    "edit.indent": N_("Indent “{text}”"),
    "edit.outdent": N_("Outdent “{text}”"),
    "edit.link_premises": NN_(
        "Take {count} premise of “{text}” together", "Take {count} premises of “{text}” together"
    ),
    "edit.unlink_premise": N_("Take “{text}” out of its linked premises"),
    "edit.unlink_premises": NN_("Take {count} premise of “{text}” apart", "Take {count} premises of “{text}” apart"),
    "edit.take_project": N_("Bring in the project “{name}”"),
    "edit.implicit": N_("Mark “{text}” as unstated"),
    "edit.explicit": N_("Mark “{text}” as stated"),
    "edit.add_anchor": N_("Add a passage to “{text}”"),
    "edit.remove_anchor": N_("Remove a passage from “{text}”"),
    "edit.add_passages": NN_("Add {count} passage to “{text}”", "Add {count} passages to “{text}”"),
    "edit.change_passage": N_("Change a passage of “{text}”"),
    "edit.split_passage": N_("Split a passage of “{text}”"),
    "edit.move_passage": N_("Move a passage from “{source}” to “{target}”"),
    "edit.annotate_all": NN_(
        "Add {count} node ({kind}) from what was found", "Add {count} nodes ({kind}) from what was found"
    ),
    "edit.link": N_("Link “{source}” and “{target}” as {link_kind}"),
    "edit.unlink": N_("Remove the link between “{source}” and “{target}”"),
    "edit.link_kind": N_("Turn the link between “{source}” and “{target}” into {link_kind}"),
    "edit.link_flip": N_("Turn the link between “{source}” and “{target}” round ({link_kind})"),
    "edit.link_strength": N_("Change the strength of the link between “{source}” and “{target}”"),
    "edit.link_note": N_("Change the note of the link between “{source}” and “{target}”"),
    "edit.dismiss": N_("Say that “{source}” and “{target}” are no partners"),
    "edit.take_back": N_("Let “{source}” and “{target}” be proposed again"),
    "edit.import_map": NN_("Import the map “{name}” with {count} node", "Import the map “{name}” with {count} nodes"),
    "edit.import_article": N_("Import “{title}”"),
    "edit.correct_text": N_("Correct the text of “{title}”"),
    "edit.replace_text": N_("Replace the text of “{title}” by a newer copy"),
    "edit.add_case": N_("Add the case “{name}”"),
    "edit.pair": N_("Pair “{left}” with “{right}”"),
    "edit.motion": N_("Change the motion to “{motion}”"),
    "edit.unlink_several": NN_("Remove {count} link", "Remove {count} links"),
    "edit.add_issue": N_("Add the heading “{heading}”"),
    "edit.rename_issue": N_("Rename the heading to “{heading}”"),
    "edit.move_issue": N_("Move the heading “{heading}”"),
    "edit.remove_issue": N_("Remove the heading “{heading}”"),
    "edit.move_rows": NN_("Move {count} row within “{heading}”", "Move {count} rows within “{heading}”"),
    "edit.file_rows": NN_("Put {count} row under “{heading}”", "Put {count} rows under “{heading}”"),
    "edit.unfile_rows": NN_("Take {count} row from under its heading", "Take {count} rows from under their headings"),
    "edit.note_row": N_("Note something of “{text}” in the clash table"),
    "edit.rename_case": N_("Rename the case “{name}”"),
    "edit.swap_sides": N_("Swap the sides"),
    "edit.pairing": N_("Change the pairing “{name}”"),
    "edit.pairing_notes": N_("Change the notes of the pairing “{name}”"),
    "edit.delete_pairing": N_("Delete the pairing “{name}”"),
    "edit.delete_article": N_("Delete the article “{title}”"),
    "edit.delete_nodes": NN_("Delete {count} branch", "Delete {count} branches"),
    "edit.move_nodes": NN_("Move {count} branch", "Move {count} branches"),
    "edit.move_to_case": NN_("Move {count} branch to “{name}”", "Move {count} branches to “{name}”"),
    "edit.indent_nodes": NN_("Indent {count} branch", "Indent {count} branches"),
    "edit.outdent_nodes": NN_("Outdent {count} branch", "Outdent {count} branches"),
    "edit.change_kinds": NN_("Change {count} node to {kind}", "Change {count} nodes to {kind}"),
    "edit.tag_nodes": NN_("Tag {count} node with “{tag}”", "Tag {count} nodes with “{tag}”"),
    "edit.paste": NN_("Paste {count} point", "Paste {count} points"),
    "edit.block_kind": N_("Read “{text}” as {block_kind}"),
    "edit.blocks_kind": NN_("Read {count} paragraph as {block_kind}", "Read {count} paragraphs as {block_kind}"),
    "edit.hide": N_("Hide “{text}”"),
    "edit.show_again": N_("Show “{text}” again"),
    "edit.set_aside": NN_("Set {count} repeated paragraph aside", "Set {count} repeated paragraphs aside"),
    "edit.change_about": N_("Change the details of “{title}”"),
    "edit.take_references": NN_("Take the reference of {count} article", "Take the references of {count} articles"),
    "edit.sample": N_("Set up the bundled debate"),
}

RULES: dict[str, str | tuple[str, str]] = {
    "search.nothing_to_replace": N_("Nothing is left to be replaced."),
    "rule.root_holds_claims": N_("A case starts with a claim: {kind} needs a node to stand under. Select one first."),
    "rule.evidence_holds_no_claim": N_("Evidence may hold evidence and rebuttals, but no claim."),
    "rule.child_does_not_fit": N_("“{text}” has {child_kind} below it, which {kind} may not hold."),
    "rule.not_under_itself": N_("A node cannot move under itself or one of its own descendants."),
    "rule.other_case": N_("Dragging stays within a case: cut and paste the branch, or link the two nodes."),
    "rule.link_to_itself": N_("A link joins two different nodes."),
    "rule.link_exists": N_("These two nodes are already linked as {link_kind}."),
    "rule.link_kin": N_(
        "“{text}” and “{other}” stand directly one below the other: the tree itself says how they bear on each other."
        " Make the lower one a rebuttal instead."
    ),
    "rule.concede_kin": N_("A node and the one directly above it belong to one argument: there is nothing to concede."),
    "rule.link_both_ways": N_("This link ({link_kind}) holds both ways: there is nothing to turn round."),
    "rule.link_one_node": N_("A link joins two nodes: drag one of them by itself."),
    "rule.answers_hang": NN_(
        "{count} answer replies to this challenge: keep a kind that challenges, or delete the answer first.",
        "{count} answers reply to this challenge: keep a kind that challenges, or delete the answers first.",
    ),
    "rule.answers_hold": NN_(
        "{count} answer replies to this challenge as it runs now: delete the answer before you turn the link round.",
        "{count} answers reply to this challenge as it runs now: delete the answers before you turn the link round.",
    ),
    "rule.answer_stays": N_("An answer stays an answer: delete it, and link the two nodes anew."),
    "rule.answer_one_way": N_("An answer runs to the challenge that it meets: it cannot be turned round."),
    "rule.answer_exists": N_("“{text}” answers this already."),
    "rule.answer_to_itself": N_("A node does not answer what it says itself: choose another one."),
    "rule.strength": N_("The strength of a link lies between 0 and 1."),
    "rule.answer_needs_challenge": N_("An answer replies to a link that challenges; choose one of those."),
    "rule.anchor_needs_a_character": N_("A passage has at least one character: select some text first."),
    "rule.passage_exists": N_("“{text}” already rests on exactly these words."),
    "rule.split_inside": N_("A passage is split between two of its words: put the caret there first."),
    "rule.other_article": N_("A passage stays in its article: choose a node of a case over the same one."),
    "rule.text_needed": N_("A node needs some text."),
    "rule.tag_needs_name": N_("A tag needs a name."),
    "rule.tag_colour": N_("“{colour}” is none of the colours of tags."),
    "rule.heading_needed": N_("A heading needs some words."),
    "rule.no_clash_row": N_(
        "“{text}” has no row in this clash table: it has the links between the two cases, and the claims without one."
    ),
    "rule.common_ground": N_("Common ground stands in a section of its own, under no heading."),
    "rule.other_pairing": N_("This heading belongs to another pairing."),
    "rule.one_of_two_cases": N_("Choose one of the two cases of the pairing."),
    "rule.name_needed": N_("A case needs a name."),
    "rule.only_rebuttals_undercut": N_(
        "Only a rebuttal below a node that bears on another one can undercut: it attacks that step."
    ),
    "rule.link_two": N_("Premises are taken together by two or more: choose another one as well."),
    "rule.link_no_roots": N_("A claim at the top supports nothing; only premises of one node are taken together."),
    "rule.link_supporting": N_("Only claims and evidence are taken together; a rebuttal stands on its own."),
    "rule.link_one_parent": N_("Only premises of the same node are taken together; these stand under different ones."),
    "rule.not_linked": N_("This is not taken together with other premises."),
    "rule.same_case_pair": N_("A pairing lays two different cases side by side."),
    "branches.damaged": N_("The clipboard holds branches in a form that cannot be read; nothing was pasted."),
    "branches.newer": N_("The branches in the clipboard come from a newer Counterpoint; nothing was pasted."),
    "branches.nothing": N_("The clipboard holds nothing that could be pasted as points."),
    "branches.too_many": N_("These are {number} points; at most {most} can be pasted at once."),
    "article.nothing_repeated": N_("No paragraph of this article stands in it twice."),
    "correct.empty": N_("The corrected text is empty; an article keeps at least one word."),
    "correct.overtaken": N_("The text of “{title}” was changed meanwhile; nothing was written. Look at it again."),
    "correct.undecided": NN_(
        "{count} passage still needs your decision: accept its new place, attach it elsewhere or drop it.",
        "{count} passages still need your decision: accept their new places, attach them elsewhere or drop them.",
    ),
    "move.first": N_("“{text}” is already the first among its siblings."),
    "move.last": N_("“{text}” is already the last among its siblings."),
    "move.none_shown": N_("“{text}” has no sibling in sight to pass. Show all to move it among the hidden ones."),
    "indent.none_shown": N_("“{text}” has no sibling in sight above it to go under. Show all to see the others."),
    "indent.first": N_("“{text}” has no sibling above it to go under."),
    "outdent.root": N_("“{text}” already stands at the top."),
    "missing.row": N_("This no longer exists; somebody removed it."),
    "undo.nothing": N_("There is nothing to undo."),
    "redo.nothing": N_("There is nothing to redo."),
    "undo.overtaken": N_("“{label}” cannot be undone: {who} has since done “{what}”. It is left as it is."),
    "redo.overtaken": N_("“{label}” cannot be redone: {who} has since done “{what}”. It is left as it is."),
    "conflict.changed": N_("Somebody else changed this at the same moment; nothing was written. Try once more."),
    "find.open_bracket": N_("A round bracket is not closed."),
    "find.closed_bracket": N_("A round bracket is closed that was not opened (character {place})."),
    "find.open_set": N_("A square bracket is not closed."),
    "find.nothing_to_repeat": N_("There is nothing to repeat (character {place})."),
    "find.bad_range": N_("The range runs backwards (character {place})."),
    "find.bad_repeat": N_("The number of repeats is not possible (character {place})."),
    "find.bad_escape": N_("The backslash has no meaning there (character {place})."),
    "find.unknown_group": N_("There is no such group (character {place})."),
    "find.unknown_property": N_("There is no such kind of character (character {place})."),
    "find.fault": N_("The expression has a fault (character {place})."),
}

STORAGE: dict[str, str | tuple[str, str]] = {
    "project.missing": N_("There is no file {path}."),
    "project.folder": N_("{path} is a folder; a project is a single file."),
    "project.empty": N_("{path} is empty; it is not a Counterpoint project."),
    "project.foreign": N_("{path} belongs to another application; it is not a Counterpoint project."),
    "project.not_a_project": N_("{path} is not a Counterpoint project."),
    "project.newer": N_(
        "{path} was written by a newer Counterpoint (format {found}); this one reads up to format {known}."
    ),
    "project.damaged": N_("{path} is damaged and was left untouched: {reason}."),
    "project.unreadable": N_("{path} cannot be read: {reason}."),
    "project.read_only": N_("{path} cannot be written: the file or its folder is read-only."),
    "project.exists": N_("{path} already exists; nothing was changed."),
    "project.no_folder": N_("There is no folder {path}."),
    "project.vanished": N_(
        "{path} was moved, deleted or replaced while it was open; nothing was written. Save a copy to keep your work."
    ),
    "project.busy": N_("Another program is writing to the project just now; nothing was changed. Try once more."),
    "project.disk_full": N_("The disk is full; the last change was not made and the project is as it was before."),
    "project.write_failed": N_("The project could not be written: {reason}. It is as it was before."),
    "pairing.which": N_(
        "The project has several pairings; choose one with --pairing, or all cases with --pairing none: {pairings}."
    ),
    "pairing.unknown": N_("There is no pairing {word}; there are: {pairings}."),
    "pairing.several": N_("Several pairings fit {word}; choose one by its number: {pairings}."),
    "pairing.none": N_("The project has no pairing."),
    "sample.damaged": N_("The bundled debate is damaged: {reason}."),
    "sample.not_the_article": N_("{path} is neither of the two articles of the debate."),
    "sample.folder": N_("There is no folder {path} to look for the two articles in."),
    "sample.no_files": N_("{path} holds no text or Markdown file."),
    "sample.missing_article": N_("{path} does not hold “{title}” by {author}."),
    "sample.lost": NN_(
        "{count} passage of “{title}” could not be attached: {nodes}",
        "{count} passages of “{title}” could not be attached: {nodes}",
    ),
    **PICTURE_SENTENCES,
}

SENTENCES: dict[str, str | tuple[str, str]] = {
    **EDITS,
    **RULES,
    **STORAGE,
    **FORMAT_SENTENCES,
    **BIBLIOGRAPHY_SENTENCES,
    **IMPORTING_SENTENCES,
    **SAFETY_SENTENCES,
    **INTERCHANGE_SENTENCES,
}
