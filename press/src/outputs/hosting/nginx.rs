//! The configuration for nginx.

use super::{IMMUTABLE, REVALIDATED, Server, moves};
use crate::hashed;
use crate::media_types::{OTHER_TYPE, TYPES};
use std::fmt::Write;

/// A file for nginx's folder `conf.d` or `sites-enabled`: a plain HTTP server, because
/// certificates come from other programs.
pub fn nginx(server: &Server<'_>) -> String {
    let Server {
        policies,
        host,
        root,
        moved,
        base,
    } = server;
    // The port belongs in `listen`.
    let host = host.split(':').next().unwrap_or_default();
    let base_path = base.as_str();
    let hashed = hashed::pattern(base_path);
    let mut text = format!(
        "# The newswire at {host}{base_path}, written by `press hosts`. It belongs into the context
# `http`, as the files of conf.d/ and sites-enabled/ do. Add the certificate for HTTPS.

map $uri $newswire_cache {{
    default \"{REVALIDATED}\";
    \"~{hashed}\" \"{IMMUTABLE}\";
}}

server {{
    listen 80;
    server_name {host};

    # Redirects keep the port and the protocol that the reader came by.
    absolute_redirect off;
    index index.html;
    error_page 403 404 =404 {base_path}404.html;

    # The copies that the press has compressed. Brotli's come with a module of its own,
    # on Debian the package libnginx-mod-http-brotli-static; without it, take out its line.
    gzip_static on;
    gzip_vary on;
    brotli_static on;

"
    );
    text.push_str("    add_header Cache-Control $newswire_cache always;\n");
    for (name, value) in *policies {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(text, "\n    default_type {OTHER_TYPE};\n    types {{");
    let endings = TYPES.iter().filter(|(ending, _)| ending.starts_with('.'));
    for (ending, content_type) in endings {
        let _ = writeln!(text, "        \"{content_type}\" {};", &ending[1..]);
    }
    let _ = writeln!(
        text,
        "    }}\n\n    location {base_path} {{\n        alias {root}/;\n    }}"
    );
    let names = TYPES.iter().filter(|(ending, _)| !ending.starts_with('.'));
    for (name, content_type) in names {
        let name = name.replace('.', "\\.");
        let _ = writeln!(
            text,
            "    location ~ ^{base_path}(.*{name})$ {{\n        alias {root}/$1;\n        \
             types {{ }}\n        default_type {content_type};\n    }}"
        );
    }
    let folder = base_path.trim_end_matches('/');
    if !folder.is_empty() {
        let _ = writeln!(
            text,
            "    location / {{ return 404; }}\n    location = {folder} {{ return 301 {base_path}; }}"
        );
    }
    for (from, to) in moves(moved, base) {
        let _ = writeln!(text, "    location = {from} {{ return 301 {to}; }}");
    }
    text + "}\n"
}
