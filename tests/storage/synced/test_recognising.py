"""Which folders are synced or on a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.synced.recognising import service_of

MOUNTS = """22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/team rw - nfs4 server:/team rw
31 22 0:41 / /mnt/team/local\\040disk rw - ext4 /dev/vdb rw
32 22 0:42 / /mnt/ssh rw - fuse.sshfs ben@server: rw
33 22 0:43 / /mnt/win rw - cifs //server/share rw
34 22 0:44 / /mnt/app rw - fuse.AppImage app rw
"""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ada/Dropbox/a.counterpoint", "Dropbox"),
        ("/home/ada/Dropbox (Personal)/deep/in/a.counterpoint", "Dropbox"),
        ("/home/ada/OneDrive - University/a.counterpoint", "OneDrive"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/a.counterpoint", "iCloud"),
        ("/Users/ada/Library/CloudStorage/GoogleDrive-ada/a.counterpoint", "Google Drive"),
        ("/home/ada/Nextcloud/a.counterpoint", "Nextcloud"),
        ("/mnt/team/a.counterpoint", "NFS"),
        ("/mnt/team/local disk/a.counterpoint", None),
        ("/mnt/ssh/deep/a.counterpoint", "SSH"),
        ("/mnt/win/a.counterpoint", "SMB"),
        ("/mnt/app/a.counterpoint", None),
        ("/home/ada/Documents/dropbox notes/a.counterpoint", None),
        ("/home/ada/a.counterpoint", None),
    ],
)
def test_folders_are_known_by_name_and_file_system(path: str, service: str | None, tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert service_of(Path(path), mounts) == service


@pytest.mark.parametrize(
    ("sign", "service"),
    [(".stfolder", "Syncthing"), (".sync_0a1b2c3d4e5f.db", "Nextcloud"), (".dropbox.cache", "Dropbox")],
)
def test_folders_are_known_by_what_sync_programs_put_there(sign: str, service: str, tmp_path: Path) -> None:
    deep = tmp_path / "kept" / "deep"
    deep.mkdir(parents=True)
    assert service_of(deep / "a.counterpoint") is None
    (tmp_path / "kept" / sign).touch()
    assert service_of(deep / "a.counterpoint") == service
