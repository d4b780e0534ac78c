//! `.idea/jsonSchemas.xml`: the schema mappings of IntelliJ and its kin.
//!
//! The IDE writes this file anew and drops comments, so what is ours is known by the folder that a mapping names.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::{Fresh, Link, Refused, Rest, SCHEMA_FOLDER, line_end};

const COMPONENT: &str = "JsonSchemaMappingsProjectConfiguration";
const MADE: &str = "<!-- `lessonlint schema remove` deletes this file";
const BEFORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const MAP: &str = "<project version=\"4\">\n  <component name=\"JsonSchemaMappingsProjectConfiguration\">\n    <state>\n      <map>";
const AFTER: &str = "\n      </map>\n    </state>\n  </component>\n</project>\n";

/// Puts a mapping for each link into the map of the component.
pub(super) fn install(text: &str, links: &[Link], fresh: Fresh) -> Result<String, Refused> {
    let entries: String = links.iter().map(entry).collect();
    if text.trim().is_empty() {
        let made = match fresh {
            Fresh::No | Fresh::Shell => "<!-- `lessonlint schema remove` empties this file -->\n".to_owned(),
            Fresh::File => format!("{MADE} -->\n"),
            Fresh::Folder => format!("{MADE} and its folder -->\n"),
        };
        return Ok(format!("{BEFORE}{made}{MAP}{entries}{AFTER}{text}"));
    }
    let map = read(text)?.map.ok_or_else(|| {
        Refused::taken(format!("there is no `<map>` in the `<state>` of a component {COMPONENT}"), &entries)
    })?;
    let (before, after) = text.split_at(map);
    Ok(format!("{before}{}{after}", entries.replace('\n', line_end(text))))
}

/// Takes the mappings to schemas of ours out.
pub(super) fn remove(text: &str) -> Result<Rest, Refused> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !bare.contains(SCHEMA_FOLDER) {
        return Ok(Rest::Untouched);
    }
    let mark = text.len() - bare.len();
    let found = read(bare).map_err(|mut refused| {
        refused.at = refused.at.map(|at| at + mark);
        refused
    })?;
    if found.ours.is_empty() {
        return Ok(Rest::Untouched);
    }
    let mut rest = text[..mark].to_owned();
    let mut kept = 0;
    for (start, end) in found.ours {
        rest.push_str(&bare[kept..start]);
        kept = end;
    }
    rest.push_str(&bare[kept..]);
    let Some(inside) = rest[mark..]
        .strip_prefix(BEFORE)
        .and_then(|rest| rest.strip_prefix("<!-- `lessonlint schema remove` "))
    else {
        return Ok(Rest::File(rest));
    };
    let whole = format!("{MAP}{AFTER}");
    let (does, skeleton) = inside.split_once(" -->\n").unwrap_or_default();
    Ok(match (skeleton.strip_prefix(&whole), does) {
        (Some(blank), "empties this file") => Rest::File(format!("{}{blank}", &text[..mark])),
        (Some(""), "deletes this file") => Rest::Nothing { folder: false },
        (Some(""), "deletes this file and its folder") => Rest::Nothing { folder: true },
        _ => Rest::File(rest),
    })
}

fn entry(link: &Link) -> String {
    let name = format!("lessonlint {}", link.files.first().map_or("", String::as_str));
    let option = |indent: usize, name: &str, value: &str| {
        let value = escape(value).replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;");
        format!("\n{}<option name=\"{name}\" value=\"{value}\" />", " ".repeat(indent))
    };
    let mut text =
        format!("\n        <entry key=\"{}\">\n          <value>\n            <SchemaInfo>", escape(&name));
    text += &option(14, "name", &name);
    text += &option(14, "relativePathToSchema", &link.schema);
    text += &option(14, "schemaVersion", "JSON Schema version 7");
    text += "\n              <option name=\"patterns\">\n                <list>";
    for file in &link.files {
        text += "\n                  <Item>";
        text += &option(20, "path", file);
        text += "\n                  </Item>";
    }
    text += "\n                </list>\n              </option>\n            </SchemaInfo>";
    text + "\n          </value>\n        </entry>"
}

/// What is known of the file.
#[derive(Default)]
struct Mappings {
    /// Behind the opening tag of the map.
    map: Option<usize>,
    /// The mappings of ours, with the blanks before each.
    ours: Vec<(usize, usize)>,
}

fn read(text: &str) -> Result<Mappings, Refused> {
    let mut reader = Reader::from_str(text);
    let mut found = Mappings::default();
    let mut open: Vec<String> = Vec::new();
    // Where the mapping that is being read begins, and whether it is ours.
    let mut mapping: Option<(usize, bool)> = None;
    let mut blank_from = 0;
    let place = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            Refused::unreadable(at, format!("this is no XML: {error}"))
        })?;
        let end = place(&reader);
        match event {
            Event::Start(tag) => {
                // Deeper than this, nothing is looked for.
                let inside: Vec<&str> = open.iter().take(5).map(String::as_str).collect();
                match (inside.as_slice(), tag.name().as_ref()) {
                    (["project", component, "state"], "map") if component == &COMPONENT => {
                        found.map = Some(end)
                    }
                    (["project", component, "state", "map"], "entry") if component == &COMPONENT => {
                        mapping = Some((blank_from.max(found.map.unwrap_or(0)), false));
                    }
                    _ => mapping = mapping.map(|(start, ours)| (start, ours || is_ours(&tag))),
                }
                let name = tag.name().as_ref().to_owned();
                // A component is known by its name.
                open.push(if name == "component" {
                    attribute(&tag, "name").unwrap_or_default()
                } else {
                    name
                });
            }
            Event::Empty(tag) => mapping = mapping.map(|(start, ours)| (start, ours || is_ours(&tag))),
            Event::End(_) => {
                open.pop();
                if open.len() == 4
                    && let Some((start, true)) = mapping.take()
                {
                    found.ours.push((start, end));
                }
            }
            Event::Eof if open.is_empty() => return Ok(found),
            Event::Eof => {
                let last = open.last().map_or("", String::as_str);
                return Err(Refused::unreadable(start, format!("this is no XML: `{last}` is not closed")));
            }
            _ => {}
        }
        let is_blank = text.get(start..end).is_some_and(|piece| piece.trim().is_empty());
        blank_from = if is_blank { start } else { end };
    }
}

fn is_ours(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "name").as_deref() == Some("relativePathToSchema")
        && attribute(tag, "value")
            .is_some_and(|path| path.trim_start_matches("./").starts_with(SCHEMA_FOLDER))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}
