/// Whether a terminal would obey a character instead of showing it: controls, line ends that some
/// terminals know, and what turns the direction of the text around it, so that a line reads otherwise
/// than it is.
pub(crate) fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
