//! The Python wheels. maturin makes the one of this machine; those of other platforms differ from it in
//! the binary, the licences and the tags alone, so that every kind of package holds the same binary, and
//! each is built once.

use std::fs;
use std::path::{Path, PathBuf};

use super::build::{self, Build};
use super::licences;
use super::packages::{self, Parts};
use super::platforms::Platform;
use super::tools::tool;
use crate::codegen::{children, files_below};
use crate::root;

/// Where the project file names the program that is built.
const MANIFEST: &str = "crates/lessonlint/Cargo.toml";

/// A wheel, unpacked.
pub(crate) struct Wheel(PathBuf);

impl Wheel {
    /// By maturin, in a folder of ours. It finds the binary built, since it asks cargo for the same thing.
    pub(crate) fn new(build: &Build, host: &Platform, folder: &Path) -> Result<Self, String> {
        let licences = licences::of_dependencies(host)?;
        let (project, made, unpacked) =
            (folder.join("project"), folder.join("made"), folder.join("unpacked"));
        let text = build::read(&root().join("pyproject.toml"))?;
        let manifest = root().join(MANIFEST).display().to_string();
        let text = String::from_utf8_lossy(&text).replace(MANIFEST, &manifest);
        build::write(&project.join("pyproject.toml"), text)?;
        build::copy(&root().join("packaging/README.md"), &project.join("packaging/README.md"))?;
        packages::put_licences(&project, &licences)?;
        let maturin = tool("maturin", &project)
            .set("CARGO_TARGET_DIR", &build.target)
            .set("CARGO_ENCODED_RUSTFLAGS", build.flags());
        let maturin =
            maturin.with(["build", "--locked", "--auditwheel", "skip", "--profile", &build.profile]);
        maturin.with(["--target", host.triple, "--out"]).with([&made]).run()?;
        tool("wheel", folder).with(["unpack", "--dest"]).with([&unpacked]).with(children(&made)?).run()?;
        Ok(Self(only(&unpacked)?))
    }

    /// Packs the wheel of a platform.
    pub(crate) fn pack(&self, parts: &Parts, licences: &str) -> Result<(), String> {
        let above = parts.folder.join("wheel");
        super::empty(&above)?;
        tool("cp", &above).with(["-R"]).with([self.0.as_path(), Path::new("folder")]).run()?;
        let folder = above.join("folder");
        for file in files_below(&folder) {
            let name = file.file_name().unwrap_or_default();
            if name == "WHEEL" {
                let text = String::from_utf8_lossy(&build::read(&file)?).into_owned();
                build::write(&file, tagged(&text, parts.platform))?;
                let about = file.parent().unwrap_or(&folder);
                packages::put_licences(&about.join("licenses"), licences)?;
            } else if name.to_str().is_some_and(|name| name.starts_with("lessonlint")) {
                fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                build::copy(parts.binary, &file.with_file_name(parts.platform.program()))?;
            }
        }
        parts.settle(&folder)?;
        let wheel = tool("wheel", &above).set("SOURCE_DATE_EPOCH", &parts.build.time);
        wheel.with(["pack", "folder", "--dest-dir"]).with([parts.finished]).run().map(drop)
    }
}

/// The file `WHEEL` with the tags of a platform.
fn tagged(text: &str, platform: &Platform) -> String {
    let kept = text.lines().filter(|line| !line.starts_with("Tag: ") && !line.is_empty());
    let tags = platform.wheel.iter().map(|tag| format!("Tag: py3-none-{tag}"));
    kept.map(ToOwned::to_owned).chain(tags).map(|line| line + "\n").collect()
}

fn only(folder: &Path) -> Result<PathBuf, String> {
    let found = children(folder)?;
    match found.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(format!("{} should hold one thing, and holds {}", folder.display(), found.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::platforms::named;

    #[test]
    fn a_wheel_says_where_it_can_be_installed() {
        let tagged =
            tagged("Wheel-Version: 1.0\nTag: py3-none-linux_x86_64\n", named("x86_64-apple-darwin").unwrap());
        assert_eq!(tagged, "Wheel-Version: 1.0\nTag: py3-none-macosx_11_0_x86_64\n");
    }

    #[test]
    fn the_project_file_names_the_program_where_it_is_replaced() {
        let project = root().join("pyproject.toml");
        assert!(fs::read_to_string(project).unwrap().contains(&format!("\"{MANIFEST}\"")));
        assert!(root().join(MANIFEST).is_file());
    }
}
