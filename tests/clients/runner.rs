//! A runner of GitHub Actions as far as `action.yml` needs one: steps with their environment, outputs and files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lessonlint_tests::{Folder, command, root};
use serde_json::{Value, json};

/// What an action or a workflow job ended with.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code of the last step that ran.
    pub(crate) code: i32,
    /// What the steps printed, as the runner reads it.
    pub(crate) log: String,
    /// The outputs of the whole.
    pub(crate) outputs: BTreeMap<String, String>,
    /// The job summary.
    pub(crate) summary: String,
}

/// A job: a repository that is checked out, and what the service says of it.
pub(crate) struct Job {
    folder: Folder,
    event: Value,
    environment: Vec<(String, String)>,
}

impl Job {
    /// With an empty repository, on a push.
    pub(crate) fn new() -> Self {
        let folder = Folder::new();
        std::fs::create_dir(folder.path().join("temp")).unwrap();
        std::fs::create_dir(folder.path().join("workspace")).unwrap();
        let job = Self { folder, event: json!({}), environment: vec![] };
        job.git(&["init", "--quiet", "--initial-branch=main"]);
        job
    }

    /// The folder that is checked out.
    pub(crate) fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// Writes a file of the workspace.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.workspace().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs git in the workspace; what it prints.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments);
        git.current_dir(self.workspace()).env("GIT_CONFIG_GLOBAL", "/dev/null");
        String::from_utf8(succeeded(&mut git).stdout).unwrap().trim().to_owned()
    }

    /// Runs lessonlint in the workspace, which has to do its work; what it prints.
    pub(crate) fn lessonlint(&self, arguments: &[&str]) -> String {
        text(&succeeded(command().args(arguments).current_dir(self.workspace())))
    }

    /// Commits everything that is there.
    pub(crate) fn commit(&self) {
        self.git(&["add", "--all", "--force"]);
        self.git(&["commit", "--quiet", "--message=x"]);
    }

    /// Makes of the commits on `change` the pull request that the service would check: merged into `main`.
    pub(crate) fn pull_request(&mut self) {
        let base = self.git(&["merge-base", "main", "change"]);
        self.event = json!({"pull_request": {"base": {"sha": base}}});
        self.git(&["checkout", "--quiet", "--detach", "main"]);
        self.git(&["merge", "--quiet", "--no-ff", "--message=x", "change"]);
        self.says("GITHUB_REF", "refs/pull/7/merge");
        self.says("GITHUB_SHA", &self.git(&["rev-parse", "HEAD"]));
    }

    /// The folder of what the job needs beside the workspace.
    pub(crate) fn temp(&self) -> PathBuf {
        self.folder.path().join("temp")
    }

    /// Sets something in the environment of every step.
    pub(crate) fn says(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Checks the repository out anew with so many commits of its history.
    pub(crate) fn shallow(&mut self, depth: &str) {
        let (full, url) =
            (self.folder.path().join("full"), format!("file://{}/full", self.folder.path().display()));
        std::fs::rename(self.workspace(), &full).unwrap();
        let head = succeeded(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(&full)).stdout;
        std::fs::create_dir(self.workspace()).unwrap();
        self.git(&["init", "--quiet"]);
        let head = String::from_utf8(head).unwrap();
        self.git(&[
            "-c",
            "protocol.file.allow=always",
            "fetch",
            "--quiet",
            "--depth",
            depth,
            &url,
            head.trim(),
        ]);
        self.git(&["checkout", "--quiet", "--detach", "FETCH_HEAD"]);
    }

    /// Runs `action.yml` with these inputs and the binary of this workspace, unless `version` is another.
    pub(crate) fn action(&self, given: &[(&str, &str)]) -> Ended {
        let action = yaml(&root().join("action.yml"));
        let binary = format!("path:{}", command().get_program().to_str().unwrap());
        let mut inputs: BTreeMap<String, String> = BTreeMap::from([("version".to_owned(), binary)]);
        for (name, input) in action["inputs"].as_object().unwrap() {
            inputs.entry(name.clone()).or_insert_with(|| input["default"].as_str().unwrap().to_owned());
        }
        for (name, value) in given {
            assert!(
                inputs.insert((*name).to_owned(), (*value).to_owned()).is_some(),
                "there is no input {name}"
            );
        }
        let mut known = json!({"inputs": inputs, "github": {"event": self.event}, "steps": {}});
        let mut ended =
            Ended { code: 0, log: String::new(), outputs: BTreeMap::new(), summary: String::new() };
        for step in action["runs"]["steps"].as_array().unwrap() {
            // What others wrote is not ours to run.
            if step["uses"].is_string() {
                continue;
            }
            let outputs = self.step(step, &known, &mut ended);
            if let Some(id) = step["id"].as_str() {
                known["steps"][id] = json!({"outputs": outputs});
            }
            if ended.code != 0 {
                break;
            }
        }
        for (name, output) in action["outputs"].as_object().unwrap() {
            ended.outputs.insert(name.clone(), evaluated(output["value"].as_str().unwrap(), &known));
        }
        ended
    }

    /// Runs the shell of a step as the runner does.
    fn step(&self, step: &Value, known: &Value, ended: &mut Ended) -> BTreeMap<String, String> {
        let temp = self.temp();
        let script = temp.join("step.sh");
        std::fs::write(&script, step["run"].as_str().unwrap()).unwrap();
        assert_eq!(step["shell"], "bash");
        let below = evaluated(step["working-directory"].as_str().unwrap_or_default(), known);
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&script);
        bash.current_dir(self.workspace().join(below));
        let (out, summary) = (temp.join("output"), temp.join("summary"));
        std::fs::write(&out, "").unwrap();
        let path = std::env::var("PATH").unwrap();
        bash.env_clear().env("PATH", path).env("HOME", &temp).env("GIT_CONFIG_GLOBAL", "/dev/null");
        bash.env("GITHUB_ACTION_PATH", root()).env("GITHUB_WORKSPACE", self.workspace());
        bash.env("RUNNER_TEMP", &temp).env("GITHUB_OUTPUT", &out).env("GITHUB_STEP_SUMMARY", &summary);
        bash.env("GITHUB_PATH", temp.join("path"));
        bash.envs(self.environment.iter().map(|(name, value)| (name, value)));
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            bash.env(name, evaluated(value.as_str().unwrap(), known));
        }
        let output = bash.output().unwrap();
        ended.code = output.status.code().unwrap();
        ended.log += &text(&output);
        ended.summary = std::fs::read_to_string(summary).unwrap_or_default();
        let outputs = std::fs::read_to_string(out).unwrap();
        let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        outputs.lines().map(|line| pair(line).unwrap_or_else(|| panic!("no output: {line}"))).collect()
    }
}

/// What a program printed on both streams.
pub(crate) fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

/// A YAML file as a value.
pub(crate) fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn succeeded(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", text(&output));
    output
}

/// A value in which the first of the alternatives in `${{ a.b || c.d }}` that is there stands for the whole.
fn evaluated(value: &str, known: &Value) -> String {
    let Some(expression) = value.strip_prefix("${{").and_then(|value| value.strip_suffix("}}")) else {
        assert!(!value.contains("${{"), "{value} is more than this runner can do");
        return value.to_owned();
    };
    let found = expression.split("||").find_map(|name| {
        known.pointer(&format!("/{}", name.trim().replace('.', "/"))).and_then(Value::as_str)
    });
    found.unwrap_or_default().to_owned()
}
