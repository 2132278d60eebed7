//! Writing a file that was read: all of it at once, or not at all.

use super::{Failure, told};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Puts a text in the place of another. Whoever reads the file meanwhile, or after we were killed, finds
/// the one or the other. Its mode stays; of a link, what it leads to is written.
///
/// # Errors
/// When the file holds another text by now, or can't be written.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(path, told(&error));
    let target = path.canonicalize().map_err(failed)?;
    let metadata = fs::metadata(&target).map_err(failed)?;
    if metadata.permissions().readonly() {
        return Err(Failure::new(path, "read-only: not fixed"));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".trace-lint-").tempfile_in(folder).map_err(failed)?;
    file.write_all(after).map_err(failed)?;
    fs::set_permissions(file.path(), metadata.permissions()).map_err(failed)?;
    if fs::read(&target).map_err(failed)? != before {
        return Err(Failure::new(path, "changed while it was checked: not fixed"));
    }
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a file, in the place of the one that is there, if any: all of it at once, or not at all.
///
/// # Errors
/// When it can't be written.
pub fn create(path: &Path, text: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(path, told(&error));
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(path, text).map_err(failed); // a pipe or a device
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // As any other new file: what the user's mask leaves of it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".trace-lint-").tempfile_in(folder).map_err(failed)?;
    file.write_all(text).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
