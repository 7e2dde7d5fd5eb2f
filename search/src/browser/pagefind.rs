//! Pagefind's script, as far as it is used. Its interface is described at
//! <https://pagefind.app/docs/api/>.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./pagefind.js")]
extern "C" {
    /// An index, with those that have been merged into it.
    pub type Pagefind;

    #[wasm_bindgen(js_name = createInstance)]
    fn create_instance(options: &JsValue) -> Pagefind;

    #[wasm_bindgen(method, catch)]
    async fn init(this: &Pagefind) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn options(this: &Pagefind, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = mergeIndex)]
    async fn merge_index(
        this: &Pagefind,
        path: &str,
        options: &JsValue,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn search(this: &Pagefind, term: &str) -> Result<JsValue, JsValue>;
}

/// How much the words of each part of a page say of it, compared with those of its
/// text.
const META_WEIGHTS: [(&str, f64); 4] = [
    ("title", 4.0),
    ("summary", 1.5),
    ("countries", 1.0),
    ("abbreviations", 0.5),
];

/// A page that was found.
pub struct Match {
    /// What Pagefind calls the page.
    pub hash: String,
    /// How well it fits.
    pub score: f32,
}

impl Pagefind {
    /// Starts Pagefind with the indexes in some folders.
    ///
    /// # Errors
    /// Where one of them cannot be had.
    pub async fn start(folders: impl IntoIterator<Item = String>) -> Result<Self, JsValue> {
        let options = options()?;
        let pagefind = create_instance(&options);
        pagefind.init().await?;
        // Fails where it could not start, on which merging would wait forever.
        pagefind.options(&options).await?;
        let merging = folders.into_iter().map(|folder| {
            let (pagefind, options) = (&pagefind, &options);
            async move { pagefind.merge_index(&folder, options).await }
        });
        futures_util::future::try_join_all(merging).await?;
        Ok(pagefind)
    }

    /// The pages in which a word or what begins with it is, in any of its forms; in
    /// quotation marks, those in which the words are as they stand there.
    ///
    /// # Errors
    /// Where a file of the index cannot be had whole. It then fails for good: another one
    /// must be started.
    pub async fn find(&self, term: &str) -> Result<Vec<Match>, JsValue> {
        let answer = self.search(term).await?;
        let results: Array = Reflect::get(&answer, &"results".into())?.dyn_into()?;
        let (id, score) = (JsValue::from("id"), JsValue::from("score"));
        results
            .iter()
            .map(|result| {
                Ok(Match {
                    hash: Reflect::get(&result, &id)?.as_string().unwrap_or_default(),
                    score: Reflect::get(&result, &score)?.as_f64().unwrap_or_default() as f32,
                })
            })
            .collect()
    }
}

fn options() -> Result<JsValue, JsValue> {
    let weights = Object::new();
    for (field, weight) in META_WEIGHTS {
        Reflect::set(&weights, &field.into(), &weight.into())?;
    }
    let ranking = Object::new();
    Reflect::set(&ranking, &"metaWeights".into(), &weights)?;
    let options = Object::new();
    Reflect::set(&options, &"ranking".into(), &ranking)?;
    // The folders bear a hash of what is in them. Without a tag of ours, Pagefind would
    // ask for a new copy of their first file each time.
    Reflect::set(&options, &"metaCacheTag".into(), &"1".into())?;
    Ok(options.into())
}
