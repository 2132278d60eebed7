//! The door to the disk, outward: the library writes files here and nowhere else, each all at once or not
//! at all, so that who reads it meanwhile, or after we were killed, finds the old text or the new one.
//!
//! One rule for all: of a link its target is written, unless it leads out of the tree; mode and owner stay;
//! a read-only file stays as it is.

use super::disk::{self, LARGEST_TEXT};
use super::failure::{Failure, io_reason};
use super::interrupt::uninterrupted;
use super::links::leads_out;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::NamedTempFile;

/// A file that is to have another text.
pub(crate) struct FileChange {
    /// Its path as shown.
    pub path: Arc<str>,
    /// `None` for a file that is new.
    pub before: Option<Vec<u8>>,
    pub after: Vec<u8>,
}

impl FileChange {
    /// Writes it to where the file lies on the disk. A note tells what else has come of it.
    ///
    /// # Errors
    /// When the file has another text by now than before, or can't be written.
    pub(crate) fn write(&self, on_disk: &Path) -> Result<Option<Failure>, Failure> {
        match &self.before {
            Some(before) => replace(on_disk, before, &self.after),
            None => create(on_disk, &self.after),
        }
    }
}

/// Puts a text in the place of another, of which a note tells what else has come of it.
///
/// # Errors
/// When the file has another text by now, or can't be written.
fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<Option<Failure>, Failure> {
    let failed = |error: io::Error| Failure::io(path, &error);
    let Some((target, metadata)) = existing(path)? else { return Err(Failure::changed(path)) };
    uninterrupted(|| {
        let file = filled(&target, Some(&metadata), after).map_err(failed)?;
        if disk::read_found(&target, LARGEST_TEXT).map_err(failed)? != before {
            return Err(Failure::changed(path));
        }
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok(torn(path, &metadata))
    })
}

/// Writes a file where none is.
///
/// # Errors
/// When something has this path, or it can't be written.
fn create(path: &Path, text: &[u8]) -> Result<Option<Failure>, Failure> {
    let failed = |error: io::Error| Failure::io(path, &error);
    if disk::is_taken(path) {
        return Err(Failure::changed(path));
    }
    uninterrupted(|| {
        let file = filled(path, None, text).map_err(failed)?;
        file.persist_noclobber(path).map_err(|error| failed(error.error))?;
        Ok(None)
    })
}

/// Writes a report, in the place of the file that is there, if any; into a pipe or a device as it is.
///
/// # Errors
/// When it can't be written.
pub(crate) fn write(path: &Path, text: &[u8]) -> Result<Option<Failure>, Failure> {
    let failed = |error: io::Error| Failure::io(path, &error);
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    if is_stream(path) || !is_file && path.exists() {
        return File::options()
            .write(true)
            .truncate(true)
            .open(path)
            .and_then(|mut file| file.write_all(text))
            .map(|()| None)
            .map_err(failed);
    }
    let Some((target, metadata)) = existing(path)? else { return create(path, text) };
    uninterrupted(|| {
        let file = filled(&target, Some(&metadata), text).map_err(failed)?;
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok(torn(path, &metadata))
    })
}

/// Makes a folder and those above it, as far as they are not there.
///
/// # Errors
/// When it can't be made.
pub(crate) fn create_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::io(path, &error))
}

/// The file that is to be replaced, without links; `None` where there is none.
fn existing(path: &Path) -> Result<Option<(PathBuf, Metadata)>, Failure> {
    if !disk::is_taken(path) {
        return Ok(None);
    }
    let refused = |reason: &str| Failure::new(path, format!("{reason}: not written"));
    let target = path
        .canonicalize()
        .map_err(|error| refused(&format!("a link that leads nowhere: {}", io_reason(&error))))?;
    if leads_out(path) {
        return Err(refused("a link out of the tree"));
    }
    let metadata = fs::metadata(&target).map_err(|error| refused(&io_reason(&error)))?;
    match () {
        () if !metadata.is_file() => Err(refused("not a regular file")),
        () if metadata.permissions().readonly() => Err(refused("read-only")),
        () => Ok(Some((target, metadata))),
    }
}

/// What the shell gives a program to write to: it has to get the bytes by that name.
fn is_stream(path: &Path) -> bool {
    ["/dev/fd", "/dev/stdout", "/dev/stderr", "/proc"].iter().any(|stream| path.starts_with(stream))
}

/// A file beside another, with this text and the mode and owner of that one.
fn filled(path: &Path, like: Option<&Metadata>, text: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    if like.is_none() {
        // As any other new file: what the user's mask leaves of it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".trace-lint-").tempfile_in(folder)?;
    file.write_all(text)?;
    if let Some(metadata) = like {
        keep_rights(file.as_file(), metadata)?;
    }
    Ok(file)
}

#[cfg(unix)]
fn keep_rights(file: &File, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let own = file.metadata()?;
    let is_other = own.uid() != metadata.uid() || own.gid() != metadata.gid();
    let is_kept = !is_other || fchown(file, Some(metadata.uid()), Some(metadata.gid())).is_ok();
    // Another owner must not lend his rights: set-uid and set-gid go.
    let mask = if is_kept { 0o7777 } else { 0o1777 };
    file.set_permissions(fs::Permissions::from_mode(metadata.permissions().mode() & mask))
}

#[cfg(not(unix))]
fn keep_rights(file: &File, metadata: &Metadata) -> io::Result<()> {
    file.set_permissions(metadata.permissions())
}

/// Tells that other names of a file still have the old text.
fn torn(path: &Path, metadata: &Metadata) -> Option<Failure> {
    #[cfg(unix)]
    let names = std::os::unix::fs::MetadataExt::nlink(metadata);
    #[cfg(not(unix))]
    let names = (metadata, 1).1;
    (names > 1).then(|| Failure::note(path, "its other hard links keep the old text"))
}
