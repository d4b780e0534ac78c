//! The files of a release, made from a binary: here archives and npm packages, wheels and Debian
//! packages in modules of their own.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::build::{self, Build, Printed};
use super::platforms::{PLATFORMS, Platform};
use super::tools::tool;
use super::wheel::Wheel;
use super::{debian, licences};
use crate::codegen::files_below;
use crate::root;

/// The version, which stands in the workspace's Cargo.toml and nowhere else.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The file of licences of dependencies, in every package.
pub(crate) const LICENCES: &str = "LICENSES-OF-DEPENDENCIES.txt";

/// What goes into the packages of one platform.
pub(crate) struct Parts<'a> {
    pub(crate) build: &'a Build,
    pub(crate) platform: &'a Platform,
    pub(crate) binary: &'a Path,
    pub(crate) printed: &'a Printed,
    pub(crate) wheel: &'a Wheel,
    /// A folder of ours to work in.
    pub(crate) folder: PathBuf,
    /// Where the finished files are put.
    pub(crate) finished: &'a Path,
}

impl Parts<'_> {
    /// Makes every package that this platform has.
    pub(crate) fn pack(&self) -> Result<(), String> {
        let licences = licences::of_dependencies(self.platform)?;
        self.archive(&licences)?;
        self.wheel.pack(self, &licences)?;
        self.npm(&licences)?;
        self.platform.debian.map_or(Ok(()), |architecture| debian::pack(self, architecture, &licences))
    }

    fn archive(&self, licences: &str) -> Result<(), String> {
        let name = self.platform.archive();
        let folder = self.folder.join("archive").join(&name);
        build::copy(self.binary, &folder.join(self.platform.program()))?;
        put_licences(&folder, licences)?;
        for file in ["README.md", "CHANGELOG.md"] {
            build::copy(&root().join(file), &folder.join(file))?;
        }
        build::write(&folder.join("lessonlint.1"), &self.printed.manual)?;
        for (shell, text) in &self.printed.completions {
            build::write(&folder.join("completions").join(completion_file(shell)), text)?;
        }
        self.settle(&folder)?;
        let above = self.folder.join("archive");
        if self.platform.is_windows() {
            let file = self.finished.join(format!("{name}.zip"));
            let zip = tool("zip", &above).set("TZ", "UTC").with(["-X", "-q", "-9"]).with([&file]);
            return zip.with(relative_files(&above)).run().map(drop);
        }
        let file = self.finished.join(format!("{name}.tar.gz"));
        let options = ["--create", "--use-compress-program=gzip -9n", "--format=gnu", "--sort=name"];
        let tar = tool("tar", &above).with(options).with(["--owner=0", "--group=0", "--numeric-owner"]);
        tar.with([format!("--mtime=@{}", self.build.time)])
            .with(["--file"])
            .with([&file])
            .with([&name])
            .run()
            .map(drop)
    }

    fn npm(&self, licences: &str) -> Result<(), String> {
        let folder = self.folder.join("npm");
        build::copy(self.binary, &folder.join(self.platform.program()))?;
        put_licences(&folder, licences)?;
        build::copy(&root().join("packaging/README.md"), &folder.join("README.md"))?;
        let (os, cpu) = self.platform.node.split_once('-').unwrap_or_default();
        let description =
            format!("The program of lessonlint for {os} on {cpu}; install the package lessonlint");
        let package = json!({
            "name": self.platform.npm_package(), "description": description,
            "os": [os], "cpu": [cpu], "preferUnplugged": true,
        });
        pack_npm(self.build, package, &folder, self.finished)
    }

    /// The same permissions and times whoever builds it.
    pub(crate) fn settle(&self, folder: &Path) -> Result<(), String> {
        tool("chmod", folder).with(["--recursive", "u=rwX,go=rX", "."]).run()?;
        let date = format!("--date=@{}", self.build.time);
        tool("touch", folder).with([date]).with(relative_files(folder)).run().map(drop)
    }
}

/// The npm package that people name: it finds the one with the program for their platform.
pub(crate) fn npm_main(build: &Build, folder: &Path, finished: &Path) -> Result<(), String> {
    let ours = root().join("packaging/npm");
    let package = build::read(&ours.join("package.json"))?;
    let mut package: Value =
        serde_json::from_slice(&package).map_err(|error| format!("package.json: {error}"))?;
    let platforms = PLATFORMS.iter().map(|platform| (platform.npm_package(), Value::from(VERSION)));
    package["description"] = build.program["description"].clone();
    package["optionalDependencies"] = Value::Object(platforms.collect());
    build::copy(&ours.join("lessonlint.js"), &folder.join("lessonlint.js"))?;
    build::copy(&root().join("packaging/README.md"), &folder.join("README.md"))?;
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        build::copy(&root().join(file), &folder.join(file))?;
    }
    tool("chmod", folder).with(["u=rwx,go=rx", "lessonlint.js"]).run()?;
    pack_npm(build, package, folder, finished)
}

fn pack_npm(build: &Build, mut package: Value, folder: &Path, finished: &Path) -> Result<(), String> {
    package["version"] = VERSION.into();
    package["license"] = build.program["license"].clone();
    let repository = build.program["repository"].as_str().unwrap_or_default();
    package["repository"] = json!({"type": "git", "url": format!("git+{repository}.git")});
    package["homepage"] = repository.into();
    let text = serde_json::to_string_pretty(&package).map_err(|error| error.to_string())?;
    build::write(&folder.join("package.json"), text + "\n")?;
    let npm = tool("npm", folder).set("npm_config_update_notifier", "false");
    npm.with(["pack", "--ignore-scripts", "--pack-destination"]).with([finished]).run().map(drop)
}

/// Puts the licences into a folder.
pub(crate) fn put_licences(folder: &Path, of_dependencies: &str) -> Result<(), String> {
    build::write(&folder.join(LICENCES), of_dependencies)?;
    ["LICENSE-MIT", "LICENSE-APACHE"]
        .iter()
        .try_for_each(|file| build::copy(&root().join(file), &folder.join(file)))
}

fn completion_file(shell: &str) -> String {
    match shell {
        "zsh" => String::from("_lessonlint"),
        "powershell" => String::from("_lessonlint.ps1"),
        "elvish" => String::from("lessonlint.elv"),
        shell => format!("lessonlint.{shell}"),
    }
}

/// The files below a folder, from there, in their order.
pub(crate) fn relative_files(folder: &Path) -> Vec<PathBuf> {
    let files = files_below(folder).into_iter();
    files.filter_map(|file| file.strip_prefix(folder).ok().map(Path::to_owned)).collect()
}
