/// A message as a sentence of its own: with a capital where it begins with a letter, and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut characters = text.chars();
    let mut sentence: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(characters.as_str());
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_message_becomes_a_sentence() {
        assert_eq!(sentence("the lead is missing"), "The lead is missing.");
        assert_eq!(sentence("\"Ours\" has no why"), "\"Ours\" has no why.");
        assert_eq!(sentence("éa is it?"), "Éa is it?");
        assert_eq!(sentence(""), ".");
    }
}
