//! Stands in for the crate of that name, which is exported whole whether or not
//! anything calls it, and weighs 6 kB with what it needs (`docs/decisions/0010`).
//!
//! Only Leptos' server functions call it. This app has no server.

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Gives the browser's stream back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Would make a browser's stream of a stream.
    ///
    /// # Panics
    /// Always: nothing here sends a stream.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unimplemented!("this app streams nothing")
    }

    /// Would make a stream of it. It is empty: nothing here receives one.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        stream::empty()
    }
}
