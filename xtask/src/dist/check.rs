//! Each file of a release for this machine is installed as docs/installing.md says, in a clean folder,
//! and run.

use std::fs;
use std::path::Path;

use super::build;
use super::packages::VERSION;
use super::platforms::{self, Platform};
use super::tools::{self, Ran, tool};
use crate::codegen::children;
use crate::root;

/// The page whose commands are run.
const PAGE: &str = "docs/installing.md";

/// What is needed beside what makes the files.
pub(crate) const PROGRAMS: [&str; 4] = ["python3", "dpkg", "dpkg-query", "sh"];

/// A lesson with holes, and what the last lines of its report say.
const LESSON: &str = "tests/fixtures/dough/dough.yaml";
const FOUND: &str = "3 errors in 1 lesson";

/// What stands before each block: `sudo dpkg` installs below the folder `root`, and only unpacks where
/// nobody is root, since dpkg gives every file its owner.
const BEFORE: &str = r#"
mkdir -p root/var/lib/dpkg/info root/var/lib/dpkg/updates root/var/lib/dpkg/triggers
touch root/var/lib/dpkg/status root/var/lib/dpkg/available
PATH="$PWD/root/usr/bin:$PATH"
sudo() {
    test "$1 $2" = "dpkg --install"
    if [ "$(id -u)" = 0 ]; then
        dpkg --root="$PWD/root" --install "$3"
        dpkg-query --admindir="$PWD/root/var/lib/dpkg" --show --showformat='${Status}\n' lessonlint | grep -qx 'install ok installed'
    else
        dpkg-deb --extract "$3" root
    fi
}
"#;

pub(crate) fn run(out: &Path, built: &[&Platform]) -> Result<(), String> {
    let page = String::from_utf8_lossy(&build::read(&root().join(PAGE))?).into_owned();
    let host = platforms::host()?;
    let mut ways = 0;
    for (heading, block) in blocks(&page) {
        // It has just been run.
        if block.contains("cargo xtask dist") {
            continue;
        }
        // The page names the platform that most readers have.
        let block = block.replace("linux-x64", host.node);
        way(out, &block).map_err(|error| format!("{PAGE}, {heading}: {error}"))?;
        println!("as {PAGE} says: {heading}");
        ways += 1;
    }
    if ways < 5 {
        return Err(format!("{PAGE} shows {ways} ways, and there are more"));
    }
    npm_alone(out)?;
    lintian(out)?;
    built.iter().filter(|platform| !platform.is_host()).try_for_each(|platform| emulated(out, platform))
}

/// The fenced blocks of shell commands, each with the heading above it.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let (mut heading, mut open) = (String::new(), false);
    for line in page.lines() {
        match line {
            "```sh" => {
                open = true;
                blocks.push((heading.clone(), String::new()));
            }
            "```" => open = false,
            _ if open => blocks.last_mut().into_iter().for_each(|(_, block)| *block += &format!("{line}\n")),
            _ => heading = line.strip_prefix("## ").map_or(heading, ToOwned::to_owned),
        }
    }
    blocks
}

/// Runs the commands of one way. The last one asks for the version; the same one then has to find what
/// is wrong with a lesson.
fn way(out: &Path, block: &str) -> Result<(), String> {
    let folder = clean_folder(out)?;
    let asked = block.lines().last().and_then(|line| line.strip_suffix(" --version"));
    let check = asked.map_or(String::new(), |program| format!("{program} check lesson.yaml\n"));
    let ran = shell(folder.path(), &format!("{BEFORE}{block}{check}"))?;
    let said = format!("{}{}", ran.out, ran.err);
    let as_due = match asked {
        Some(_) => ran.code == Some(1) && has_version(&ran.out) && ran.out.contains(FOUND),
        None => ran.code == Some(0),
    };
    if as_due { Ok(()) } else { Err(format!("the commands ended with {:?}:\n{said}", ran.code)) }
}

fn has_version(printed: &str) -> bool {
    printed.lines().any(|line| line == format!("lessonlint {VERSION}"))
}

fn clean_folder(out: &Path) -> Result<tempfile::TempDir, String> {
    // A blank in the path, since people's folders have them.
    let folder = tempfile::Builder::new().prefix("a clean folder").tempdir();
    let folder = folder.map_err(|error| format!("no temporary folder: {error}"))?;
    for file in children(out)? {
        build::copy(&file, &folder.path().join(file.file_name().unwrap_or_default()))?;
    }
    build::copy(&root().join(LESSON), &folder.path().join("lesson.yaml"))?;
    Ok(folder)
}

/// Runs commands as somebody who has nothing set, and asks no registry.
fn shell(folder: &Path, commands: &str) -> Result<Ran, String> {
    let home = folder.join("home");
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let shell = tool("sh", folder).with(["-euc", commands]).set("HOME", home);
    let shell = shell.set("npm_config_offline", "true").set("npm_config_audit", "false");
    let path = std::env::var_os("PATH").unwrap_or_default();
    shell.set("npm_config_update_notifier", "false").set("NO_COLOR", "1").set("PATH", path).try_run()
}

/// Without the package for the platform, the npm package says which one is missing.
fn npm_alone(out: &Path) -> Result<(), String> {
    let folder = clean_folder(out)?;
    let commands = "npm install --omit=optional ./lessonlint-[0-9]*.tgz >&2\nnpx lessonlint --version";
    let ran = shell(folder.path(), commands)?;
    let package = format!("{}@{VERSION}", platforms::host()?.npm_package());
    if ran.code != Some(2) || !ran.err.contains(&package) {
        return Err(format!("npm without {package} ended with {:?}:\n{}{}", ran.code, ran.out, ran.err));
    }
    println!("npm without the package for this platform says so");
    Ok(())
}

fn lintian(out: &Path) -> Result<(), String> {
    if tools::find("lintian").is_none() {
        println!(
            "lintian is not installed: the Debian packages are not held to it (apt-get install lintian)"
        );
        return Ok(());
    }
    let packages = children(out)?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "deb"));
    tool("lintian", out)
        .with(["--fail-on", "error,warning", "--tag-display-limit", "0"])
        .with(packages)
        .run()?;
    println!("lintian has nothing to say");
    Ok(())
}

/// A binary for another processor runs where there is an emulator of it.
fn emulated(out: &Path, platform: &Platform) -> Result<(), String> {
    let emulators = ["qemu-aarch64", "qemu-aarch64-static"];
    let emulator = emulators.into_iter().find(|name| tools::find(name).is_some());
    let (Some(emulator), "aarch64-unknown-linux-musl") = (emulator, platform.triple) else {
        println!("{} is not run: nothing here can", platform.triple);
        return Ok(());
    };
    let folder = clean_folder(out)?;
    let name = platform.archive();
    tool("tar", folder.path()).with(["-xzf", &format!("{name}.tar.gz")]).run()?;
    let program = format!("{name}/lessonlint");
    let version = tool(emulator, folder.path()).with([program.as_str(), "--version"]).run()?;
    let ran = tool(emulator, folder.path()).with([program.as_str(), "check", "lesson.yaml"]).try_run()?;
    if !has_version(&version) || ran.code != Some(1) || !ran.out.contains(FOUND) {
        return Err(format!("{name} under {emulator}: {version}{}{}", ran.out, ran.err));
    }
    println!("{name} runs under {emulator}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_each_way_under_its_heading() {
        let page = fs::read_to_string(root().join(PAGE)).unwrap();
        let blocks = blocks(&page);
        assert!(
            blocks.iter().filter(|(_, block)| block.ends_with(" --version\n")).count() >= 4,
            "{blocks:?}"
        );
        assert!(blocks.iter().all(|(heading, _)| !heading.is_empty()));
    }
}
