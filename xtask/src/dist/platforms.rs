//! What a release is built for.

/// A platform, and what each kind of package calls it.
pub(crate) struct Platform {
    /// Rust's name of it.
    pub(crate) triple: &'static str,
    /// The names in `std::env::consts`.
    os: &'static str,
    architecture: &'static str,
    /// Node's `process.platform` and `process.arch`, joined.
    pub(crate) node: &'static str,
    /// What pip calls it. A static binary runs with either of Linux's C libraries.
    pub(crate) wheel: &'static [&'static str],
    /// Debian's name of the architecture, where there is a Debian package.
    pub(crate) debian: Option<&'static str>,
}

/// The oldest macOS that it runs on, which the wheels say, too. Without it, zig takes that of its own
/// libraries.
pub(crate) const MACOS: &str = "11.0";

/// Every platform, in the order in which they are built.
pub(crate) const PLATFORMS: [Platform; 5] = [
    Platform {
        triple: "x86_64-unknown-linux-musl",
        os: "linux",
        architecture: "x86_64",
        node: "linux-x64",
        wheel: &["manylinux2014_x86_64", "manylinux_2_17_x86_64", "musllinux_1_1_x86_64"],
        debian: Some("amd64"),
    },
    Platform {
        triple: "aarch64-unknown-linux-musl",
        os: "linux",
        architecture: "aarch64",
        node: "linux-arm64",
        wheel: &["manylinux2014_aarch64", "manylinux_2_17_aarch64", "musllinux_1_1_aarch64"],
        debian: Some("arm64"),
    },
    Platform {
        triple: "x86_64-apple-darwin",
        os: "macos",
        architecture: "x86_64",
        node: "darwin-x64",
        wheel: &["macosx_11_0_x86_64"],
        debian: None,
    },
    Platform {
        triple: "aarch64-apple-darwin",
        os: "macos",
        architecture: "aarch64",
        node: "darwin-arm64",
        wheel: &["macosx_11_0_arm64"],
        debian: None,
    },
    Platform {
        triple: "x86_64-pc-windows-gnu",
        os: "windows",
        architecture: "x86_64",
        node: "win32-x64",
        wheel: &["win_amd64"],
        debian: None,
    },
];

impl Platform {
    /// Whether what is built for it runs here.
    pub(crate) fn is_host(&self) -> bool {
        (self.os, self.architecture) == (std::env::consts::OS, std::env::consts::ARCH)
    }

    /// Whether its binary has to need no library of the system.
    pub(crate) fn is_static(&self) -> bool {
        self.os == "linux"
    }

    pub(crate) fn is_windows(&self) -> bool {
        self.os == "windows"
    }

    /// The file that is built.
    pub(crate) fn program(&self) -> &'static str {
        if self.is_windows() { "lessonlint.exe" } else { "lessonlint" }
    }

    /// The archive's folder, and its name without the ending.
    pub(crate) fn archive(&self) -> String {
        format!("lessonlint-{}", self.triple)
    }

    /// The npm package that holds its binary.
    pub(crate) fn npm_package(&self) -> String {
        format!("@lessonlint/{}", self.node)
    }
}

/// The platform of a name.
pub(crate) fn named(triple: &str) -> Result<&'static Platform, String> {
    PLATFORMS.iter().find(|platform| platform.triple == triple).ok_or_else(|| {
        let known: Vec<&str> = PLATFORMS.iter().map(|platform| platform.triple).collect();
        format!("nothing is built for `{triple}`; known are:\n  {}", known.join("\n  "))
    })
}

/// The platform of this machine. Archives and packages are made by the tools of a Linux system.
pub(crate) fn host() -> Result<&'static Platform, String> {
    let host = PLATFORMS.iter().find(|platform| platform.is_host() && platform.is_static());
    host.ok_or_else(|| {
        String::from("what is released is built on Linux, on x86_64 or aarch64; this is neither")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_platform_is_told_what_there_is() {
        let told = named("sparc-sun-solaris").err().unwrap();
        assert!(told.contains("sparc-sun-solaris") && told.contains("  x86_64-apple-darwin\n"), "{told}");
    }

    #[test]
    fn the_wheels_say_which_macos_it_is_built_for() {
        let tags =
            PLATFORMS.iter().filter(|platform| platform.os == "macos").flat_map(|platform| platform.wheel);
        let version = format!("macosx_{}_", MACOS.replace('.', "_"));
        assert_eq!(tags.filter(|tag| tag.starts_with(&version)).count(), 2);
    }

    #[test]
    fn no_two_platforms_have_files_of_one_name() {
        for (at, platform) in PLATFORMS.iter().enumerate() {
            for other in &PLATFORMS[at + 1..] {
                assert_ne!(platform.archive(), other.archive());
                assert_ne!(platform.node, other.node);
                assert!(platform.debian.is_none() || platform.debian != other.debian);
            }
        }
    }
}
