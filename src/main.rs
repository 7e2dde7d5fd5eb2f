//! The browser entry: Trunk compiles this to WebAssembly.

fn main() {
    #[cfg(target_arch = "wasm32")]
    newswire::browser::start();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("The app runs in a browser. To see it: cargo xtask serve");
}
