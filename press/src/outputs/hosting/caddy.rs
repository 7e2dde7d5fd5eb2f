//! The configuration for Caddy.

use super::{IMMUTABLE, REVALIDATED, Server, moves};
use crate::hashed;
use crate::media_types::{OTHER_TYPE, TYPES};
use std::fmt::Write;

/// A Caddyfile, or a part of one: a site with an automatic certificate.
pub fn caddyfile(server: &Server<'_>) -> String {
    let Server {
        policies,
        host,
        root,
        moved,
        base,
    } = server;
    let base_path = base.as_str();
    let hashed = hashed::pattern(base_path);
    let mut text = format!(
        "# The newswire at {host}{base_path}, written by `press hosts`.

{host} {{
\troot * {root}

\tmap {{path}} {{newswire_cache}} {{
\t\t~{hashed} \"{IMMUTABLE}\"
\t\tdefault \"{REVALIDATED}\"
\t}}
\tmap {{path}} {{newswire_type}} {{
\t\t~/$ \"text/html; charset=utf-8\"
"
    );
    for (ending, content_type) in TYPES {
        let ending = ending.replace('.', "\\.");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\t\t~{ending}$ \"{content_type}\"");
    }
    let _ = writeln!(
        text,
        "\t\tdefault {OTHER_TYPE}\n\t}}\n\theader {{\n\t\tCache-Control {{newswire_cache}}\n\
         \t\tContent-Type {{newswire_type}}"
    );
    for (name, value) in *policies {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
    }
    text.push_str("\t}\n\n");
    let folder = base_path.trim_end_matches('/');
    if !folder.is_empty() {
        let _ = writeln!(text, "\tredir {folder} {base_path} 301");
    }
    for (from, to) in moves(moved, base) {
        let _ = writeln!(text, "\tredir {from} {to} 301");
    }
    let files = "file_server {\n\t\t\tprecompressed br gzip\n\t\t}";
    let _ = writeln!(
        text,
        "\thandle_path {base_path}* {{\n\t\t{files}\n\t}}\n\thandle {{\n\t\terror 404\n\t}}\n\
         \thandle_errors {{\n\t\trewrite * /404.html\n\t\theader {{\n\
         \t\t\tCache-Control {REVALIDATED}\n\t\t\tContent-Type \"text/html; charset=utf-8\"\n\
         \t\t}}\n\t\t{files}\n\t}}\n}}"
    );
    text
}
