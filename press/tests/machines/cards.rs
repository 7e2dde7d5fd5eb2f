//! The cards of articles and countries, decoded by the `png` crate.

use super::{content, flags, load};
use model::routes::Route;
use press::app_build::File;
use press::catalog::Catalog;
use press::content::Newsroom;
use press::outputs::social_card::{SIZE, SocialCard, SocialCards};
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// The maximum size of a card: less than most preview pictures.
const BYTES: usize = 60_000;

fn article(slug: &str) -> Route {
    Route::Article(slug.to_owned())
}

/// The card of a page, drawn without a previous site.
fn drawn(newsroom: &Newsroom, flags: &[File], page: &Route) -> File {
    let cards = SocialCards::new(flags, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(newsroom);
    cards.file(&SocialCard::of(&catalog, page)).expect("a card")
}

/// The pixels of a card, three bytes each.
fn pixels(card: &File) -> Vec<u8> {
    let mut decoder = png::Decoder::new(Cursor::new(&card.contents));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    assert_eq!((reader.info().width, reader.info().height), SIZE);
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("pixels");
    pixels
}

/// The number of pixels of a color in a part of a card.
fn count(
    card: &File,
    color: [u8; 3],
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
) -> usize {
    let pixels = pixels(card);
    let width = SIZE.0 as usize;
    let places = rows.flat_map(|row| columns.clone().map(move |column| row * width + column));
    places
        .filter(|place| pixels[place * 3..place * 3 + 3] == color)
        .count()
}

const INK: [u8; 3] = [0x1d, 0x1b, 0x18];
const ACCENT: [u8; 3] = [0x7a, 0x1f, 0x1f];

#[test]
fn every_card_has_its_size_and_stays_within_its_budget() {
    let newsroom = content();
    let flags = flags(&newsroom);
    let cards = SocialCards::new(&flags, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(&newsroom);
    let articles = newsroom
        .articles
        .iter()
        // The others have no card of their own.
        .filter(|one| one.withdrawn.is_none())
        .map(|one| Route::Article(one.slug.clone()));
    let countries = newsroom
        .countries
        .iter()
        .map(|one| Route::Country(one.slug.clone()));
    for page in articles.chain(countries).chain([Route::Front]) {
        let card = cards
            .file(&SocialCard::of(&catalog, &page))
            .expect("a card");
        let size = card.contents.len();
        assert!(size <= BYTES, "{}: {size} bytes", card.path);
        let header = png::Decoder::new(Cursor::new(&card.contents))
            .read_info()
            .expect("a PNG");
        assert_eq!((header.info().width, header.info().height), SIZE);
        assert!(
            card.path
                .starts_with(page.to_string().trim_start_matches('/')),
            "{}",
            card.path
        );
    }
}

#[test]
fn a_card_has_headline_section_and_flags() {
    let newsroom = content();
    let flags = flags(&newsroom);
    let card = drawn(
        &newsroom,
        &flags,
        &article("russia-eyes-ties-counter-us-antimissile-systems"),
    );
    let width = 0..SIZE.0 as usize;
    assert!(
        count(&card, ACCENT, width.clone(), 165..195) > 100,
        "no section"
    );
    assert!(
        count(&card, INK, width.clone(), 210..510) > 5_000,
        "no headline"
    );
    // The margin is empty.
    assert_eq!(count(&card, INK, 1130..SIZE.0 as usize, 0..630), 0);
    let blue = pixels(&card)
        .chunks(3)
        .filter(|pixel| pixel[2] > 0x90 && pixel[0] < 0x20)
        .count();
    assert!(blue > 200, "no flag");
}

#[test]
fn the_longest_headline_stays_on_its_card() {
    let newsroom = load("tests/content/valid/hostile", "/");
    let flags = flags(&newsroom);
    for headline in ["word ".repeat(100), "w".repeat(500)] {
        let mut newsroom = newsroom.clone();
        newsroom.site.name.clone_from(&headline);
        newsroom
            .sections
            .iter_mut()
            .for_each(|one| one.name.clone_from(&headline));
        newsroom.articles[0].headline = headline;
        newsroom.articles[0].language = None;
        let card = drawn(&newsroom, &flags, &article(&newsroom.articles[0].slug));
        let [width, height] = [SIZE.0 as usize, SIZE.1 as usize];
        assert!(count(&card, INK, 0..width, 210..510) > 3_000);
        assert_eq!(count(&card, INK, 0..width, 515..height), 0);
        for color in [INK, ACCENT] {
            assert_eq!(count(&card, color, 1130..width, 0..height), 0);
        }
    }
}

#[test]
fn the_section_replaces_a_headline_in_an_unsupported_script() {
    let newsroom = load("tests/content/valid/languages", "/");
    let flags = flags(&newsroom);
    let card = drawn(&newsroom, &flags, &article("arabic"));
    let width = 0..SIZE.0 as usize;
    assert_eq!(count(&card, ACCENT, width.clone(), 165..195), 0);
    assert!(count(&card, INK, width, 210..510) > 1_000);
}

/// An editor's fonts.
fn fonts() -> Vec<Vec<u8>> {
    ["noto-naskh-arabic.ttf", "noto-sans-jp.ttf"]
        .map(|name| fs::read(Path::new("tests/machines/fonts").join(name)).expect("a font"))
        .into()
}

/// The number of pixels of a headline in the left and right half of a card.
fn halves(card: &File) -> [usize; 2] {
    let [middle, width] = [SIZE.0 as usize / 2, SIZE.0 as usize];
    [0..middle, middle..width].map(|columns| count(card, INK, columns, 210..510))
}

#[test]
fn a_right_to_left_headline_uses_an_editors_font() {
    let newsroom = load("tests/content/valid/languages", "/");
    let flags = flags(&newsroom);
    let fonts = fonts();
    let cards = SocialCards::new(&flags, &[], Path::new("")).expect("the fonts");
    let without = cards.path(&SocialCard::of(
        &Catalog::new(&newsroom),
        &article("arabic"),
    ));
    let cards = SocialCards::new(&flags, &fonts, Path::new("")).expect("the fonts");
    let card = SocialCard::of(&Catalog::new(&newsroom), &article("arabic"));
    let file = cards.file(&card).expect("a card");
    assert_ne!(
        file.path.trim_start_matches('/'),
        without.trim_start_matches('/')
    );
    let width = 0..SIZE.0 as usize;
    assert!(count(&file, ACCENT, width, 165..195) > 100, "no section");
    let [left, right] = halves(&file);
    assert!(right > left && right > 3_000, "{left} and {right}");
    // The margin is empty.
    assert_eq!(count(&file, INK, 1130..SIZE.0 as usize, 0..630), 0);
}

#[test]
fn a_headline_without_spaces_is_broken_into_lines() {
    let mut newsroom = load("tests/content/valid/languages", "/");
    let flags = flags(&newsroom);
    let headline = "国連総会が核実験の停止を求める決議を採択した、日本は賛成し各国に条約への参加を呼びかけている。";
    let slug = newsroom.articles[0].slug.clone();
    newsroom.articles[0].headline = headline.to_owned();
    let fonts = fonts();
    let cards = SocialCards::new(&flags, &fonts, Path::new("")).expect("the fonts");
    let catalog = Catalog::new(&newsroom);
    let file = cards
        .file(&SocialCard::of(&catalog, &article(&slug)))
        .expect("a card");
    let width = SIZE.0 as usize;
    assert!(count(&file, INK, 0..width, 210..510) > 10_000);
    assert_eq!(count(&file, INK, 1130..width, 0..630), 0);
    assert_eq!(count(&file, INK, 0..width, 515..535), 0);
    // The gaps between its lines are empty.
    let rows = (212..510).map(|row| count(&file, INK, 0..width, row..row + 1) > 0);
    let rows: Vec<_> = rows.collect();
    let lines = rows
        .windows(2)
        .filter(|pair| **pair == [false, true])
        .count();
    assert!((2..=5).contains(&lines), "{lines}");
}

#[test]
fn headlines_of_many_scripts_are_on_their_cards() {
    let mut newsroom = load("tests/content/valid/languages", "/");
    let flags = flags(&newsroom);
    let slug = newsroom.articles[0].slug.clone();
    for (font, headline) in [
        (
            "persian",
            "ایران و شش قدرت در ژنو به توافق موقت هسته‌ای رسیدند",
        ),
        (
            "hebrew",
            "איראן ושש המעצמות הגיעו להסכם ביניים בז׳נבה לאחר ימים של שיחות",
        ),
        (
            "chinese",
            "伊朗与六国在日内瓦达成临时核协议，浓缩活动将受限六个月，以换取部分制裁解除",
        ),
        (
            "korean",
            "이란과 여섯 나라가 제네바에서 잠정 핵 합의에 도달했으며 농축 활동을 여섯 달 동안 제한한다",
        ),
        (
            "thai",
            "อิหร่านและหกมหาอำนาจบรรลุข้อตกลงนิวเคลียร์ชั่วคราวที่กรุงเจนีวาหลังการเจรจาหลายวัน",
        ),
        (
            "hindi",
            "ईरान और छह देशों के बीच जिनेवा में अंतरिम परमाणु समझौता, छह महीने तक संवर्धन सीमित रहेगा",
        ),
    ] {
        newsroom.articles[0].headline = headline.to_owned();
        let path = Path::new("tests/machines/fonts").join(format!("{font}.ttf"));
        let fonts = [fs::read(path).expect("a font")];
        let cards = SocialCards::new(&flags, &fonts, Path::new("")).expect("the fonts");
        let catalog = Catalog::new(&newsroom);
        let card = SocialCard::of(&catalog, &article(&slug));
        let file = cards.file(&card).expect("a card");
        let width = 0..SIZE.0 as usize;
        // The section is above the headline, and not in its place.
        assert!(
            count(&file, ACCENT, width.clone(), 165..195) > 100,
            "{font}"
        );
        assert!(count(&file, INK, width.clone(), 205..510) > 5_000, "{font}");
        assert_eq!(count(&file, INK, 1130..width.end, 0..630), 0, "{font}");
        assert_eq!(count(&file, INK, width, 515..535), 0, "{font}");
        let [left, right] = halves(&file);
        if matches!(font, "persian" | "hebrew") {
            assert!(right >= left, "{font}: {left} and {right}");
        }
    }
}

#[test]
fn a_card_is_redrawn_only_when_it_changes() {
    let newsroom = content();
    let mut flags = flags(&newsroom);
    let page = article("russia-eyes-ties-counter-us-antimissile-systems");
    let first = drawn(&newsroom, &flags, &page);
    let last = tempfile::tempdir().expect("a folder");
    let place = last.path().join(&first.path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    fs::write(&place, "what the previous site has").expect("written");
    let path = |newsroom: &Newsroom, flags: &[File]| {
        let cards = SocialCards::new(flags, &[], last.path()).expect("the fonts");
        let catalog = Catalog::new(newsroom);
        let file = cards
            .file(&SocialCard::of(&catalog, &page))
            .expect("a file");
        (file.path, file.contents)
    };
    let (same, contents) = path(&newsroom, &flags);
    assert_eq!(same, first.path);
    assert_eq!(contents, b"what the previous site has");

    let mut renamed = newsroom.clone();
    let mut articles = renamed.articles.iter_mut();
    let article = articles
        .find(|one| Route::Article(one.slug.clone()) == page)
        .expect("it");
    article.headline.push('!');
    assert_ne!(path(&renamed, &flags).0, first.path);

    let flag = flags
        .iter_mut()
        .find(|file| file.path == "flags/ru.svg")
        .expect("it");
    flag.contents.extend(b"<!-- another -->");
    assert_ne!(path(&newsroom, &flags).0, first.path);
}

#[test]
fn an_invalid_flag_is_named() {
    let newsroom = content();
    let page = Route::Country("russia".to_owned());
    let broken = [File {
        path: "flags/ru.svg".to_owned(),
        contents: b"none".to_vec(),
    }];
    let cards = SocialCards::new(&broken, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(&newsroom);
    let error = cards
        .file(&SocialCard::of(&catalog, &page))
        .map(|file| file.path)
        .expect_err("no flag");
    assert!(format!("{error:#}").contains("“ru”"), "{error:#}");
}
