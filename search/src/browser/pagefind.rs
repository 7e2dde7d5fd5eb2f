//! The part of Pagefind's script that is used. Its API is described at
//! <https://pagefind.app/docs/api/>.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./pagefind.js")]
extern "C" {
    /// An index, including those merged into it.
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

/// The weight of each metadata field relative to the text.
const META_WEIGHTS: [(&str, f64); 4] = [
    ("title", 4.0),
    ("summary", 1.5),
    ("countries", 1.0),
    ("abbreviations", 0.5),
];

/// A page that was found.
pub struct Match {
    /// Pagefind's hash of the page.
    pub hash: String,
    /// Its score.
    pub score: f32,
}

impl Pagefind {
    /// Starts Pagefind with the indexes in the given folders.
    ///
    /// # Errors
    /// If one of them cannot be loaded.
    pub async fn start(folders: impl IntoIterator<Item = String>) -> Result<Self, JsValue> {
        let options = options()?;
        let pagefind = create_instance(&options);
        pagefind.init().await?;
        // Throws if Pagefind could not start, in which case merging would hang.
        pagefind.options(&options).await?;
        let merging = folders.into_iter().map(|folder| {
            let (pagefind, options) = (&pagefind, &options);
            async move { pagefind.merge_index(&folder, options).await }
        });
        futures_util::future::try_join_all(merging).await?;
        Ok(pagefind)
    }

    /// The pages that contain a word, any of its forms, or a word that starts with it; in
    /// quotation marks, the pages that contain the exact phrase.
    ///
    /// # Errors
    /// If a file of the index cannot be loaded in full. The instance then fails for good;
    /// start a new one.
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
    // Folder names contain content hashes. Without a tag, Pagefind would bypass the cache
    // for each folder's first file.
    Reflect::set(&options, &"metaCacheTag".into(), &"1".into())?;
    Ok(options.into())
}
