//! The pictures of articles: what is published of an original.

use crate::{Newsroom, errors};
use image::{DynamicImage, ImageFormat};
use moxcms::ColorProfile;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;
use walkdir::WalkDir;

/// What a camera may write into a picture.
const OWNER: &str = "Jane Doe, 1 Secret Street";

#[test]
fn the_picture_of_an_author_is_a_square_on_the_authors_page() {
    let newsroom = Newsroom::new();
    newsroom.picture("jane.jpg", &from_a_camera(400, 600));
    newsroom.write(
        "content/authors/jane-doe.md",
        "+++\nname = \"Jane Doe\"\nrole = \"Writes for tests\"\nimage = \"jane.jpg\"\n\
         image_alt = \"Jane Doe\"\nimage_credit = \"Photo by John Roe\"\nfocus = [0.0, 0.5]\n\
         +++\nThe text about her.\n",
    );
    newsroom.article_with(
        "by-jane",
        "date = 2014-11-28\nas_of = 2014-11-28\nauthors = [\"jane-doe\"]",
        "",
        "A text.",
    );
    newsroom.published(&["--no-compressed"]);

    let names: Vec<_> = newsroom
        .renditions()
        .iter()
        .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
        .collect();
    assert_eq!(
        names,
        ["portrait.avif", "portrait.jpg", "portrait.webp"],
        "nothing else shows it"
    );
    let portrait = newsroom.rendition("portrait.jpg");
    assert_eq!((portrait.width(), portrait.height()), (320, 320));
    let page = newsroom.read("site/authors/jane-doe/index.html");
    assert!(
        page.contains("width=\"160\" height=\"160\" alt=\"Jane Doe\""),
        "{page}"
    );
    assert!(page.contains("Photo by John Roe"), "{page}");
    let data = newsroom.structured("/authors/jane-doe/");
    let image = data["@graph"][0]["mainEntity"]["image"]
        .as_str()
        .expect("an image");
    let image = image.trim_start_matches("https://newswire.example/");
    assert!(newsroom.path(&format!("site/{image}")).is_file(), "{image}");
}

impl Newsroom {
    /// Writes the file of a picture.
    fn picture(&self, name: &str, contents: &[u8]) {
        self.write_bytes(&format!("content/pictures/{name}"), contents);
    }

    /// Writes an article with a picture.
    fn illustrated(&self, slug: &str, fields: &str) {
        let fields = format!("date = 2014-11-28\nas_of = 2014-11-28\n{fields}");
        self.article_with(slug, &fields, "", "A text.");
    }

    /// The files of all renditions, by path below the site.
    fn renditions(&self) -> Vec<PathBuf> {
        let folder = self.path("site/pictures");
        let files = WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .flatten();
        let files = files.filter(|entry| entry.file_type().is_file());
        files.map(walkdir::DirEntry::into_path).collect()
    }

    fn rendition(&self, name: &str) -> DynamicImage {
        let path = self.renditions().into_iter().find(|it| it.ends_with(name));
        let contents = fs::read(path.expect(name)).expect("read");
        image::load_from_memory(&contents).expect("a picture")
    }
}

/// A JPEG that lies on its side, with EXIF data that say so and whose it is. Upright, its
/// upper half is red.
fn from_a_camera(width: u16, height: u16) -> Vec<u8> {
    let is_red = |x: u16| x < width / 2;
    let pixels = (0..height).flat_map(|_| 0..width);
    let pixels = pixels.flat_map(|x| {
        if is_red(x) {
            [200, 30, 30]
        } else {
            [30, 30, 200]
        }
    });
    let pixels: Vec<u8> = pixels.collect();
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    // A TIFF with two entries: “orientation”, to be turned right, and “artist”.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x3b\0\x02\0\0\0");
    exif.extend([OWNER.len() as u8, 0, 0, 0, 38, 0, 0, 0, 0]);
    exif.extend(OWNER.as_bytes());
    encoder.add_app_segment(1, exif).expect("a segment");
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("encoded");
    file
}

/// A PNG of one color, in the colors of a profile.
fn of_color(color: [u8; 3], profile: &ColorProfile) -> Vec<u8> {
    let mut info = png::Info::with_size(40, 30);
    info.color_type = png::ColorType::Rgb;
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = Some(profile.encode().expect("a profile").into());
    let mut file = Vec::new();
    let encoder = png::Encoder::with_info(&mut file, info).expect("a header");
    let mut writer = encoder.write_header().expect("a header");
    writer
        .write_image_data(&color.repeat(40 * 30))
        .expect("written");
    writer.finish().expect("written");
    file
}

#[test]
fn a_picture_is_published_in_formats_and_widths_and_without_its_metadata() {
    let newsroom = Newsroom::new();
    newsroom.picture("2014/launch.jpg", &from_a_camera(600, 800));
    newsroom.illustrated(
        "launch",
        "image = \"2014/launch.jpg\"\nimage_alt = \"A missile & its smoke\"\n\
         image_caption = \"A caption\"\nimage_credit = \"Photo: Jane\"\nfocus = [0.5, 0.0]",
    );
    let output = newsroom.publish();
    assert!(output.status.success(), "{}", errors(&output));

    // Upright, it is 800 pixels wide: no rendition is wider.
    let files = newsroom.renditions();
    let names = files.iter().filter_map(|file| file.file_name()?.to_str());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "360.avif",
            "360.jpg",
            "360.webp",
            "720.avif",
            "720.jpg",
            "720.webp",
            "800.avif",
            "800.jpg",
            "800.webp",
            "list.avif",
            "list.jpg",
            "list.webp",
            "preview.jpg"
        ]
    );
    for file in &files {
        let contents = fs::read(file).expect("read");
        for metadata in ["Exif", "Secret", "ICC_PROFILE"] {
            let found = contents
                .windows(metadata.len())
                .any(|it| it == metadata.as_bytes());
            assert!(!found, "{metadata} in {}", file.display());
        }
    }
    let whole = newsroom.rendition("800.jpg").into_rgb8();
    assert_eq!(whole.dimensions(), (800, 600));
    let (top, bottom) = (whole.get_pixel(400, 50).0, whole.get_pixel(400, 550).0);
    assert!(top[0] > 150 && bottom[2] > 150, "{top:?} {bottom:?}");
    // The focus is at the top.
    let preview = newsroom.rendition("preview.jpg").into_rgb8();
    assert_eq!(preview.dimensions(), (800, 420));
    assert!(preview.get_pixel(400, 20).0[0] > 150);
    assert_eq!(
        newsroom.rendition("360.webp").into_rgb8().dimensions(),
        (360, 270)
    );

    let page = newsroom.read("site/gsn/article/launch/index.html");
    let folder = files[0]
        .parent()
        .and_then(|it| it.file_name()?.to_str())
        .expect("a folder");
    for part in [
        format!(
            "<source type=\"image/avif\" srcset=\"/pictures/{folder}/360.avif 360w, \
             /pictures/{folder}/720.avif 720w, /pictures/{folder}/800.avif 800w\" sizes=\""
        ),
        format!("<img src=\"/pictures/{folder}/720.jpg\" srcset=\""),
        " width=\"720\" height=\"540\" alt=\"A missile &amp; its smoke\" fetchpriority=\"high\""
            .to_owned(),
        "<figcaption>A caption · <span class=\"credit\">Photo: Jane</span></figcaption>".to_owned(),
        format!(
            "property=\"og:image\" content=\"https://newswire.example/pictures/{folder}/preview.jpg\""
        ),
        "property=\"og:image:width\" content=\"800\"".to_owned(),
        "property=\"og:image:alt\" content=\"A missile &amp; its smoke\"".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} in {page}");
    }
    let feed = newsroom.read("site/feed.json");
    assert!(
        feed.contains(&format!("/pictures/{folder}/preview.jpg")),
        "{feed}"
    );
    let feed = newsroom.read("site/feed.atom");
    assert!(feed.contains("rel=\"enclosure\""), "{feed}");
    assert!(
        feed.contains(&format!("/pictures/{folder}/800.jpg")),
        "{feed}"
    );
    assert!(
        newsroom
            .read("site/gsn/article/launch/index.txt")
            .contains("[Picture: A missile & its smoke]")
    );
}

#[test]
fn lists_show_pictures_where_their_section_says_so() {
    let newsroom = Newsroom::new();
    newsroom.picture("launch.jpg", &from_a_camera(30, 40));
    newsroom.illustrated(
        "launch",
        "image = \"launch.jpg\"\nimage_alt = \"A missile\"",
    );
    assert!(newsroom.publish().status.success());
    let list = || newsroom.read("site/gsn/section/nuclear/index.html");
    assert!(!list().contains("list.jpg"), "{}", list());

    let site = newsroom.read("content/site.toml");
    let marked = site.replace("slug = \"nuclear\"", "slug = \"nuclear\"\npictures = true");
    newsroom.write("content/site.toml", &marked);
    assert!(newsroom.publish().status.success());
    assert!(list().contains("alt=\"\" loading=\"lazy\""), "{}", list());
}

#[test]
fn colors_are_converted_from_the_profile_of_the_original() {
    let newsroom = Newsroom::new();
    newsroom.picture(
        "red.png",
        &of_color([200, 100, 100], &ColorProfile::new_display_p3()),
    );
    newsroom.illustrated("red", "image = \"red.png\"\nimage_alt = \"Red\"");
    let output = newsroom.publish();
    assert!(output.status.success(), "{}", errors(&output));
    // CSS Color 4: color(display-p3 0.784 0.392 0.392) is rgb(213 93 95).
    let [red, green, blue] = newsroom.rendition("40.jpg").into_rgb8().get_pixel(20, 15).0;
    let is_near = |one: u8, other: u8| one.abs_diff(other) <= 4;
    assert!(
        is_near(red, 213) && is_near(green, 93) && is_near(blue, 95),
        "{red} {green} {blue}"
    );
}

#[test]
fn transparent_parts_are_white() {
    let newsroom = Newsroom::new();
    let mut file = Cursor::new(Vec::new());
    let clear = image::RgbaImage::from_pixel(40, 30, image::Rgba([0, 0, 0, 0]));
    clear.write_to(&mut file, ImageFormat::Png).expect("a PNG");
    newsroom.picture("clear.png", &file.into_inner());
    newsroom.illustrated("clear", "image = \"clear.png\"\nimage_alt = \"Nothing\"");
    assert!(newsroom.publish().status.success());
    let pixel = newsroom.rendition("40.jpg").into_rgb8().get_pixel(20, 15).0;
    assert!(pixel.iter().all(|color| *color > 250), "{pixel:?}");
}

#[cfg(unix)]
#[test]
fn an_unchanged_picture_is_linked_from_the_previous_site() {
    use std::os::unix::fs::MetadataExt;
    let newsroom = Newsroom::new();
    newsroom.picture("launch.jpg", &from_a_camera(30, 40));
    for slug in ["one", "two"] {
        newsroom.illustrated(slug, "image = \"launch.jpg\"\nimage_alt = \"A missile\"");
    }
    let inodes = || {
        let files = newsroom.renditions().into_iter();
        let files = files.map(|file| (fs::metadata(&file).expect("a file").ino(), file));
        files.collect::<Vec<_>>()
    };
    assert!(newsroom.publish().status.success());
    let first = inodes();
    assert!(newsroom.publish().status.success());
    assert_eq!(inodes(), first);

    // A picture that has lost a rendition is made again as a whole.
    fs::remove_file(&first[0].1).expect("removed");
    assert!(newsroom.publish().status.success());
    assert_eq!(newsroom.renditions().len(), first.len());

    // And one that nothing shows any more is gone.
    for slug in ["one", "two"] {
        newsroom.illustrated(slug, "");
    }
    assert!(newsroom.publish().status.success());
    assert_eq!(newsroom.renditions(), Vec::<PathBuf>::new());
}

#[test]
fn a_damaged_picture_leaves_the_old_site() {
    let newsroom = Newsroom::new();
    newsroom.illustrated("launch", "");
    assert!(newsroom.publish().status.success());
    let mut file = Vec::new();
    let rows = image::RgbImage::new(40, 30);
    rows.write_to(&mut Cursor::new(&mut file), ImageFormat::Png)
        .expect("a PNG");
    // The compressed pixels, which are not read with the content.
    let data = file
        .windows(4)
        .position(|it| it == b"IDAT")
        .expect("pixels");
    file[data + 8..data + 16].fill(0xff);
    newsroom.picture("damaged.png", &file);
    newsroom.illustrated(
        "launch",
        "image = \"damaged.png\"\nimage_alt = \"A missile\"",
    );
    let output = newsroom.publish();
    let said = errors(&output);
    assert!(!output.status.success());
    assert!(said.contains("content/pictures/damaged.png"), "{said}");
    assert!(said.contains("save or copy it again"), "{said}");
    assert!(
        !newsroom
            .read("site/gsn/article/launch/index.html")
            .contains("<picture>")
    );
}

#[test]
fn pictures_of_held_and_withdrawn_articles_are_not_published() {
    let newsroom = Newsroom::new();
    newsroom.picture("launch.jpg", &from_a_camera(30, 40));
    for (slug, fields) in [
        ("held", "draft = true\n"),
        (
            "gone",
            "withdrawn = { date = 2014-11-29, reason = \"It was wrong.\" }\n",
        ),
    ] {
        let image = "image = \"launch.jpg\"\nimage_alt = \"A missile\"";
        newsroom.illustrated(slug, &format!("{fields}{image}"));
    }
    let output = newsroom.publish();
    assert!(output.status.success(), "{}", errors(&output));
    assert_eq!(newsroom.renditions(), Vec::<PathBuf>::new());
    let page = newsroom.read("site/gsn/article/gone/index.html");
    assert!(!page.contains("A missile"), "{page}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_picture_that_memory_is_too_small_for_is_reported() {
    let newsroom = Newsroom::new();
    newsroom.illustrated("launch", "");
    assert!(newsroom.publish().status.success());
    let before = newsroom.site();
    let mut file = Vec::new();
    let rows = image::ImageBuffer::<image::Rgb<u8>, _>::new(8_000, 7_000);
    rows.write_to(&mut Cursor::new(&mut file), ImageFormat::Png)
        .expect("a PNG");
    newsroom.picture("large.png", &file);
    newsroom.illustrated("launch", "image = \"large.png\"\nimage_alt = \"A missile\"");
    let press = newsroom.command(&["publish", "--out", "site"]);
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "ulimit -v 800000; exec \"$0\" \"$@\""])
        .arg(press.get_program())
        .args(press.get_args())
        .current_dir(newsroom.path(""))
        .env("RUST_BACKTRACE", "1");
    let output = limited.output().expect("the press runs");
    let said = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("content/pictures/large.png"), "{said}");
    assert!(said.contains("use a smaller one"), "{said}");
    assert!(said.contains("896 MB of memory"), "{said}");
    assert_eq!(newsroom.site(), before);
}
