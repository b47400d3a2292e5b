"""What is said of the safety of a project file: looked at only, backups, the bin, histories, copies put together."""

from __future__ import annotations

from models.messages import N_, NN_

SAFETY_SENTENCES: dict[str, str | tuple[str, str]] = {
    # steps that cannot be taken back
    "undo.final": N_(
        "“{label}” cannot be undone: some of what it changed was removed for good, or the history was shortened."
    ),
    "redo.final": N_(
        "“{label}” cannot be redone: some of what it changed was removed for good, or the history was shortened."
    ),
    # states of a project that are looked at
    "edit.copied_state": N_("Copied from another state of the project"),
    # backups
    "backup.damaged": N_("{path} is damaged, so no backup was made of it: {reason}."),
    "backup.disk_full": N_("There is no room for a backup in {path}. The project itself is as it was."),
    "backup.failed": N_("No backup could be made in {path}: {reason}. The project itself is as it was."),
    "backup.is_project": N_("{path} is the project itself; name one of its backups."),
    "backup.none": N_("There is no backup of {path}."),
    "backup.not_found": N_("There is no backup “{name}” of {path}; the command backup --list shows those there are."),
    "backup.read_only": N_("No backup can be made: {path} is read-only. The project itself is as it was."),
    "edit.restore_backup": N_("Restore the backup of {time}"),
    "restore.lost": N_("The backup could not take the place of {path}: {reason}. The damaged file is now {aside}."),
    # the bin
    "bin.gone": N_("This is not in the bin any more."),
    "bin.holder_first": N_("Put “{name}” back first: it is in the bin too."),
    "edit.put_back": N_("Put “{name}” back"),
    "edit.put_back_several": NN_("Put {count} thing back", "Put {count} things back"),
    "edit.delete_case": N_("Delete the case “{name}”"),
    "edit.empty_bin": NN_("Remove {count} thing from the bin for good", "Remove {count} things from the bin for good"),
    "edit.purged": N_("Something that was removed for good"),
    # histories
    "history.looking": N_("The project as it stood after: {label} ({time}). Nothing can be changed in it."),
    "history.begins_later": N_("The history was shortened meanwhile; it begins {time} (UTC) now."),
    "edit.caught_up": N_("Take over what was changed in another window"),
    "edit.restore_state": N_("Go back to the state of {time}"),
    # salvage
    "salvage.nothing": N_("Nothing of a Counterpoint project could be found in {path}."),
    "salvage.too_big": N_("{path} is too large to be salvaged; files of up to {limit} are."),
    "salvage.whole": N_("Nothing is known to be lost."),
    "salvage.history": N_("The history begins anew; the damaged file was left as it was."),
    "salvage.rebuilt": N_(
        "The text of “{title}” is lost; the words of its passages were put together, dots for the rest."
    ),
    "salvage.from_journal": NN_("{count} row came from the journal.", "{count} rows came from the journal."),
    "salvage.from_backup": NN_("{count} row came from the newest backup.", "{count} rows came from the newest backup."),
    "salvage.placeholder_articles": NN_(
        "{count} article is lost; an empty one stands in for it.", "{count} articles are lost; empty ones stand in."
    ),
    "salvage.placeholder_cases": NN_(
        "{count} case is lost; its nodes stand in a new one.", "{count} cases are lost; their nodes stand in new ones."
    ),
    "salvage.placeholder_nodes": NN_(
        "{count} node is lost; an empty one stands over what was below it.",
        "{count} nodes are lost; empty ones stand over what was below them.",
    ),
    "salvage.quotes_noted": NN_(
        "{count} passage has lost its place; its words are in the note of its node.",
        "{count} passages have lost their places; their words are in the notes of their nodes.",
    ),
    "salvage.circles": NN_(
        "{count} node stood below itself or in another case; it is a first claim now.",
        "{count} nodes stood below themselves or in other cases; they are first claims now.",
    ),
    "salvage.dropped": NN_(
        "{count} passage, link or note of a table is left out: what it was about is lost.",
        "{count} passages, links or notes of tables are left out: what they were about is lost.",
    ),
    "salvage.unreadable": NN_("{count} row made no sense.", "{count} rows made no sense."),
    "salvage.contents_lost": NN_(
        "{count} original file or source text is lost.", "{count} original files or source texts are lost."
    ),
    "edit.salvaged": N_("Salvage “{name}”"),
    # who else has a project open; files that can only be looked at
    "look.chosen": N_("This project is open read-only, as you asked; nothing can be changed."),
    "look.unwritable": N_("{name} can only be read: the file or its folder is read-only."),
    "look.locked": N_("Another program keeps {name} locked; it can be read but not changed."),
    "look.damaged": N_("{name} is damaged. What could be read is shown; nothing can be changed."),
    "look.damaged_in_part": NN_(
        "{name} is damaged. What could be read is shown, without {count} row; nothing can be changed.",
        "{name} is damaged. What could be read is shown, without {count} rows; nothing can be changed.",
    ),
    "look.copy_damaged": N_(
        "The copy of {name} on this machine was damaged and was made anew from {service}. The damaged one is kept as "
        "{path}; salvaging it brings back what was not written back."
    ),
    "look.others_here": N_("This project is open in another window too ({who}, since {since})."),
    "look.others_away": N_("{who} has this project open on {machine}, since {since}."),
    "look.after_crash": NN_(
        "Counterpoint ended unexpectedly last time. Everything is there: {count} node, last change {time}.",
        "Counterpoint ended unexpectedly last time. Everything is there: {count} nodes, last change {time}.",
    ),
    "look.after_crash_empty": N_("Counterpoint ended unexpectedly last time. Everything is there."),
    # files of strangers
    "project.active": N_(
        "{path} has triggers or views of its own ({names}), which no Counterpoint project has. It was not opened, "
        "so that they do nothing. Salvaging it makes a project without them."
    ),
    # network and synced folders
    "synced.no_copy": N_(
        "The project's folder cannot be worked in directly, and no copy can be kept in {path}: {reason}."
    ),
    "edit.merge": N_("Put together with the changes of {who}"),
    "merge.kind": N_("“{text}” became {kind}: what it stands under holds no other."),
    "merge.passage": N_("The passage “{quote}” was placed where its text ends now."),
    "merge.premises": N_("“{text}” is no longer taken together with others: they were moved apart."),
    "merge.ring": N_("“{text}” was moved back: both sides had moved it under each other's branch."),
    "merge.tag": N_("The tag “{name}” was given two colours; one of them was kept."),
    "merge.undercut": N_("“{text}” attacks the statement now: there is no step left to attack."),
}
