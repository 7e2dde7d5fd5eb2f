//! When articles may be public: drafts, embargoes and expiry.

use super::fields::Fields;
use super::today::Clock;
use crate::dates;
use jiff::Timestamp;

/// When an article may be public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Release {
    is_draft: bool,
    /// The first instant, if it is held until then.
    from: Option<Timestamp>,
    /// The instant from which it no longer is, if it expires.
    until: Option<Timestamp>,
}

/// Reads `draft`, `publish_at` and `expires`.
pub(super) fn read(fields: &mut Fields<'_>, clock: &Clock) -> Release {
    let is_draft = fields.optional("draft").flag_or_false();
    let from = fields.optional("publish_at").any_moment(&clock.zone);
    let until = fields.optional("expires").any_moment(&clock.zone);
    let from = from.map(|from| from.value.beginning());
    let ends = until.as_ref().map(|until| until.value.beginning());
    if let (Some(from), Some(ends), Some(until)) = (from, ends, &until)
        && ends <= from
    {
        fields.file().fault(
            until.offset,
            "The article expires before it is published.",
            "Write a time after “publish_at”.",
        );
    }
    Release {
        is_draft,
        from,
        until: ends,
    }
}

impl Release {
    /// Whether the article may be public.
    pub(super) fn is_due(self, clock: &Clock) -> bool {
        !self.is_draft && !self.is_early(clock) && !self.has_expired(clock)
    }

    fn is_early(self, clock: &Clock) -> bool {
        self.from.is_some_and(|from| from > clock.first)
    }

    fn has_expired(self, clock: &Clock) -> bool {
        self.until.is_some_and(|until| until <= clock.last)
    }

    /// The release of a part that is not public before an instant.
    pub(super) fn not_before(self, instant: Timestamp) -> Self {
        Self {
            from: Some(self.from.map_or(instant, |from| from.max(instant))),
            ..self
        }
    }

    /// When the article becomes public, if that is still to come.
    pub(super) fn next(self, clock: &Clock) -> Option<Timestamp> {
        let is_to_come = !self.is_draft && self.is_early(clock) && !self.has_expired(clock);
        self.from.filter(|_| is_to_come)
    }

    /// When the article expires, if that is still to come.
    pub(super) fn expiry(self, clock: &Clock) -> Option<Timestamp> {
        let is_to_come = !self.is_draft && !self.has_expired(clock);
        self.until.filter(|_| is_to_come)
    }

    /// The time up to which dates in the article may go: the time when it becomes public.
    /// A draft has none yet.
    pub(super) fn clock(self, clock: &Clock) -> Clock {
        let last = match self.from.filter(|from| *from > clock.last) {
            Some(from) => from,
            None if self.is_draft => Timestamp::MAX,
            None => return clock.clone(),
        };
        Clock {
            today: clock.zone.to_datetime(last).date(),
            last,
            is_of_release: !self.is_draft,
            ..clock.clone()
        }
    }

    /// Why a text that may be public at other times cannot link to this article, and what
    /// to do about it: the link would lead nowhere for some time.
    pub(super) fn obstacle(self, text: Self, clock: &Clock) -> Option<(String, String)> {
        if text.is_draft || text.has_expired(clock) {
            return None;
        }
        let at = |instant: Timestamp| dates::clock(&instant.to_zoned_datetime(clock.zone.clone()));
        if self.is_draft {
            let advice = "Remove the link, or publish that article: remove its “draft”.";
            return Some(("is a draft".to_owned(), advice.to_owned()));
        }
        let public = text.from.unwrap_or(clock.first).max(clock.first);
        if let Some(from) = self.from.filter(|from| *from > public) {
            let advice = "Remove the link, or hold this text until then.";
            return Some((format!("is held until {}", at(from)), advice.to_owned()));
        }
        let until = self.until?;
        if self.has_expired(clock) {
            return Some((
                format!("expired at {}", at(until)),
                "Remove the link.".to_owned(),
            ));
        }
        if text.until.is_some_and(|end| end <= until) {
            return None;
        }
        let advice = "Remove the link, or let this text expire with that article.";
        Some((format!("expires at {}", at(until)), advice.to_owned()))
    }
}
