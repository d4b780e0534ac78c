//! `#[derive(Model)]`: from a mapping of a tree to a struct of slots, and the walk over it.
#![warn(missing_docs)]

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Field, LitStr, parse_macro_input};

/// Implements `lesson_model::Model` for a struct whose fields are slots.
///
/// A field's key is its name, or what `#[serde(rename = "…")]` says. The rule that owns it is read
/// from `#[schemars(extend("x-lessonlint-rule" = "…"))]`, so that the schema and the linter have it
/// from one place; likewise `"x-lessonlint-denial"`, on fields for which a bare "none" says nothing.
#[proc_macro_derive(Model)]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let fields = match &input.data {
        Data::Struct(data) if data.fields.iter().all(|field| field.ident.is_some()) => &data.fields,
        _ => return quote!(compile_error!("Model is for structs with named fields");).into(),
    };
    let name = &input.ident;
    let keys: Vec<String> = fields.iter().map(|field| describe(field).0).collect();
    let facts = fields.iter().enumerate().map(|(index, field)| {
        let ((key, rule, denial), preceding) = (describe(field), &keys[..index]);
        quote!(::lesson_model::Field {
            key: #key, rule: #rule, denial: #denial, preceding: &[#(#preceding),*],
        })
    });
    let idents: Vec<_> = fields.iter().filter_map(|field| field.ident.as_ref()).collect();
    let indices: Vec<usize> = (0..idents.len()).collect();
    quote! {
        impl ::lesson_model::Model for #name {
            const FIELDS: &'static [::lesson_model::Field] = &[#(#facts),*];

            fn read(reader: &::lesson_model::Reader, node: ::lesson_syntax::NodeId) -> Self {
                Self { #(#idents: reader.slot(node, Self::FIELDS, #indices)),* }
            }

            fn visit(&self, visitor: &mut dyn ::lesson_model::Visitor) {
                #(::lesson_model::Visit::visit(&self.#idents, &Self::FIELDS[#indices], visitor);)*
            }
        }
    }
    .into()
}

/// A field's key, the rule that owns it, and whether a bare denial says nothing there.
fn describe(field: &Field) -> (String, Tokens, bool) {
    let ident = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut key = ident;
    let mut rule = quote!(None);
    let mut denial = false;
    for (name, value) in field.attrs.iter().flat_map(settings) {
        match name.as_str() {
            "rename" => key = value,
            "x-lessonlint-rule" => rule = quote!(Some(#value)),
            "x-lessonlint-denial" => denial = true,
            _ => {}
        }
    }
    (key, rule, denial)
}

/// The settings `name = "text"` and `extend("name" = "text")` of a serde or schemars attribute.
fn settings(attribute: &Attribute) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if attribute.path().is_ident("serde") || attribute.path().is_ident("schemars") {
        // What is of another form belongs to serde or schemars, which will say what is wrong with it.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("extend") {
                let content;
                syn::parenthesized!(content in meta.input);
                while !content.is_empty() {
                    let name: LitStr = content.parse()?;
                    content.parse::<syn::Token![=]>()?;
                    let value: syn::Lit = content.parse()?;
                    let value = if let syn::Lit::Str(text) = value { text.value() } else { String::new() };
                    found.push((name.value(), value));
                    if content.parse::<syn::Token![,]>().is_err() {
                        break;
                    }
                }
            } else if meta.input.peek(syn::token::Paren) {
                let other;
                syn::parenthesized!(other in meta.input);
                other.parse::<Tokens>()?;
            } else if let Ok(value) = meta.value() {
                let value: LitStr = value.parse()?;
                found.push((
                    meta.path.get_ident().map(ToString::to_string).unwrap_or_default(),
                    value.value(),
                ));
            }
            Ok(())
        });
    }
    found
}
