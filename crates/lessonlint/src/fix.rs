//! Texts, written so that no file is ever half.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::output::shown;

/// Writes a file's new text beside it and puts it in its place, if the file is still what was read.
///
/// A link is followed, and its file replaced, unless it leads out of the root. `preview` is the option that shows the
/// change without making it.
pub(crate) fn write(path: &Path, root: &Path, read: &str, text: &str, preview: &str) -> Result<(), String> {
    let name = shown(path.strip_prefix(root).unwrap_or(path));
    let explain = |error: io::Error| format!("{name} cannot be written: {error}");
    let target = fs::canonicalize(path).map_err(explain)?;
    if path.starts_with(root) && !target.starts_with(fs::canonicalize(root).map_err(explain)?) {
        return Err(format!(
            "{name} is a link out of {} and was not changed\n  help: name the file that it leads to, {}",
            shown(root),
            shown(&target)
        ));
    }
    let metadata = fs::metadata(&target).map_err(explain)?;
    if metadata.permissions().readonly() {
        return Err(format!(
            "{name} is read-only and was not changed\n  help: make it writable, or see what would change with `{preview}`"
        ));
    }
    let folder = target.parent().unwrap_or(&target);
    let mut file = tempfile::Builder::new().prefix(".lessonlint-").tempfile_in(folder).map_err(explain)?;
    file.write_all(text.as_bytes()).map_err(explain)?;
    file.as_file().set_permissions(metadata.permissions()).map_err(explain)?;
    keep_owner(file.as_file(), &metadata);
    file.as_file().sync_all().map_err(explain)?;
    if fs::read(&target).map_err(explain)? != read.as_bytes() {
        return Err(format!("{name} changed meanwhile, and was left alone\n  help: run the command again"));
    }
    file.persist(&target).map_err(|error| explain(error.error))?;
    Ok(())
}

/// Writes a new file; one that is there already is left alone.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), String> {
    let name = shown(path);
    let explain = |error: io::Error| format!("{name} cannot be written: {error}");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".lessonlint-").tempfile_in(folder).map_err(explain)?;
    file.write_all(text.as_bytes()).map_err(explain)?;
    make_readable(file.as_file()).map_err(explain)?;
    file.as_file().sync_all().map_err(explain)?;
    file.persist_noclobber(path).map_err(|error| explain(error.error))?;
    Ok(())
}

/// Writes what others read whole: a file that is there gives way at once; a pipe or a device is written to.
pub(crate) fn replace(path: &Path, text: &[u8]) -> Result<(), String> {
    let explain = |error: io::Error| error.to_string();
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut there| there.write_all(text))
            .map_err(explain);
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".lessonlint-").tempfile_in(folder).map_err(explain)?;
    file.write_all(text).map_err(explain)?;
    make_readable(file.as_file()).map_err(explain)?;
    file.persist(&path).map_err(|error| explain(error.error))?;
    Ok(())
}

/// Temporary files are their owner's alone; what is committed is everybody's to read.
#[cfg(unix)]
fn make_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Gives a new file the owner of the one that it replaces, where the system lets us.
#[cfg(unix)]
fn keep_owner(file: &fs::File, replaced: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(replaced.uid()), Some(replaced.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lesson.yaml");
        fs::write(&path, "as it is now").unwrap();
        let refused = write(&path, folder.path(), "as it was read", "as it should be", "--diff").unwrap_err();
        assert!(refused.starts_with("lesson.yaml changed meanwhile"), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "as it is now");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
