//! The door to the disk, inward: the library opens files here and nowhere else.
//!
//! Three questions come before the first byte: is it a regular file, does it lie in the tree, is it small
//! enough? Only what users name themselves may be something else, such as a pipe.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// The most bytes of a trace-events file, an event list, a catalogue or a baseline.
pub const LARGEST_TEXT: u64 = 64 << 20;

/// The most bytes of a source, or of another file that people write. A larger one was made by a tool.
pub(crate) const LARGEST_SOURCE: u64 = 16 << 20;

/// The most bytes of a configuration file.
pub(crate) const LARGEST_CONFIG: u64 = 1 << 20;

/// Reads a file that a walk has found into a buffer, which is used again so that no memory is asked for.
/// What has become a link or a FIFO since the walk is refused, not followed and not waited for.
///
/// # Errors
/// When it can't be read; [`ErrorKind::FileTooLarge`] when it has more than `largest` bytes.
pub(crate) fn load_found(path: &Path, largest: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    let (file, size) = open_regular(path, false)?;
    fill(file, Some(size), largest, buffer)
}

/// As [`load_found`], into memory of its own.
///
/// # Errors
/// As [`load_found`].
pub(crate) fn read_found(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    load_found(path, largest, &mut text)?;
    Ok(text)
}

/// Reads a file of a tree by a path that may come from anywhere, as from a patch or from meson.build.
///
/// # Errors
/// As [`load_found`], and when the path, or a link on it, leads out of the tree.
pub fn read_within(root: &Path, relative: &Path, largest: u64) -> io::Result<Vec<u8>> {
    read_found(&within(root, relative)?, largest)
}

/// The bytes of a file at the root of a tree, such as meson.build; `None` where it can't be read.
pub(super) fn read_top(root: &Path, name: &str) -> Option<Vec<u8>> {
    read_within(root, Path::new(name), LARGEST_SOURCE).ok()
}

/// Reads a regular file, through links.
///
/// # Errors
/// As [`load_found`].
pub(crate) fn read_regular(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let (file, size) = open_regular(path, true)?;
    fill(file, Some(size), largest, &mut text)?;
    Ok(text)
}

/// Reads what the user names: a file, a pipe, a device.
///
/// # Errors
/// As [`load_found`].
pub(crate) fn read_named(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    fill(file, metadata.is_file().then_some(metadata.len()), largest, &mut text)?;
    Ok(text)
}

/// Opens what the user names, to be read piece by piece.
///
/// # Errors
/// When it can't be opened.
pub(crate) fn open_named(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The first bytes of a regular file; none where it can't be read, which is reported when it is read whole.
pub(crate) fn beginning(path: &Path) -> Vec<u8> {
    let mut text = Vec::new();
    // What could be read is enough.
    let _ = open_regular(path, true).and_then(|(file, _)| file.take(4096).read_to_end(&mut text));
    text
}

/// Where a path of a tree leads, without links.
///
/// # Errors
/// When nothing is there, or the path or a link on it leads out of the tree.
pub(crate) fn within(root: &Path, relative: &Path) -> io::Result<PathBuf> {
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(io::Error::other("not a path in the tree"));
    }
    let path = root.join(relative).canonicalize()?;
    match path.starts_with(root.canonicalize()?) {
        true => Ok(path),
        false => Err(io::Error::other("a link out of the tree")),
    }
}

/// True when something has this path, be it a link that leads nowhere.
pub(crate) fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Opens a regular file; with its size in bytes.
fn open_regular(path: &Path, follows: bool) -> io::Result<(File, u64)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let link = if follows { OFlags::empty() } else { OFlags::NOFOLLOW };
        // A FIFO without a writer would be waited for.
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY | link).bits().cast_signed());
    }
    #[cfg(not(unix))]
    let _ = follows;
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    match metadata.is_file() {
        true => Ok((file, metadata.len())),
        false => Err(io::Error::other("not a regular file")),
    }
}

/// Reads all of a file. Its size, if it has one, comes first: a sparse file of many gigabytes costs nothing to make.
fn fill(file: File, size: Option<u64>, largest: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
    if size.is_some_and(|size| size > largest) {
        return Err(too_large(largest));
    }
    buffer.reserve(size.map_or(0, |size| size as usize + 1));
    // A pipe has no size, and what the kernel makes has none before it is read. Of the others no further read has to
    // find the end.
    let wanted = size.filter(|size| *size > 0).unwrap_or(largest + 1);
    file.take(wanted).read_to_end(buffer)?;
    if buffer.len() as u64 > largest {
        buffer.clear();
        return Err(too_large(largest));
    }
    Ok(())
}

fn too_large(largest: u64) -> io::Error {
    io::Error::new(ErrorKind::FileTooLarge, format!("larger than {} MiB", largest >> 20))
}
