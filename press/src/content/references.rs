//! What content refers to, by slug. The readers look each reference up, so nothing in a
//! newsroom refers to something that is missing.

use super::{Article, Author, Country, Section, Topic, Treaty};

macro_rules! reference {
    ($(#[$comment:meta])* $name:ident to $target:ty) => {
        $(#[$comment])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub(super) String);

        impl $name {
            /// The slug in its URL.
            pub fn slug(&self) -> &str {
                &self.0
            }
        }

        impl From<&$target> for $name {
            fn from(target: &$target) -> Self {
                Self(target.slug.clone())
            }
        }
    };
}

reference! {
    /// An article that exists.
    ArticleRef to Article
}

reference! {
    /// An author who has a page.
    AuthorRef to Author
}

reference! {
    /// A section that exists.
    SectionRef to Section
}

reference! {
    /// A country that has a profile.
    CountryRef to Country
}

reference! {
    /// A topic that exists.
    TopicRef to Topic
}

reference! {
    /// A treaty or regime that exists.
    TreatyRef to Treaty
}
