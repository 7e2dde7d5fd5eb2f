//! Pictures: their sizes and their markup.

use super::pieces::{Piece, Writer, element, text_inside};
use super::suggestion::shortened;
use super::{ContentFile, Context, public};
use crate::caption;
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, Tag};
use std::path::Path;

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) struct Size {
    pub(in crate::content) width: u32,
    pub(in crate::content) height: u32,
}

/// Replaces Markdown's pictures with HTML: a figure if it is alone in its paragraph.
/// Problems are reported by the check of that HTML.
pub(in crate::content) fn render(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut rendered = Vec::with_capacity(pieces.len());
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let rest = &pieces[index..];
        if let Some(inside) = alone_in_paragraph(rest) {
            let figure = figure(inside).into_string() + "\n";
            rendered.push(Piece::html(piece.offset, figure, Writer::Markdown));
            index += inside.len() + 2;
        } else if matches!(piece.event, Event::Start(Tag::Image { .. })) {
            let inside = element(rest);
            let picture = picture(inside, true).into_string();
            rendered.push(Piece::html(piece.offset, picture, Writer::Markdown));
            index += inside.len();
        } else {
            rendered.push(piece.clone());
            index += 1;
        }
    }
    rendered
}

/// The picture, if the first piece starts a paragraph with nothing else in it.
pub(in crate::content) fn alone_in_paragraph<'a, 'b>(
    pieces: &'a [Piece<'b>],
) -> Option<&'a [Piece<'b>]> {
    let (first, rest) = pieces.split_first()?;
    let second = rest.first()?;
    let begins = matches!(first.event, Event::Start(Tag::Paragraph))
        && matches!(second.event, Event::Start(Tag::Image { .. }));
    if !begins {
        return None;
    }
    let picture = element(rest);
    (element(pieces).len() == picture.len() + 2).then_some(picture)
}

/// A picture with its title as a caption. The part after the last vertical bar is the
/// credit.
fn figure(pieces: &[Piece<'_>]) -> Markup {
    let title = match pieces.first().map(|piece| &piece.event) {
        Some(Event::Start(Tag::Image { title, .. })) => title,
        _ => "",
    };
    let (caption, credit) = title.rsplit_once('|').unwrap_or((title, ""));
    html! {
        figure {
            (picture(pieces, false))
            @if !title.is_empty() {
                figcaption { (caption::with_credit(caption.trim(), credit.trim())) }
            }
        }
    }
}

/// The picture that the pieces stand for.
fn picture(pieces: &[Piece<'_>], with_title: bool) -> Markup {
    let Some(Event::Start(Tag::Image {
        dest_url, title, ..
    })) = pieces.first().map(|piece| &piece.event)
    else {
        return PreEscaped(String::new());
    };
    let title = Some(title).filter(|title| with_title && !title.is_empty());
    html! { img src=(dest_url.replace(' ', "%20")) alt=(text_inside(pieces)) title=[title]; }
}

/// The size of a picture on the site; if it has none, that is reported.
pub(in crate::content) fn size(
    file: &ContentFile,
    path: &str,
    offset: usize,
    context: &Context<'_>,
) -> Option<Size> {
    let place = context.public.join(path.trim_start_matches('/'));
    let size = context.pages.size(path, || size_of_file(&place));
    if size.is_none() {
        let problem = format!(
            "Cannot determine the size of the picture “{}”.",
            shortened(path)
        );
        let advice = "Save it as AVIF, GIF, JPEG, PNG, SVG or WebP; an SVG needs \
                      “width” and “height”, or a “viewBox”.";
        file.fault(offset, problem, advice);
    }
    size
}

fn size_of_file(path: &Path) -> Option<Size> {
    if path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("svg"))
    {
        return size_of_svg(&public::drawing_text(path)?);
    }
    let (width, height) = public::picture_size(path).ok()??;
    Some(Size {
        width: u32::try_from(width).ok()?,
        height: u32::try_from(height).ok()?,
    })
}

/// The size that a drawing declares. Only pixels are supported.
fn size_of_svg(text: &str) -> Option<Size> {
    let document = public::drawing(text)?;
    let svg = document.root_element();
    if svg.tag_name().name() != "svg" {
        return None;
    }
    let length = |name| pixels(svg.attribute(name)?);
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some(Size { width, height });
    }
    let view_box = svg.attribute("viewBox")?;
    let mut numbers = view_box
        .split(|character: char| character == ',' || character.is_whitespace())
        .filter(|number| !number.is_empty())
        .skip(2);
    Some(Size {
        width: pixels(numbers.next()?)?,
        height: pixels(numbers.next()?)?,
    })
}

/// A length in whole pixels, positive.
fn pixels(length: &str) -> Option<u32> {
    let number = length.trim();
    let number = number.strip_suffix("px").unwrap_or(number);
    let number = number.trim_end().parse::<f64>().ok()?.round();
    // No real picture is larger.
    (1.0..=100_000.0).contains(&number).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_their_declared_size() {
        for (attributes, expected) in [
            ("width='720' height='400'", Some((720, 400))),
            ("width='720px' height='400.4 px'", Some((720, 400))),
            ("viewBox='0 0 720 400'", Some((720, 400))),
            ("viewBox='-10,-10, 720,400'", Some((720, 400))),
            (
                "width='100%' height='100%' viewBox='0 0 72 40'",
                Some((72, 40)),
            ),
            ("width='10em' height='5em'", None),
            ("width='0' height='5'", None),
            ("viewBox='0 0 720'", None),
            ("", None),
        ] {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>");
            let size = size_of_svg(&svg).map(|size| (size.width, size.height));
            assert_eq!(size, expected, "{attributes}");
        }
    }

    #[test]
    fn other_files_have_no_drawing_size() {
        assert_eq!(size_of_svg("<html width='1' height='1'/>"), None);
        assert_eq!(size_of_svg("<svg width='1' height='1'>"), None);
        assert_eq!(size_of_svg("text"), None);
    }

    #[test]
    fn a_drawing_can_have_a_document_type() {
        let svg = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' \
                   'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
                   <svg width='2' height='1'/>";
        let (width, height) = (2, 1);
        assert_eq!(size_of_svg(svg), Some(Size { width, height }));
    }
}
