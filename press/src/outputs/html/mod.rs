//! Pages as HTML: their head, what the app's components render, and structured data.

pub mod head;
pub mod render;
pub mod structured_data;
