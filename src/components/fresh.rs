use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState};
use std::time::Duration;

/// The class of what is out of sight already and about to go.
const LEAVING: &str = "leaving";

/// How long it takes assistive technology to hear that the focus has moved.
const MOMENT: Duration = Duration::from_millis(100);

/// A view that is made anew when it changes, and never changed in place. It
/// stands alone in its element.
///
/// What the press has rendered of it is taken over as it stands: a view that does
/// not change in place needs no way to find its parts in the document, and the app
/// does not carry one for each kind of page.
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

/// What stands for a fresh view in the document.
pub enum FreshState<S> {
    /// What the press has rendered, as it was found.
    Found(Vec<Node>),
    /// What the app has made.
    Made(S),
}

impl<V: Render, const LINGERS: bool> Render for Fresh<V, LINGERS>
where
    V::State: 'static,
{
    type State = FreshState<V::State>;

    fn build(self) -> Self::State {
        FreshState::Made(self.0.build())
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.build();
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

impl<S: Mountable> Mountable for FreshState<S> {
    fn unmount(&mut self) {
        match self {
            Self::Found(nodes) => {
                for node in nodes {
                    let parent = Rndr::get_parent(node).and_then(Element::cast_from);
                    if let Some(parent) = parent {
                        Rndr::remove_node(&parent, node);
                    }
                }
            }
            Self::Made(state) => state.unmount(),
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            Self::Found(nodes) => nodes.iter_mut().for_each(|node| node.mount(parent, marker)),
            Self::Made(state) => state.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Found(nodes) => nodes
                .first()
                .is_some_and(|node| node.insert_before_this(child)),
            Self::Made(state) => state.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        match self {
            Self::Found(nodes) => nodes
                .iter()
                .filter_map(|node| Element::cast_from(node.clone()))
                .collect(),
            Self::Made(state) => state.elements(),
        }
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
    V: RenderHtml,
    V::State: 'static,
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
        // Nothing is walked through and nothing is compared.
        let mut nodes = Vec::new();
        let mut next = Rndr::first_child(&cursor.current());
        while let Some(node) = next {
            next = Rndr::next_sibling(&node);
            nodes.push(node);
        }
        position.set(Position::NextChild);
        FreshState::Found(nodes)
    }

    fn into_owned(self) -> Self::Owned {
        self.0.into_owned()
    }
}
