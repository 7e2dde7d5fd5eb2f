//! Headings and landmarks of every page.

use anyhow::Result;
use scraper::{ElementRef, Html, Selector};
use tests::site::Site;

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("it is a selector");
    document.select(&selector).collect()
}

#[test]
fn one_heading_comes_first_in_main_and_no_level_is_skipped() -> Result<()> {
    let site = Site::newswire()?;
    for page in site.html_files()? {
        let document = Html::parse_document(&site.text(&page)?);
        assert_eq!(select(&document, "h1").len(), 1, "{page}");
        let first = select(&document, "main > :first-child");
        assert_eq!(first[0].value().name(), "h1", "{page}");

        let mut level = 0;
        let headings = select(&document, "h1, h2, h3, h4, h5, h6");
        for heading in headings {
            let next = heading.value().name()[1..].parse::<u32>()?;
            assert!(next <= level + 1, "{page}: {}", heading.html());
            level = next;
        }
    }
    Ok(())
}

#[test]
fn landmarks_occur_once_and_have_distinct_names() -> Result<()> {
    let site = Site::newswire()?;
    for page in site.html_files()? {
        let document = Html::parse_document(&site.text(&page)?);
        for landmark in [
            "#app > header",
            "header [role=search], header search",
            "nav#main-navigation",
            "main",
            "#app > footer",
            "footer nav#footer-navigation",
        ] {
            assert_eq!(select(&document, landmark).len(), 1, "{page}: {landmark}");
        }
        let mut names: Vec<_> = select(&document, "nav, aside")
            .into_iter()
            .map(|landmark| {
                landmark
                    .attr("aria-label")
                    .or(landmark.attr("aria-labelledby"))
            })
            .collect();
        assert!(names.iter().all(Option::is_some), "{page}: {names:?}");
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{page}: two landmarks share a name");
    }
    Ok(())
}

#[test]
fn asides_are_complementary() -> Result<()> {
    let site = Site::newswire()?;
    for article in &site.newsroom.articles {
        let page = format!("/gsn/article/{}/", article.slug);
        let document = Html::parse_document(&site.text(&page)?);
        let expected = usize::from(!article.countries.is_empty());
        assert_eq!(select(&document, "aside").len(), expected, "{page}");
    }
    Ok(())
}
