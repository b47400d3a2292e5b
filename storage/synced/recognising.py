"""Which folders are synced or on another machine: by how they are called, what lies in them, and their file system.

Taking an ordinary folder for one costs a copy; taking one for an ordinary folder may cost edits. So in doubt it is one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
# https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html; shared folders of virtual machines too
NETWORK = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "SMB",
    "smb3": "SMB",
    "smbfs": "SMB",
    "9p": "9P",
    "afs": "AFS",
    "ceph": "Ceph",
    "glusterfs": "GlusterFS",
    "davfs": "WebDAV",
    "vboxsf": "VirtualBox",
    "prl_fs": "Parallels",
    "virtiofs": "virtiofs",
}
FUSE = {
    "sshfs": "SSH",
    "rclone": "rclone",
    "davfs": "WebDAV",
    "davfs2": "WebDAV",
    "gvfsd-fuse": "GVfs",
    "glusterfs": "GlusterFS",
    "ceph": "Ceph",
    "s3fs": "S3",
    "google-drive-ocamlfuse": "Google Drive",
    "onedriver": "OneDrive",
    "vmhgfs-fuse": "VMware",
    "smbnetfs": "SMB",
    "curlftpfs": "FTP",
}
_NAMES = (  # of a folder on the way to the file
    (re.compile(r"dropbox( \(.+\))?", re.I), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.+)?", re.I), "OneDrive"),
    (re.compile(r"google ?drive(-.+)?( file stream)?|googledrive-.+", re.I), "Google Drive"),
    (re.compile(r"mobile documents|com~apple~clouddocs|icloud ?drive", re.I), "iCloud"),
    (re.compile(r"nextcloud\d*", re.I), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.I), "ownCloud"),
    (re.compile(r"seafile", re.I), "Seafile"),
    (re.compile(r"pclouddrive|pcloud drive", re.I), "pCloud"),
    (re.compile(r"box sync|box-box", re.I), "Box"),
    (re.compile(r"megasync|mega", re.I), "MEGA"),
    (re.compile(r"syncthing", re.I), "Syncthing"),
    (re.compile(r"proton ?drive(-.+)?", re.I), "Proton Drive"),
    (re.compile(r"cloudstorage", re.I), "CloudStorage"),
    (re.compile(r"gvfs", re.I), "GVfs"),
)
_INSIDE = (  # what such programs put into the folder that they keep in step
    (".stfolder", "Syncthing"),
    (".dropbox.cache", "Dropbox"),
    (".dropbox", "Dropbox"),
    (".seafile-data", "Seafile"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
)
_DATABASE = re.compile(r"\.?_?sync_[0-9a-f]+\.db")  # of Nextcloud and ownCloud


def service_of(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The name of what keeps the file's folder in step, or of its network file system; None for an ordinary folder."""
    try:
        folder = path.resolve().parent
    except (OSError, RuntimeError):
        folder = path.absolute().parent
    return _by_name(folder) or _by_name(path.absolute().parent) or _by_contents(folder) or _by_mount(folder, mounts)


def _by_name(folder: Path) -> str | None:
    if sys.platform == "win32" and str(folder).startswith("\\\\"):
        return "SMB"
    for part in reversed(folder.parts):
        for pattern, name in _NAMES:
            if pattern.fullmatch(part):
                return name
    return _by_environment(folder)


def _by_environment(folder: Path) -> str | None:
    """OneDrive tells on Windows where it is."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(name)
        if root and folder.is_relative_to(root):
            return "OneDrive"
    return None


def _by_contents(folder: Path) -> str | None:
    for place in (folder, *folder.parents):
        if place == place.parent or place == Path.home().parent:
            return None
        with suppress(OSError):
            names = os.listdir(place) if len(place.parts) > 1 else []
            here = set(names)
            for sign, name in _INSIDE:
                if sign in here and place != Path.home():  # Dropbox keeps its settings in the home folder
                    return name
            if any(_DATABASE.fullmatch(name) for name in names if name.startswith((".sync_", "._sync_", "_sync_"))):
                return "Nextcloud"
    return None


def _by_mount(folder: Path, mounts: Path) -> str | None:
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    kind = _kind_of(folder, lines)
    if kind is None:
        return None
    return FUSE.get(kind.removeprefix("fuse.")) if kind.startswith("fuse.") else NETWORK.get(kind)


def _kind_of(folder: Path, lines: Iterable[str]) -> str | None:
    """The type of the file system that the folder is on: of the longest mount point above it, the last one."""
    best, kind = -1, None
    for line in lines:
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
        if folder.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), after.split(" ")[0]
    return kind
