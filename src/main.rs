//! The browser entry: Trunk compiles this to WebAssembly.

/// A third of the size of the standard library's allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    newswire::browser::start();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("The app runs in a browser. To see it: cargo xtask serve");
}
