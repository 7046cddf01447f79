//! Where a file lies: on a local disk, on a network share, or in a synchronised folder.

use std::path::Path;

/// Names of folders that other programs synchronise, as they call them on all systems.
const SYNCHRONISED: [&str; 9] = [
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "com~apple~clouddocs",
    "nextcloud",
    "owncloud",
    "syncthing",
];

/// File systems that lie on another machine, as Linux names them.
const NETWORK: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone"];

/// What kind of shared place a file lies in; `None` on an ordinary local disk.
pub(super) fn shared_place(file: &Path) -> Option<String> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    synchronised_folder(&file).or_else(|| network_share(&file))
}

fn synchronised_folder(file: &Path) -> Option<String> {
    let folder = file.parent()?;
    folder.components().find_map(|part| {
        let name = part.as_os_str().to_string_lossy();
        let lower = name.to_lowercase();
        SYNCHRONISED.iter().any(|known| lower.starts_with(known)).then(|| name.into_owned())
    })
}

/// On Windows a share shows in the path itself; on Linux the table of mounts tells; elsewhere
/// nothing portable does.
fn network_share(file: &Path) -> Option<String> {
    let text = file.to_string_lossy();
    if text.starts_with(r"\\") && !text.starts_with(r"\\?\") || text.starts_with(r"\\?\UNC\") {
        return Some("network share".to_owned());
    }
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    network_mount(&mounts, &text)
}

/// The file system of the longest mount point that holds the file, if it is a network one.
fn network_mount(mounts: &str, file: &str) -> Option<String> {
    let mut longest = (0, "");
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (fields.next(), fields.next()) else { continue };
        let point = point.replace("\\040", " ");
        if Path::new(file).starts_with(&point) && point.len() >= longest.0 {
            longest = (point.len(), kind);
        }
    }
    NETWORK.contains(&longest.1).then(|| longest.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synchronised_folder_is_known_by_its_name() {
        let file = Path::new("/home/ann/OneDrive - Example Trust/ward.loom");
        assert_eq!(synchronised_folder(file).as_deref(), Some("OneDrive - Example Trust"));
        assert_eq!(synchronised_folder(Path::new("/home/ann/dropbox.loom")), None);
    }

    #[test]
    fn the_longest_mount_decides_whether_a_file_lies_on_the_network() {
        let mounts = "disk / ext4 rw 0 0\nbox:/x /mnt/team\\040share nfs4 rw 0 0\n";
        assert_eq!(network_mount(mounts, "/mnt/team share/a.loom").as_deref(), Some("nfs4"));
        assert_eq!(network_mount(mounts, "/mnt/other/a.loom"), None);
    }
}
