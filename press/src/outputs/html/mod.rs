//! Pages as HTML: the head, the output of the app's components, and structured data.

pub mod head;
pub mod render;
pub mod structured_data;
