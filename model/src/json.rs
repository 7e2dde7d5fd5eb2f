//! Deserializes JSON with the browser's parser, because a second parser would be larger
//! than this whole module.
//!
//! Instead of walking the parsed value, it looks up a type's fields by name, in
//! declaration order. That avoids the code for identifying fields by name, and unknown
//! fields are ignored.

use crate::failure::Failure;
use js_sys::{Array, JSON, Reflect};
use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};

/// Parses a value from JSON.
///
/// # Errors
/// If the text is not JSON, or if the JSON lacks a field.
pub fn parse<T: DeserializeOwned>(json: &str) -> Result<T, Failure> {
    read(JSON::parse(json).map_err(|_| Failure::NotADocument)?)
}

/// Reads a value that the browser has parsed.
///
/// # Errors
/// If it lacks a field.
pub fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, Failure> {
    T::deserialize(Value(value)).map_err(|Lack(field)| Failure::Incomplete(field.to_owned()))
}

/// The missing or invalid field; empty for the whole value. Errors keep nothing else,
/// because serde's error messages would pull in formatting code for every type.
#[derive(Debug)]
struct Lack(&'static str);

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Lack {}

impl Error for Lack {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self("")
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self("")
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self("")
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self("")
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self("")
    }
}

/// A value parsed by the browser; `undefined` if it is missing.
struct Value(JsValue);

impl Value {
    /// A field's value.
    fn field(&self, name: &str) -> Self {
        // Only objects have fields; on anything else, all of them are missing.
        Self(Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or_default())
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Lack;

    /// All types in the model request a specific type.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Lack> {
        Err(Lack(""))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Lack> {
        let number = self.0.as_f64().ok_or(Lack(""))?;
        // If the cast changed the value, it was not a `u32`.
        match number as u32 {
            whole if f64::from(whole) == number => visitor.visit_u32(whole),
            _ => Err(Lack("")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Lack> {
        visitor.visit_string(self.0.as_string().ok_or(Lack(""))?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Lack> {
        if self.0.is_undefined() || self.0.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Lack> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Lack> {
        let list = self.0.dyn_into::<Array>().map_err(|_| Lack(""))?;
        visitor.visit_seq(Items { list, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Lack> {
        let object = self;
        visitor.visit_seq(Fields { object, fields })
    }

    /// An enum is a variant's name, or an object with a single field of that name.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Lack> {
        let name = self.0.as_string();
        for (number, variant) in (0..).zip(variants) {
            let contents = self.field(variant);
            if name.as_deref() == Some(variant) || !contents.0.is_undefined() {
                return visitor.visit_enum(Variant { number, contents });
            }
        }
        Err(Lack(""))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u64 f32 f64 char str bytes byte_buf unit
        unit_struct tuple tuple_struct map identifier ignored_any
    }
}

/// The fields of an object, in the type's declaration order.
struct Fields {
    object: Value,
    fields: &'static [&'static str],
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Lack;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Lack> {
        let Some((name, rest)) = self.fields.split_first() else {
            return Ok(None);
        };
        self.fields = rest;
        match seed.deserialize(self.object.field(name)) {
            // Keep the innermost field's name.
            Err(Lack("")) => Err(Lack(name)),
            result => result.map(Some),
        }
    }
}

/// The items of a list.
struct Items {
    list: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Lack;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Lack> {
        if self.next == self.list.length() {
            return Ok(None);
        }
        let item = self.list.get(self.next);
        self.next += 1;
        seed.deserialize(Value(item)).map(Some)
    }
}

/// An enum variant: its index and contents.
struct Variant {
    number: u32,
    contents: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Lack;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), Lack> {
        let number: U32Deserializer<Lack> = self.number.into_deserializer();
        Ok((seed.deserialize(number)?, self.contents))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Lack;

    fn unit_variant(self) -> Result<(), Lack> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Lack> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Lack> {
        Err(Lack(""))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Lack> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests;
