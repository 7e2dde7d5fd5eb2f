//! Splits texts into words and brings words into the form in which they are looked up. The
//! builder and the reader share this, so what one takes for a word, so does the other.

/// A run of letters and digits in a text, with the characters that may join them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// The run as it is written.
    pub text: &'t str,
    /// Whether its script puts no spaces between words, as Chinese or Thai.
    pub is_spaceless: bool,
}

/// What a run is indexed as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analyzed {
    /// Its words with their positions in the run. Several words may share a position.
    pub words: Vec<(usize, String)>,
    /// How many positions it takes up.
    pub length: usize,
}

/// What a run is looked up as: any of several sequences of words.
pub type Alternatives = Vec<Vec<String>>;

/// The longest joined form of a compound, in bytes.
const LONGEST_COMPOUND: usize = 40;

/// How English words are inflected: the endings of two forms.
const INFLECTIONS: [(&str, &str); 15] = [
    ("", "s"),
    ("", "es"),
    ("", "ed"),
    ("", "ing"),
    ("", "ly"),
    ("e", "ed"),
    ("e", "es"),
    ("e", "ing"),
    ("s", "ed"),
    ("s", "ing"),
    ("es", "ing"),
    ("ed", "ing"),
    ("y", "ies"),
    ("y", "ied"),
    ("ies", "ied"),
];

/// The shortest word, in bytes, of which other forms are tried.
const INFLECTED: usize = 5;

/// The runs of a text.
pub fn runs(text: &str) -> Runs<'_> {
    Runs { text, at: 0 }
}

/// The rest of the runs of a text. A type of its own, so that programs contain its code once.
#[derive(Clone, Debug)]
pub struct Runs<'t> {
    text: &'t str,
    /// Where the rest begins, in bytes.
    at: usize,
}

impl<'t> Iterator for Runs<'t> {
    type Item = Run<'t>;

    fn next(&mut self) -> Option<Run<'t>> {
        let Self { text, at } = *self;
        let letters = text[at..].char_indices();
        let mut rest = letters
            .map(|(place, letter)| (at + place, letter))
            .peekable();
        let (start, first) = rest.find(|(_, letter)| letter.is_alphanumeric())?;
        let is_spaceless = is_spaceless(first);
        let (mut end, mut last) = (start + first.len_utf8(), first);
        while let Some(&(place, letter)) = rest.peek() {
            let is_part = if is_mark(letter) || is_ignored(letter) {
                true
            } else if letter.is_alphanumeric() {
                self::is_spaceless(letter) == is_spaceless
            } else {
                let after = text[place + letter.len_utf8()..].chars().next();
                !is_spaceless && after.is_some_and(|after| joins(last, letter, after))
            };
            if !is_part {
                break;
            }
            rest.next();
            end = place + letter.len_utf8();
            last = letter;
        }
        self.at = end;
        Some(Run {
            start,
            text: &text[start..end],
            is_spaceless,
        })
    }
}

/// The words of a run, as they are indexed, folded with [`fold`] or otherwise.
pub fn analyze(run: Run<'_>, fold: impl Fn(&str) -> String) -> Analyzed {
    let mut words = Vec::new();
    if run.is_spaceless {
        let clusters = clusters(&fold(run.text));
        // Pairs, and the last one alone, so that one sign finds the pairs that begin with it.
        for at in 0..clusters.len() {
            let pair = clusters[at..clusters.len().min(at + 2)].concat();
            words.push((at, pair));
        }
        let length = clusters.len();
        return Analyzed { words, length };
    }
    let parts = parts(run.text);
    let mut length = 0;
    for part in &parts {
        let key = fold(&bare(part));
        if key.is_empty() {
            continue;
        }
        words.push((length, key));
        // `ivoire` in `d’Ivoire`.
        if let Some(rest) = without_elision(part) {
            words.push((length, fold(&bare(rest))));
        }
        length += 1;
    }
    if parts.len() > 1 && !run.text.split(is_hyphen).any(is_sentence_end) {
        let joined: String = parts.iter().map(|part| fold(&bare(part))).collect();
        if joined.len() <= LONGEST_COMPOUND && !joined.is_empty() {
            words.push((0, joined));
            length = length.max(1);
        }
    }
    Analyzed { words, length }
}

/// What a run in a query is looked up as.
pub fn alternatives(run: Run<'_>) -> Alternatives {
    let analyzed = analyze(run, fold);
    if run.is_spaceless {
        let mut pairs = analyzed.words;
        if pairs.len() > 1 {
            pairs.pop();
        }
        return vec![pairs.into_iter().map(|(_, pair)| pair).collect()];
    }
    let parts: Vec<_> = (0..analyzed.length)
        .filter_map(|at| analyzed.words.iter().find(|(place, _)| *place == at))
        .map(|(_, word)| word.clone())
        .collect();
    let is_compound = self::parts(run.text).len() > 1;
    let joined = analyzed.words.last().filter(|_| is_compound);
    let joined = joined.filter(|(at, word)| *at == 0 && Some(word) != parts.first());
    let mut alternatives: Alternatives = joined
        .map(|(_, word)| vec![word.clone()])
        .into_iter()
        .collect();
    if !parts.is_empty() && !alternatives.contains(&parts) {
        alternatives.push(parts);
    }
    alternatives
}

/// Other forms of an English word, some of which may not exist.
pub fn inflections(word: &str) -> impl Iterator<Item = String> {
    let pairs = INFLECTIONS
        .into_iter()
        .flat_map(|(one, other)| [(one, other), (other, one)]);
    let pairs = pairs.filter(|_| word.len() >= INFLECTED && word.is_ascii());
    pairs.filter_map(|(from, to)| Some(format!("{}{to}", word.strip_suffix(from)?)))
}

/// A text in the form in which words are compared: lowercase, in compatibility
/// decomposition, without accents and vowel marks.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in decomposed(text).chars() {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            _ if is_optional(letter) || is_ignored(letter) => {}
            _ => folded.push(letter),
        }
    }
    folded
}

#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.to_lowercase().nfkd().collect()
}

#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> String {
    let text = js_sys::JsString::from(text).to_lower_case();
    String::from(text.normalize("NFKD"))
}

/// Whether a character between two others makes one run of them.
fn joins(before: char, joint: char, after: char) -> bool {
    match joint {
        ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => is_joint(joint) && after.is_alphanumeric() && !is_spaceless(after),
    }
}

fn is_joint(letter: char) -> bool {
    is_hyphen(letter) || is_apostrophe(letter) || letter == '.'
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '‘' | '’' | '\u{2bc}')
}

/// The parts of a compound. A dot separates words that lack a space after a sentence, but
/// not the letters of `U.S.` or the digits of `1.5`.
fn parts(run: &str) -> Vec<&str> {
    run.split(is_hyphen)
        .flat_map(|part| {
            let separator = if is_sentence_end(part) { '.' } else { '\0' };
            part.split(separator)
        })
        .filter(|part| !part.is_empty())
        .collect()
}

fn is_sentence_end(part: &str) -> bool {
    let is_long = |piece: &str| piece.chars().count() > 2;
    let is_number = |piece: &str| piece.starts_with(|first: char| first.is_ascii_digit());
    part.contains('.')
        && part
            .split('.')
            .any(|piece| is_long(piece) && !is_number(piece))
}

/// A part without the possessive ending and without what joins its letters.
fn bare(part: &str) -> String {
    let mut base = part;
    if let Some((word, "s" | "S")) = part.rsplit_once(is_apostrophe) {
        base = word;
    }
    let is_number = base.starts_with(|first: char| first.is_ascii_digit());
    base.replace(
        |letter| is_apostrophe(letter) || letter == ',' || (letter == '.' && !is_number),
        "",
    )
}

/// What follows a shortened article or preposition, as in `l’Iran`.
fn without_elision(part: &str) -> Option<&str> {
    let (before, after) = part.split_once(is_apostrophe)?;
    let fits = before.chars().count() <= 2 && after.chars().count() > 2;
    fits.then_some(after)
}

/// Letters, each with the marks on it.
fn clusters(text: &str) -> Vec<String> {
    let mut clusters: Vec<String> = Vec::new();
    for letter in text.chars() {
        match clusters.last_mut() {
            Some(last) if is_mark(letter) => last.push(letter),
            _ => clusters.push(letter.to_string()),
        }
    }
    clusters
}

/// Scripts that are written without spaces: Thai, Lao, Burmese, Khmer, Chinese and Japanese.
fn is_spaceless(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Marks that many texts leave out: accents, Hebrew points, Arabic vowels and the stretching
/// of Arabic letters.
fn is_optional(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// Combining marks inside words that `char::is_alphanumeric` leaves out.
fn is_mark(letter: char) -> bool {
    is_optional(letter)
        || matches!(letter,
        '\u{93c}' | '\u{94d}' | '\u{951}'..='\u{954}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}'
        | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}'
        | '\u{cbc}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{1037}' | '\u{1039}' | '\u{103a}' | '\u{17b6}'..='\u{17d3}' | '\u{3099}' | '\u{309a}')
}

/// Characters that are not seen: soft hyphens and joiners.
fn is_ignored(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::{alternatives, analyze, fold, runs};

    fn indexed(text: &str) -> Vec<String> {
        let runs = runs(text).flat_map(|run| analyze(run, fold).words);
        runs.map(|(_, word)| word).collect()
    }

    fn sought(text: &str) -> Vec<Vec<String>> {
        runs(text).flat_map(alternatives).collect()
    }

    #[test]
    fn words_are_split_in_every_script() {
        for (text, words) in [
            ("xanadium—yttrium", vec!["xanadium", "yttrium"]),
            (
                "Pelicans…cormorants...gulls",
                vec!["pelicans", "cormorants", "gulls"],
            ),
            ("report.Iran", vec!["report", "iran"]),
            ("U.S. H5N1 1,550 1.5", vec!["us", "h5n1", "1550", "1.5"]),
            ("Novichok-5", vec!["novichok", "5", "novichok5"]),
            ("U.S.-Russian", vec!["us", "russian"]),
            ("Russia’s ‘ready’", vec!["russia", "ready"]),
            ("Côte d’Ivoire", vec!["cote", "divoire", "ivoire"]),
            ("Straße STRASSE", vec!["strasse", "strasse"]),
            ("武器,公约", vec!["武器", "器", "公约", "约"]),
            ("核2号", vec!["核", "2", "号"]),
            ("السِّلاح السلاح", vec!["السلاح", "السلاح"]),
            ("परमाणु हथियार", vec!["परमाणु", "हथियार"]),
            ("co\u{ad}operate", vec!["cooperate"]),
            ("—…§", vec![]),
        ] {
            assert_eq!(indexed(text), words, "{text}");
        }
    }

    #[test]
    fn a_query_is_split_like_a_text() {
        let of = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            sought("anti-missile"),
            [of(&["antimissile"]), of(&["anti", "missile"])]
        );
        assert_eq!(sought("U.S."), [of(&["us"])]);
        assert_eq!(sought("d’Ivoire"), [of(&["divoire"])]);
        assert_eq!(sought("国際原子"), [of(&["国際", "際原", "原子"])]);
        assert_eq!(sought("核"), [of(&["核"])]);
        assert_eq!(sought("คน"), [of(&["คน"])]);
    }

    #[test]
    fn case_accents_and_widths_are_ignored() {
        for (one, other) in [
            ("TÜRKİYE", "turkiye"),
            ("ＡＢＣ１", "abc1"),
            ("ΣΟΦΟΣ", "σοφος"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }
}
