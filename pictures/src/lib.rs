//! Reads photographs, and writes them as browsers need them: upright, in sRGB, and without
//! anything else that a camera has written.
//!
//! Decoders and encoders are generic code that takes long to compile, wherever it is used.
//! Here it is used once, behind functions that are not generic, so that the press compiles
//! without it. Nothing here knows the newswire.

mod decoding;
mod encoding;

pub use decoding::{Pixels, Unreadable, decode, upright_size};
pub use encoding::encode;
pub use image::ImageFormat as InputFormat;

/// A format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// The smallest files.
    Avif,
    /// For browsers that do not know AVIF.
    Webp,
    /// For everything else.
    Jpeg,
}

impl OutputFormat {
    /// The formats that pages offer before JPEG, the best first.
    pub const MODERN: [Self; 2] = [Self::Avif, Self::Webp];

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// What names of files end with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// A part of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its distance from the left.
    pub left: u32,
    /// Its distance from the top.
    pub top: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}
