use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};
use std::time::Duration;

/// The class of what is out of sight already and about to go.
pub const LEAVING: &str = "leaving";

/// How long it takes assistive technology to hear that the focus has moved.
const MOMENT: Duration = Duration::from_millis(100);

/// A view that is made anew when it changes, and never changed in place.
///
/// Where the focus may be in it, it [lingers](lingering).
pub struct Fresh<V, const LINGERS: bool>(V);

/// A view that goes when the next one comes.
pub fn fresh<V>(view: V) -> Fresh<V, false> {
    Fresh(view)
}

/// A view that leaves a moment after the next one has come. If it went at once,
/// and the link that was followed with it, screen readers that hear of both
/// together would look for the focus where the link was, find it on the new
/// heading by themselves, and not say it.
pub fn lingering<V>(view: V) -> Fresh<V, true> {
    Fresh(view)
}

impl<V: Render<State: 'static>, const LINGERS: bool> Render for Fresh<V, LINGERS> {
    type State = V::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.0.build();
        state.insert_before_this(&mut next);
        let mut old = std::mem::replace(state, next);
        if !LINGERS {
            old.unmount();
            return;
        }
        for element in old.elements() {
            // Fails only for names that are none.
            let _ = element.set_attribute("class", LEAVING);
        }
        set_timeout(move || old.unmount(), MOMENT);
    }
}

/// What is made of it for other uses, none of which the app has, is not fresh.
impl<V: RenderHtml, const LINGERS: bool> AddAnyAttr for Fresh<V, LINGERS>
where
    Self: Render,
{
    type Output<A: Attribute> = V::Output<A>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        self.0.add_any_attr(attribute)
    }
}

impl<V, const LINGERS: bool> RenderHtml for Fresh<V, LINGERS>
where
    V: RenderHtml + Render<State: 'static>,
{
    type AsyncOutput = V::AsyncOutput;
    type Owned = V::Owned;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        self.0.resolve().await
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buffer: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attributes: Vec<AnyAttribute>,
    ) {
        self.0
            .to_html_with_buf(buffer, position, escape, mark_branches, extra_attributes);
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        self.0.into_owned()
    }
}
