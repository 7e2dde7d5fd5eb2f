//! These run in a browser with a stubbed `fetch`.

use super::*;
use futures_util::future::join;
use js_sys::{Array, Function, Reflect};
use model::{Content, Html};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const ABOUT: &str = r#"{
    "path": "/about/", "title": "About", "description": "What this is.",
    "above": "", "body": "<p>Text</p>", "content": "text"
}"#;

fn about() -> PageDocument {
    PageDocument {
        path: "/about/".to_owned(),
        title: "About".to_owned(),
        description: "What this is.".to_owned(),
        above: Html::default(),
        body: Html::from_sanitized(Html::ELSEWHERE.to_owned()),
        content: Content::Text,
    }
}

/// The page with metadata, as loaded.
fn loaded(head: &str) -> Rc<Loaded> {
    Rc::new(Loaded {
        page: Arc::new(about()),
        body: "<p>Text</p>".into(),
        head: head.to_owned(),
    })
}

/// A store and a host that runs the given script, with `text` bound to the given text.
/// Resets the request log.
fn store(script: &str, text: &str) -> Store {
    let install = format!(
        "window.requests = [];
        window.fetch = async request => {{
            window.requests.push(new URL(request.url).pathname);
            {script}
        }};"
    );
    Function::new_with_args("text", &install)
        .call1(&JsValue::NULL, &JsValue::from_str(text))
        .expect("the script is one");
    Store::new(Base::new("newswire"), build("one"))
}

fn build(app: &str) -> Build {
    Build {
        app: Some(app.to_owned()),
    }
}

/// A host that answers with the text.
fn store_of(text: &str) -> Store {
    store("return new Response(text);", text)
}

/// The requested paths.
fn requests() -> Vec<String> {
    let requests = Reflect::get(&crate::browser::window(), &"requests".into());
    let requests: Array = requests.expect("set by `store`").unchecked_into();
    requests
        .iter()
        .filter_map(|path| path.as_string())
        .collect()
}

#[wasm_bindgen_test]
async fn a_document_is_fetched_once_and_kept() {
    let store = store_of(ABOUT);
    for _ in 0..2 {
        assert_eq!(store.get("/about/").await, Ok(loaded("")));
    }
    assert_eq!(requests(), ["/newswire/about/index.json"]);
}

#[wasm_bindgen_test]
async fn concurrent_callers_share_a_request() {
    let store = store_of(ABOUT);
    let (one, other) = join(store.get("/about/"), store.get("/about/")).await;
    assert_eq!(one, Ok(loaded("")));
    assert_eq!(other, one);
    assert_eq!(requests().len(), 1);
}

#[wasm_bindgen_test]
async fn concurrent_callers_share_a_failure() {
    let store = store("return new Response('', { status: 500 });", "");
    let (one, other) = join(store.get("/about/"), store.get("/about/")).await;
    assert_eq!(one, Err(Failure::Status(500)));
    assert_eq!(other, one);
    assert_eq!(requests().len(), 1);
}

#[wasm_bindgen_test]
async fn a_document_from_the_html_is_not_fetched() {
    let store = store_of("");
    store.keep(Loaded {
        page: Arc::new(about()),
        body: "<p>Text</p>".into(),
        head: "<meta>".to_owned(),
    });
    assert_eq!(store.get("/about/").await, Ok(loaded("<meta>")));
    assert!(requests().is_empty());
}

#[wasm_bindgen_test]
async fn the_head_is_loaded_with_its_document() {
    let document = ABOUT.replacen('{', r#"{ "head": "<meta>","#, 1);
    let store = store_of(&document);
    assert_eq!(store.get("/about/").await, Ok(loaded("<meta>")));
}

#[wasm_bindgen_test]
async fn a_request_times_out() {
    // What a timed-out request does.
    let script = "const { signal } = request;
        if (signal.aborted) throw signal.reason;
        return new Response(text);";
    let limit = "const { timeout } = AbortSignal;
        AbortSignal.timeout = limit => {
            AbortSignal.timeout = timeout;
            return limit < 30_000 ? AbortSignal.abort() : timeout(limit);
        };";
    let store = store(script, ABOUT);
    let limited = Function::new_no_args(limit).call0(&JsValue::NULL);
    assert!(limited.is_ok());
    assert_eq!(store.get("/about/").await, Err(Failure::TimedOut));
    assert_eq!(store.get("/about/").await, Ok(loaded("")));
}

#[wasm_bindgen_test]
async fn after_a_failure_the_next_call_retries() {
    let script = "if (window.requests.length === 1) throw new TypeError('offline');
        return new Response(text);";
    let store = store(script, ABOUT);
    assert_eq!(store.get("/about/").await, Err(Failure::Network));
    assert_eq!(store.get("/about/").await, Ok(loaded("")));
    assert_eq!(requests().len(), 2);
}

#[wasm_bindgen_test]
async fn a_document_of_another_build_is_rejected() {
    for (app, is_taken) in [("one", true), ("another", false)] {
        let document = ABOUT.replacen('{', &format!(r#"{{ "app": "{app}","#), 1);
        let expected = match is_taken {
            true => Ok(loaded("")),
            false => Err(Failure::OtherBuild),
        };
        assert_eq!(store_of(&document).get("/about/").await, expected);
    }
}

#[wasm_bindgen_test]
async fn a_forgotten_document_is_fetched_again() {
    let store = store_of(ABOUT);
    for _ in 0..2 {
        assert_eq!(store.get("/about/").await, Ok(loaded("")));
        store.forget();
    }
    assert_eq!(requests().len(), 2);
}

#[wasm_bindgen_test]
async fn only_the_latest_documents_are_kept() {
    let script = "const path = new URL(request.url).pathname
            .replace('/newswire', '').replace('index.json', '');
        return new Response(text.replace('/about/', path));";
    let store = store(script, ABOUT);
    let get = async |path: &str| assert!(store.get(path).await.is_ok(), "{path}");
    get("/first/").await;
    get("/second/").await;
    for index in 2..KEPT {
        get(&format!("/{index}/")).await;
        // It is used, so it stays.
        get("/first/").await;
    }
    get("/one-more/").await;
    let before = requests().len();
    get("/first/").await;
    assert_eq!(requests().len(), before);
    get("/second/").await;
    assert_eq!(requests().len(), before + 1);
}

#[wasm_bindgen_test]
async fn only_so_much_text_is_kept() {
    let script = "const path = new URL(request.url).pathname
            .replace('/newswire', '').replace('index.json', '');
        const size = path === '/long/' ? 149_000 : 1_000;
        return new Response(text.replace('/about/', path).replace('Text', 'x'.repeat(size)));";
    let store = store(script, ABOUT);
    let get = async |path: &str| assert!(store.get(path).await.is_ok(), "{path}");
    for path in ["/short/", "/long/", "/short/", "/long/"] {
        get(path).await;
    }
    assert_eq!(requests().len(), 2);
    // Too much with one more: what was read last stays.
    get("/another/").await;
    get("/long/").await;
    assert_eq!(requests().len(), 3);
    get("/short/").await;
    assert_eq!(requests().len(), 4);
}

#[wasm_bindgen_test]
async fn the_status_of_an_error_is_reported() {
    for status in [404, 410, 500, 503] {
        let script = format!("return new Response(text, {{ status: {status} }});");
        let store = store(&script, ABOUT);
        let failure = Failure::Status(status);
        assert_eq!(store.get("/about/").await, Err(failure));
    }
}

#[wasm_bindgen_test]
async fn a_truncated_body_is_a_network_failure() {
    let script = "return new Response(new ReadableStream({
            start(stream) { stream.enqueue(new TextEncoder().encode('{')); },
            pull(stream) { stream.error(new TypeError('broken off')); },
        }));";
    let store = store(script, "");
    assert_eq!(store.get("/about/").await, Err(Failure::Network));
}

#[wasm_bindgen_test]
async fn html_is_not_a_document() {
    let store = store_of("<!doctype html><title>Not Found</title>");
    assert_eq!(store.get("/about/").await, Err(Failure::NotADocument));
}

#[wasm_bindgen_test]
async fn the_document_of_another_page_is_rejected() {
    let store = store_of(ABOUT);
    assert_eq!(store.get("/privacy/").await, Err(Failure::WrongPage));
}

#[wasm_bindgen_test]
async fn a_missing_field_is_named() {
    let store = store_of(&ABOUT.replace("title", "heading"));
    let failure = Failure::Incomplete("title".to_owned());
    assert_eq!(store.get("/about/").await, Err(failure));
}

#[wasm_bindgen_test]
async fn an_unknown_field_is_ignored() {
    let store = store_of(&ABOUT.replace('{', r#"{ "mood": ["new", { "er": 1 }], "#));
    assert_eq!(store.get("/about/").await, Ok(loaded("")));
}
