//! Notices shown outside the page's content.

use super::Browser;
use anyhow::Result;

/// A live region of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Interrupts: a page failed to load.
    Alert,
    /// Polite: a page is slow to load.
    Status,
    /// Polite: new content has been published.
    News,
}

impl Notice {
    fn selector(self) -> &'static str {
        match self {
            Self::Alert => "[role=alert]",
            Self::Status => "[role=status]",
            Self::News => "#news[role=status]",
        }
    }

    fn script(self) -> String {
        let selector = self.selector();
        // If something has removed the region, the app inserts it again when needed.
        format!("(document.querySelector('{selector}')?.innerText ?? '').trim()")
    }
}

impl Browser {
    /// The text in a region; empty if it has no text.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn notice(&self, notice: Notice) -> Result<String> {
        self.text(&notice.script()).await
    }

    /// Waits until a region contains this text.
    ///
    /// # Errors
    /// If it never does.
    pub async fn until_told(&self, notice: Notice, says: &str) -> Result<()> {
        let what = format!("the {} says “{says}”", notice.selector());
        let told = format!("{}.includes({says:?})", notice.script());
        self.until(&what, &told).await
    }

    /// Waits until a region is empty.
    ///
    /// # Errors
    /// If it never is.
    pub async fn until_nothing_told(&self, notice: Notice) -> Result<()> {
        let what = format!("the {} says nothing", notice.selector());
        let is_empty = format!("{} === ''", notice.script());
        self.until(&what, &is_empty).await
    }
}
