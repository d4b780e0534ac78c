//! The Debian package.

use std::fs;

use super::build;
use super::packages::{LICENCES, Parts, VERSION, relative_files};
use super::tools::tool;
use crate::root;

/// Makes it in a folder of ours.
pub(crate) fn pack(parts: &Parts, architecture: &str, licences: &str) -> Result<(), String> {
    let folder = parts.folder.join("debian");
    let place = |path: &str| folder.join("usr").join(path);
    let ours = root().join("packaging/debian");
    build::copy(parts.binary, &place("bin/lessonlint"))?;
    build::write(&place("share/man/man1/lessonlint.1"), &parts.printed.manual)?;
    build::write(&place("share/doc/lessonlint/changelog"), changelog(parts)?)?;
    build::write(&place("share/doc/lessonlint").join(LICENCES), licences)?;
    build::copy(&ours.join("copyright"), &place("share/doc/lessonlint/copyright"))?;
    build::copy(&ours.join("lintian-overrides"), &place("share/lintian/overrides/lessonlint"))?;
    for (shell, path) in [
        ("bash", "share/bash-completion/completions/lessonlint"),
        ("fish", "share/fish/vendor_completions.d/lessonlint.fish"),
        ("zsh", "share/zsh/vendor-completions/_lessonlint"),
    ] {
        build::write(&place(path), parts.printed.completion(shell))?;
    }
    let long = ["share/man/man1/lessonlint.1".to_owned(), "share/doc/lessonlint/changelog".to_owned()];
    let long = long.into_iter().chain([format!("share/doc/lessonlint/{LICENCES}")]);
    tool("gzip", &place("")).with(["-9n"]).with(long).run()?;
    let files = relative_files(&folder);
    let size: u64 =
        files.iter().filter_map(|file| fs::metadata(folder.join(file)).ok()).map(|file| file.len()).sum();
    let control = String::from_utf8_lossy(&build::read(&ours.join("control"))?)
        .replace("VERSION", &VERSION.replace('-', "~"))
        .replace("ARCHITECTURE", architecture)
        .replace("SIZE", &size.div_ceil(1024).to_string());
    let sums = tool("md5sum", &folder).with(&files).run()?;
    build::write(&folder.join("DEBIAN/control"), control)?;
    build::write(&folder.join("DEBIAN/md5sums"), sums)?;
    parts.settle(&folder)?;
    let builder = tool("dpkg-deb", &folder).set("SOURCE_DATE_EPOCH", &parts.build.time);
    builder.with(["--root-owner-group", "--build", "."]).with([parts.finished]).run().map(drop)
}

/// Debian wants a changelog of its own form; what changed stands in ours.
fn changelog(parts: &Parts) -> Result<String, String> {
    let date = ["--utc", "--rfc-email", "--date", &format!("@{}", parts.build.time)];
    let date = tool("date", &root()).set("LC_ALL", "C").with(date).run()?;
    let control =
        String::from_utf8_lossy(&build::read(&root().join("packaging/debian/control"))?).into_owned();
    let maintainer = control.lines().find_map(|line| line.strip_prefix("Maintainer: ")).unwrap_or_default();
    let version = VERSION.replace('-', "~");
    Ok(format!(
        "lessonlint ({version}) unstable; urgency=medium\n\n  * What changed stands in CHANGELOG.md of the source.\n\n \
         -- {maintainer}  {date}"
    ))
}
