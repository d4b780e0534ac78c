//! The action for GitHub, its steps run as the runner runs them, on a pull request that breaks a cell.

use crate::runner::{Ended, Job};

const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
const CELL: &str = "yeast: Two hours from bowl to oven";

/// The lesson with a hole in it.
fn broken() -> String {
    let broken = LESSON.replace(CELL, "yeast: TBD");
    assert_ne!(broken, LESSON);
    broken
}

/// `main` holds a sound lesson and a faulty one; the pull request breaks a cell of the first, and `main` goes on.
fn pull_request(change: impl Fn(&Job)) -> Job {
    let mut job = Job::new();
    job.write("lessons/rise.yaml", LESSON);
    job.write("lessons/old.yaml", &broken().replace("lesson: 1", "lesson: 2"));
    job.commit();
    job.git(&["checkout", "--quiet", "-b", "change"]);
    job.write("lessons/rise.yaml", &broken());
    change(&job);
    job.commit();
    job.git(&["checkout", "--quiet", "main"]);
    job.write("lessons/later.yaml", &broken().replace("lesson: 1", "lesson: 3"));
    job.commit();
    job.pull_request();
    job
}

fn annotations(ended: &Ended) -> Vec<&str> {
    ended.log.lines().filter(|line| line.starts_with("::error ")).collect()
}

fn outputs<const N: usize>(ended: &Ended, names: [&str; N]) -> [String; N] {
    names.map(|name| ended.outputs[name].clone())
}

#[test]
fn a_pull_request_that_breaks_a_cell_fails_for_that_and_nothing_older() {
    let job = pull_request(|_| {});
    let ended = job.action(&[("paths", "lessons")]);
    assert_eq!(ended.code, 1, "{}", ended.log);
    let [annotation] = annotations(&ended)[..] else { panic!("{}", ended.log) };
    assert!(
        annotation
            .starts_with("::error title=R001 regime-missing-from-dimension,file=lessons/rise.yaml,line=")
    );
    let figures = outputs(&ended, ["exit-code", "lessons", "errors", "warnings", "advice"]);
    assert_eq!(figures, ["1", "1", "1", "0", "0"]);
    let sarif = std::fs::read_to_string(&ended.outputs["sarif"]).unwrap();
    assert!(sarif.contains("\"R001\"") && !sarif.contains("old.yaml"));
    assert!(ended.summary.contains("R001") && ended.summary.contains("rise.yaml"), "{}", ended.summary);
    assert_eq!(job.git(&["status", "--porcelain"]), "");
}

#[test]
fn without_a_pull_request_everything_is_checked() {
    let job = Job::new();
    job.write("lessons/rise.yaml", LESSON);
    job.write("lessons/old.yaml", &broken());
    job.commit();
    let ended = job.action(&[("annotations", "false"), ("summary", "false")]);
    assert_eq!((ended.code, annotations(&ended)), (1, vec![]));
    assert_eq!(outputs(&ended, ["lessons", "errors"]), ["2", "1"]);
    assert!(ended.log.contains("old.yaml") && ended.summary.is_empty());
    let ended = job.action(&[("paths", "lessons/rise.yaml\n")]);
    assert_eq!(
        (ended.code, outputs(&ended, ["exit-code", "lessons", "errors"])),
        (0, ["0", "1", "0"].map(String::from))
    );
    let ended = job.action(&[("fail-on", "never")]);
    assert_eq!((ended.code, outputs(&ended, ["exit-code", "errors"])), (0, ["0", "1"].map(String::from)));
    let ended = job.action(&[("working-directory", "lessons"), ("paths", "rise.yaml")]);
    assert_eq!(ended.code, 0, "{}", ended.log);
}

#[test]
fn two_commits_of_the_history_are_enough_and_one_is_told() {
    let mut job = pull_request(|_| {});
    job.shallow("2");
    let ended = job.action(&[]);
    assert_eq!((ended.code, annotations(&ended).len()), (1, 1), "{}", ended.log);
    let mut job = pull_request(|_| {});
    job.shallow("1");
    let ended = job.action(&[]);
    assert_eq!((ended.code, annotations(&ended).len()), (2, 1), "{}", ended.log);
    assert!(annotations(&ended)[0].contains("set `fetch-depth: 2` of actions/checkout"), "{}", ended.log);
}

#[test]
fn a_privileged_trigger_is_refused() {
    let mut job = pull_request(|_| {});
    job.git(&["checkout", "--quiet", "main"]);
    job.says("GITHUB_EVENT_NAME", "pull_request_target");
    let ended = job.action(&[]);
    assert_eq!((ended.code, annotations(&ended).len()), (2, 1), "{}", ended.log);
    assert!(annotations(&ended)[0].contains("have the workflow run `on: pull_request`"), "{}", ended.log);
}

#[test]
fn the_base_judges_a_pull_request_that_changes_its_own_gate() {
    let gate = |job: &Job| {
        job.write("lessonlint.toml", "exclude = [\"lessons/**\"]\n");
        job.write("lessons/lessonlint.toml", "exclude = [\"**\"]\n");
        job.write("lessons/.lessonlintignore", "*\n");
    };
    let job = pull_request(gate);
    assert_eq!(job.action(&[]).code, 0, "the gate would be open");
    let ended = job.action(&[("config-from-base", "true")]);
    assert_eq!((ended.code, annotations(&ended).len()), (1, 1), "{}", ended.log);
    let told = "::notice title=Judged by the base::This pull request changes what decides about lessons, and \
                was judged by what its base has: `lessonlint.toml` `lessons/.lessonlintignore` `lessons/lessonlint.toml`.";
    assert!(ended.log.contains(told), "{}", ended.log);
    assert!(ended.summary.contains("was judged by what its base has"), "{}", ended.summary);
    assert_eq!(job.git(&["status", "--porcelain"]), "");
    assert!(job.workspace().join("lessons/.lessonlintignore").is_file());
}

#[test]
fn the_base_has_its_baseline_too_whatever_its_name() {
    let mut job = Job::new();
    job.write("lessonlint.toml", "baseline = \"debt/old holes.json\"\n");
    job.write("debt/old holes.json", "{\"version\": 1, \"findings\": []}\n");
    job.write("rise.yaml", LESSON);
    job.commit();
    job.git(&["checkout", "--quiet", "-b", "change"]);
    job.write("rise.yaml", &broken());
    job.lessonlint(&["baseline", "update", "--accept", "--reason=it stays"]);
    job.commit();
    job.pull_request();
    let told = "was judged by what its base has: `debt/old holes.json`.";
    assert_eq!(job.action(&[]).code, 0, "the gate would be open");
    let ended = job.action(&[("config-from-base", "true")]);
    assert!(ended.code == 1 && ended.log.contains(told), "{}", ended.log);
    let ended = job.action(&[("config-from-base", "true"), ("args", "--config\nlessonlint.toml")]);
    assert!(ended.code == 1 && ended.log.contains(told), "{}", ended.log);
    let ended = job.action(&[("config-from-base", "true"), ("args", "--baseline=debt/old holes.json")]);
    assert!(ended.code == 1 && ended.log.contains(told), "{}", ended.log);
    assert_eq!(job.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_a_job_changed_is_never_overwritten() {
    let job = pull_request(|job| job.write("lessonlint.toml", "fail_on = \"never\"\n"));
    job.write("lessonlint.toml", "fail_on = \"warning\"\n");
    let ended = job.action(&[("config-from-base", "true")]);
    assert!(ended.code == 2 && ended.log.contains("this job changed lessonlint.toml"), "{}", ended.log);
    assert_eq!(
        std::fs::read_to_string(job.workspace().join("lessonlint.toml")).unwrap(),
        "fail_on = \"warning\"\n"
    );
}

#[test]
fn no_input_is_a_command() {
    let names = [
        "with space.yaml",
        "-leading.yaml",
        "$(touch x).yaml",
        ";touch x.yaml",
        "`touch x`.yaml",
        "\"$X\".yaml",
    ];
    let job = Job::new();
    for name in names {
        job.write(name, &broken());
    }
    job.commit();
    let ended = job.action(&[("paths", &names.join("\r\n"))]);
    assert_eq!((ended.code, annotations(&ended).len()), (1, names.len()), "{}", ended.log);
    for (input, value) in [
        ("args", "--select=$(touch x)"),
        ("args", "--select R001; touch x"),
        ("changed-since", "--output=text=x"),
        ("changed-since", "HEAD\n::set-output name=x::y"),
        ("fail-on", "error;touch x"),
        ("fail-on", "--output=text=x"),
        ("paths", "::warning::file"),
        ("version", "path:$(touch x)"),
        ("version", "../../x"),
        ("version", "1.2.3\n--output=x"),
        ("summary", "$(touch x)"),
    ] {
        let ended = job.action(&[(input, value)]);
        assert_eq!(ended.code, 2, "{input} {value}: {}", ended.log);
        assert_eq!(annotations(&ended).len(), 1, "{input} {value}: {}", ended.log);
        assert!(obeyed(&ended.log).iter().all(|line| line.starts_with("::error ")), "{}", ended.log);
    }
    assert_eq!(job.git(&["status", "--porcelain"]), "");
}

/// The commands that a runner would carry out.
fn obeyed(log: &str) -> Vec<&str> {
    let mut stopped = None;
    let mut obeyed = vec![];
    for line in log.lines().filter(|line| line.starts_with("::")) {
        match (line.strip_prefix("::stop-commands::"), &stopped) {
            (Some(word), None) => stopped = Some(format!("::{word}::")),
            (_, Some(word)) if line == word => stopped = None,
            (_, Some(_)) => {}
            (None, None) => obeyed.push(line),
        }
    }
    obeyed
}

#[test]
fn what_could_not_be_done_is_told_beside_the_lines() {
    let job = Job::new();
    job.write("lessonlint.toml", "fail_onn = 1\n");
    job.write("rise.yaml", LESSON);
    job.commit();
    let ended = job.action(&[]);
    assert_eq!(ended.code, 2);
    let [annotation] = annotations(&ended)[..] else { panic!("{}", ended.log) };
    assert!(annotation.starts_with("::error title=lessonlint could not do its work::"), "{annotation}");
    assert!(annotation.contains("fail_onn"), "{annotation}");
}
