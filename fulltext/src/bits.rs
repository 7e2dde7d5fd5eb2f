//! Numbers in bytes and bits, and files with a checksum.

/// Begins every file: the format and its version.
const MAGIC: &[u8] = b"FTX3";

/// The length of the checksum at the end of every file.
const CHECKSUM: usize = 4;

/// Whether a file is complete and as it was written.
pub fn is_whole(file: &[u8]) -> bool {
    content(file).is_some()
}

/// What is between the beginning and the checksum of a file.
pub(crate) fn content(file: &[u8]) -> Option<&[u8]> {
    let (rest, checksum) = file.split_last_chunk::<CHECKSUM>()?;
    let is_same = self::checksum(rest) == u32::from_le_bytes(*checksum);
    rest.strip_prefix(MAGIC).filter(|_| is_same)
}

/// A file with this content.
#[cfg(feature = "build")]
pub(crate) fn file(content: &[u8]) -> Vec<u8> {
    let mut file = [MAGIC, content].concat();
    let checksum = checksum(&file);
    file.extend(checksum.to_le_bytes());
    file
}

/// FNV-1a, 32 bits.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// Reads bytes. Everything returns `None` at the end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes<'b>(pub(crate) &'b [u8]);

impl<'b> Bytes<'b> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number of seven bits a byte, the lowest first (LEB128).
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number.try_into().ok();
            }
        }
        None
    }

    pub(crate) fn length(&mut self) -> Option<usize> {
        Some(self.number()? as usize)
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        let length = self.length()?;
        str::from_utf8(self.take(length)?).ok()
    }
}

/// Appends a number of seven bits a byte.
#[cfg(feature = "build")]
pub(crate) fn put_number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

#[cfg(feature = "build")]
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len());
    bytes.extend(text.as_bytes());
}

/// Reads bits, the lowest of each byte first.
pub(crate) struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Bits<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    pub(crate) fn number(&mut self, width: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..width {
            number |= u32::from(self.bit()?) << place;
        }
        Some(number)
    }

    /// A number in Rice's code: what is above `width` bits in unary, then these bits.
    pub(crate) fn rice(&mut self, width: u32) -> Option<u32> {
        let mut high = 0_u32;
        while self.bit()? {
            high += 1;
        }
        let low = self.number(width)?;
        high.checked_mul(1 << width)?.checked_add(low)
    }
}

/// Writes bits, the lowest of each byte first.
#[cfg(feature = "build")]
#[derive(Default)]
pub(crate) struct BitWriter {
    pub(crate) bytes: Vec<u8>,
    used: usize,
}

#[cfg(feature = "build")]
impl BitWriter {
    fn bit(&mut self, bit: bool) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (self.used % 8);
        }
        self.used += 1;
    }

    pub(crate) fn number(&mut self, number: u32, width: u32) {
        for place in 0..width {
            self.bit(number >> place & 1 == 1);
        }
    }

    pub(crate) fn rice(&mut self, number: u32, width: u32) {
        for _ in 0..number >> width {
            self.bit(true);
        }
        self.bit(false);
        self.number(number, width);
    }
}

/// The width of Rice's code for numbers with this mean.
pub(crate) fn rice_width(sum: usize, count: usize) -> u32 {
    // The best width is near the logarithm of the mean times ln 2.
    let mean = sum as u64 * 7 / (count.max(1) as u64 * 10);
    mean.max(1).ilog2()
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::{BitWriter, Bits, Bytes, content, file, put_number};

    #[test]
    fn numbers_are_read_as_written() {
        let numbers = [0, 1, 5, 127, 128, 1_000, 4_294_967_295];
        let mut bytes = Vec::new();
        for number in numbers {
            put_number(&mut bytes, number as usize);
        }
        let mut reader = Bytes(&bytes);
        assert_eq!(numbers.map(|_| reader.number()), numbers.map(Some));
        assert_eq!(reader.number(), None);

        let mut bits = BitWriter::default();
        for number in [0, 1, 9, 300] {
            bits.rice(number, 3);
            bits.number(number, 9);
        }
        let mut reader = Bits::new(&bits.bytes);
        for number in [0, 1, 9, 300] {
            assert_eq!(reader.rice(3), Some(number));
            assert_eq!(reader.number(9), Some(number));
        }
    }

    #[test]
    fn a_file_that_was_cut_off_is_not_whole() {
        let file = file(b"content");
        assert_eq!(content(&file), Some(&b"content"[..]));
        for length in 0..file.len() {
            assert_eq!(content(&file[..length]), None);
        }
    }
}
