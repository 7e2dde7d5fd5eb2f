//! What readers are told beside the page itself.

use super::Browser;
use anyhow::Result;

/// A region of the page in which readers are told of what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Interrupts: a page did not come.
    Alert,
    /// Waits for its turn: a page takes long.
    Status,
    /// Waits for its turn: something new has been published.
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
        // Where something has taken the region out, the app puts it in again once it is needed.
        format!("(document.querySelector('{selector}')?.innerText ?? '').trim()")
    }
}

impl Browser {
    /// What readers are told in a region; empty where it is nothing.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn notice(&self, notice: Notice) -> Result<String> {
        self.text(&notice.script()).await
    }

    /// Waits until readers are told this, among other things.
    ///
    /// # Errors
    /// Where they never are.
    pub async fn until_told(&self, notice: Notice, says: &str) -> Result<()> {
        let what = format!("the {} says “{says}”", notice.selector());
        let told = format!("{}.includes({says:?})", notice.script());
        self.until(&what, &told).await
    }

    /// Waits until readers are told nothing any more.
    ///
    /// # Errors
    /// Where they always are.
    pub async fn until_nothing_told(&self, notice: Notice) -> Result<()> {
        let what = format!("the {} says nothing", notice.selector());
        let is_empty = format!("{} === ''", notice.script());
        self.until(&what, &is_empty).await
    }
}
