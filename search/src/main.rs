//! The browser entry: Trunk compiles this to WebAssembly.

fn main() {
    #[cfg(target_arch = "wasm32")]
    search::browser::start();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Search runs in a browser. To see it: cargo xtask serve");
}
