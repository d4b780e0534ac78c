//! How the action gets a release: from a made-up one, by a stand-in for curl that reads a folder.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use lessonlint_tests::{command, root};

use crate::programs::passes;
use crate::runner::{Ended, Job};

/// Gives `releases/…` from a folder, as curl would, and takes nothing but https.
const CURL: &str = r#"#!/bin/sh
case "$*" in *"--proto =https"*"--fail"*) ;; *) exit 3 ;; esac
while [ "$1" != --output ]; do shift; done
[ "$3" = -- ] && cp "$RELEASES/${4#https://github.com/lessonlint/lessonlint/releases/}" "$2"
"#;

const NAME: &str = "lessonlint-x86_64-unknown-linux-musl";

/// A job beside which a release lies; its binary says what it is by a script.
fn job() -> Job {
    let mut job = Job::new();
    let (programs, releases) = (job.temp().join("programs"), job.temp().join("releases"));
    let version = env!("CARGO_PKG_VERSION");
    let release = releases.join(format!("download/v{version}"));
    let content = releases.join(NAME);
    for folder in [&programs, &release, &content] {
        std::fs::create_dir_all(folder).unwrap();
    }
    program(&programs.join("curl"), CURL);
    program(&programs.join("uname"), "#!/bin/sh\n[ $1 = -m ] && echo \"${MACHINE:-x86_64}\" || echo Linux\n");
    std::os::unix::fs::symlink(command().get_program(), content.join("lessonlint")).unwrap();
    let archive = release.join(format!("{NAME}.tar.gz"));
    passes(
        std::process::Command::new("tar").args(["-czhf"]).arg(&archive).args([NAME]).current_dir(&releases),
    );
    let sums =
        passes(std::process::Command::new("sha256sum").arg(format!("{NAME}.tar.gz")).current_dir(&release));
    let sums = format!("{}  another-{NAME}.tar.gz\n{sums}", "0".repeat(64));
    std::fs::write(release.join("SHA256SUMS"), sums).unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    job.says("PATH", &path);
    job.says("RELEASES", releases.to_str().unwrap());
    job.write("rise.yaml", include_str!("../../crates/lesson-lint/src/examples/lesson.yaml"));
    job
}

fn program(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn told(ended: &Ended, what: &str) {
    let found = ended.log.lines().any(|line| line.starts_with("::error ") && line.contains(what));
    assert!(ended.code == 2 && found, "{}", ended.log);
}

#[test]
fn the_release_of_the_action_itself_is_run() {
    let job = job();
    let ended = job.action(&[("version", "")]);
    assert_eq!((ended.code, ended.outputs["lessons"].as_str()), (0, "1"), "{}", ended.log);
    assert!(ended.log.contains(concat!("lessonlint ", env!("CARGO_PKG_VERSION"))), "{}", ended.log);
    let path = std::fs::read_to_string(job.temp().join("path")).unwrap();
    assert!(Path::new(path.trim()).join("lessonlint").is_file(), "{path}");
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    assert_eq!(job.action(&[("version", version)]).code, 0);
}

#[test]
fn nothing_is_run_that_the_checksum_does_not_know() {
    let job = job();
    let release = job.temp().join(concat!("releases/download/v", env!("CARGO_PKG_VERSION")));
    let sums = std::fs::read_to_string(release.join("SHA256SUMS")).unwrap();
    std::fs::write(release.join("SHA256SUMS"), sums.lines().next().unwrap()).unwrap();
    told(&job.action(&[("version", "")]), "SHA256SUMS of the release says ``");
    let other = sums.replace(&sums.lines().nth(1).unwrap()[..64], &"0".repeat(64));
    std::fs::write(release.join("SHA256SUMS"), other).unwrap();
    let ended = job.action(&[("version", "")]);
    told(&ended, &format!("says `{}`", "0".repeat(64)));
    assert!(!ended.log.contains("lessonlint 0"), "{}", ended.log);
}

#[test]
fn a_release_that_is_not_there_is_told() {
    let mut job = job();
    told(&job.action(&[("version", "9.9.9")]), "/releases/download/v9.9.9/");
    told(&job.action(&[("version", "latest")]), "/releases/latest/download/");
    job.says("MACHINE", "riscv64");
    told(&job.action(&[("version", "")]), "there is no release for Linux on riscv64");
}

#[test]
fn the_version_of_the_template_is_that_of_the_workspace() {
    let template = crate::runner::yaml(&root().join("templates/gitlab-ci.yml"));
    assert_eq!(template["lessonlint"]["variables"]["LESSONLINT_VERSION"], env!("CARGO_PKG_VERSION"));
}
