//! The published site on the hosts that the press supports: nginx and Caddy, started with
//! the generated configuration, and the files that other hosts read.

use crate::SCRIPT;
use crate::newsroom::{Newsroom, errors};
use std::collections::BTreeSet;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Response, StatusCode};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

impl Newsroom {
    /// A site with a moved page and files of all kinds, with the configuration for hosts.
    fn hosted(base: &str) -> Self {
        let newsroom = Self::new();
        newsroom.settings(
            "[[moved]]\nfrom = \"/gsn/article/first/\"\nto = \"/gsn/article/one/\"\n\
             [[moved]]\nfrom = \"/old.html\"\nto = \"/about/\"\n",
        );
        newsroom.write("public/site.webmanifest", "{}");
        newsroom.write("public/notice.txt", "©");
        let script = "export default () => {};\n// Long enough to get shorter, shorter, shorter.";
        newsroom.write(&format!("app/{SCRIPT}"), script);
        newsroom.published(&["--base", base]);
        let root = newsroom.path("site");
        let root = root.to_string_lossy();
        let arguments = ["hosts", "--out", "site", "--base", base, "--root", &root];
        let output = newsroom.press(&arguments);
        assert!(output.status.success(), "{}", errors(&output));
        newsroom
    }

    /// The path of a file in the search index, by extension.
    fn search_file(&self, ending: &str) -> String {
        let root = self.path("site");
        let files = self.site().into_keys();
        let mut files = files.filter_map(|path| {
            let path = path
                .strip_prefix(&root)
                .ok()?
                .to_string_lossy()
                .into_owned();
            (path.starts_with("search/part-") && path.ends_with(ending)).then_some(path)
        });
        files.next().expect("a part")
    }
}

/// A running server, which stops with the test.
struct Server {
    process: Child,
    port: u16,
    base: &'static str,
    client: Agent,
    /// Whether it serves Brotli-compressed copies.
    has_brotli: bool,
}

impl Server {
    fn nginx(newsroom: &Newsroom, base: &'static str) -> Option<Self> {
        let program = program("nginx")?;
        let port = free_port();
        let folder = newsroom.path("nginx");
        // nginx's default site, as installed.
        newsroom.write("nginx/html/index.html", "Welcome to nginx!");
        let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
        let has_brotli = module.exists();
        let mut site = newsroom.read("hosting/nginx.conf");
        site = replace_once(&site, "listen 80;", &format!("listen 127.0.0.1:{port};"));
        let mut load = String::new();
        if has_brotli {
            load = format!("load_module {};", module.display());
        } else {
            eprintln!("nginx has no Brotli module: skipping Brotli-compressed copies.");
            site = replace_once(&site, "brotli_static on;", "");
        }
        let places: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.display()))
            .concat();
        newsroom.write(
            "nginx/main.conf",
            &format!(
                "daemon off;\nmaster_process off;\npid {}/pid;\n{load}\nevents {{}}\n\
                 http {{\naccess_log off;\n{places}{site}\n}}\n",
                folder.display()
            ),
        );
        let mut command = Command::new(program);
        command.args(["-e", "stderr", "-p"]).arg(&folder);
        command.arg("-c").arg(folder.join("main.conf"));
        Some(Self::start(command, port, base, has_brotli))
    }

    fn caddy(newsroom: &Newsroom, base: &'static str) -> Option<Self> {
        let program = program("caddy")?;
        let port = free_port();
        let site = newsroom.read("hosting/Caddyfile");
        let address = format!("\nhttp://127.0.0.1:{port} {{\n");
        let site = replace_once(&site, "\nnewswire.example {\n", &address);
        newsroom.write("Caddyfile", &format!("{{\n\tadmin off\n}}\n{site}"));
        let mut command = Command::new(program);
        command.args(["run", "--adapter", "caddyfile", "--config"]);
        command.arg(newsroom.path("Caddyfile"));
        // Caddy stores certificates and its configuration in the home folder.
        command.env("HOME", newsroom.path("home"));
        command.env("XDG_DATA_HOME", newsroom.path("home"));
        command.env("XDG_CONFIG_HOME", newsroom.path("home"));
        Some(Self::start(command, port, base, true))
    }

    /// Starts a server, and waits until it listens.
    fn start(mut command: Command, port: u16, base: &'static str, has_brotli: bool) -> Self {
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the server starts");
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if process.try_wait().expect("the process state").is_some() {
                let output = process.wait_with_output().expect("standard error");
                panic!("{command:?}\n{}", errors(&output));
            }
            thread::sleep(Duration::from_millis(10));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Self {
            process,
            port,
            base,
            client: config.into(),
            has_brotli,
        }
    }

    /// Requests a path below the base.
    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.get_on_host(&format!("{}{path}", self.base), headers)
    }

    fn get_on_host(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self
            .client
            .get(format!("http://127.0.0.1:{}{path}", self.port));
        // No compression unless the test asks for it.
        if !headers.iter().any(|(name, _)| *name == "Accept-Encoding") {
            request = request.header("Accept-Encoding", "identity");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = request.call().expect(path);
        let body = answer.body_mut().read_to_vec().expect(path);
        Answer {
            path: path.to_owned(),
            response: answer.map(|_| body),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have exited already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A server's response.
struct Answer {
    path: String,
    response: Response<Vec<u8>>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let header = self.response.headers().get(name);
        header.map_or("", |value| value.to_str().expect(name))
    }

    #[track_caller]
    fn assert_status(&self, expected: StatusCode) -> &Self {
        assert_eq!(self.response.status(), expected, "{}", self.path);
        self
    }

    #[track_caller]
    fn assert_header(&self, name: &str, expected: &str) -> &Self {
        assert_eq!(self.header(name), expected, "{name} of {}", self.path);
        self
    }

    /// Checks that each policy occurs exactly once.
    #[track_caller]
    fn assert_policies(&self) -> &Self {
        for (name, value) in [
            (
                "Content-Security-Policy",
                "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' \
                 'sha256-5h147n3B2wPvNAcugtRJdsIiNW7qtC5S+yWrH5bARcY='; style-src 'self' \
                 'sha256-eKWgR1STSUO/JyKlEMX44ff2I3tzBWyPQ69m+sl/y7w=' \
                 'sha256-81/bA4B2d8Q56yG4PTV/AzPhO2fn7lDn1UaYGbln/Mc=' \
                 'sha256-42cvYpNnH2MN90nPj9pXK3yzL8BI2q8XCo+f8esjY8I=' \
                 'sha256-8a4lysPjFIsAw7uTpsGDkXTjqPEtuDo75Ai35TacS8o=' \
                 'sha256-VTXTN+H/bm77ZGyaFpX1VOjQsEnU8d+YMOS23RtLyqY=' \
                 'sha256-OKdwJhKt08Dwql/lv/Zi5wGKHKAyveiuMaGjDN7oWAE=' \
                 'sha256-7MQg/HfwbSujsYzCkxKjTWEdrqAs8DGKbgOudh2U1yo=' \
                 'sha256-Awz6aP1lFO0+dcJ/NEXl+E4IqeT+CHZb1TagB/ZndXU='; \
                 object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            ),
            ("Strict-Transport-Security", "max-age=63072000"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ] {
            self.assert_header(name, value);
            let count = self.response.headers().get_all(name).iter().count();
            assert_eq!(count, 1, "{name} of {}", self.path);
        }
        assert!(self.header("Permissions-Policy").contains("camera=()"));
        self
    }
}

/// Finds a server's program. Administrators' programs may not be on PATH.
fn program(name: &str) -> Option<PathBuf> {
    let found = which::which(name).or_else(|_| which::which(Path::new("/usr/sbin").join(name)));
    let found = found.ok();
    if found.is_none() {
        eprintln!("Skipped: {name} is not installed.");
    }
    found
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("a local address").port()
}

fn replace_once(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from} in:\n{text}");
    text.replace(from, to)
}

/// Checks that apply to any host and base.
fn serves_the_site(newsroom: &Newsroom, server: &Server) {
    pages_are_served_and_revalidated(server);
    files_have_their_types_and_are_kept_as_long_as_they_hold(newsroom, server);
    copies_are_served_to_those_who_take_them(newsroom, server);
    what_is_not_there_is_answered_with_a_page(newsroom, server);
    old_addresses_lead_on(server);
    parts_of_files_can_be_asked_for(newsroom, server);
}

fn pages_are_served_and_revalidated(server: &Server) {
    for path in ["", "index.html", "gsn/article/one/", "about/"] {
        let answer = server.get(path, &[]);
        answer
            .assert_status(StatusCode::OK)
            .assert_header("Content-Type", "text/html; charset=utf-8")
            .assert_header("Cache-Control", "no-cache")
            .assert_policies();
        let tag = answer.header("ETag");
        assert!(!tag.is_empty(), "{path} has no ETag");
        server
            .get(path, &[("If-None-Match", tag)])
            .assert_status(StatusCode::NOT_MODIFIED);
    }
    // The app and the press use URLs with a trailing slash.
    let answer = server.get("gsn/article/one", &[]);
    assert!(answer.response.status().is_redirection(), "{}", answer.path);
    let location = answer.header("Location");
    assert_eq!(location, format!("{}gsn/article/one/", server.base));
}

fn files_have_their_types_and_are_kept_as_long_as_they_hold(newsroom: &Newsroom, server: &Server) {
    for (path, content_type, cache) in [
        (
            &*newsroom.script(),
            "text/javascript; charset=utf-8",
            IMMUTABLE,
        ),
        (&newsroom.program(), "application/wasm", IMMUTABLE),
        (
            &newsroom.search_file(".bin"),
            "application/octet-stream",
            IMMUTABLE,
        ),
        (
            &newsroom.search_file("segment.json"),
            "application/json",
            IMMUTABLE,
        ),
        ("index.json", "application/json", "no-cache"),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("feed.json", "application/feed+json", "no-cache"),
        ("feed.atom", "application/atom+xml", "no-cache"),
        ("site.webmanifest", "application/manifest+json", "no-cache"),
        ("notice.txt", "text/plain; charset=utf-8", "no-cache"),
        ("logo.svg", "image/svg+xml", "no-cache"),
    ] {
        let answer = server.get(path, &[]);
        answer
            .assert_status(StatusCode::OK)
            .assert_header("Content-Type", content_type)
            .assert_header("Cache-Control", cache)
            .assert_policies();
        let file = fs::read(newsroom.path("site").join(path)).expect(path);
        assert!(answer.response.body() == &file, "{path}");
    }
}

fn copies_are_served_to_those_who_take_them(newsroom: &Newsroom, server: &Server) {
    let script = newsroom.script();
    for (path, file, content_type) in [
        ("about/", "about/index.html", "text/html; charset=utf-8"),
        ("index.json", "index.json", "application/json"),
        (&*script, &*script, "text/javascript; charset=utf-8"),
    ] {
        for (asked, encoding, ending) in [("br", "br", "br"), ("gzip", "gzip", "gz")] {
            if encoding == "br" && !server.has_brotli {
                continue;
            }
            let answer = server.get(path, &[("Accept-Encoding", asked)]);
            answer
                .assert_status(StatusCode::OK)
                .assert_header("Content-Encoding", encoding)
                .assert_header("Content-Type", content_type)
                .assert_header("Vary", "Accept-Encoding")
                .assert_policies();
            let copy = newsroom.path(&format!("site/{file}.{ending}"));
            assert!(
                answer.response.body() == &fs::read(copy).expect(file),
                "{path}"
            );
        }
        server.get(path, &[]).assert_header("Content-Encoding", "");
    }
}

fn what_is_not_there_is_answered_with_a_page(newsroom: &Newsroom, server: &Server) {
    let page = newsroom.read("site/404.html");
    for path in [
        "no-such-page/",
        "no-such.js",
        "gsn/",
        "flags/",
        "newswire-ffffffffffffffff.js",
        "search/part-ffffffffffffffff/w0.bin",
    ] {
        let answer = server.get(path, &[]);
        answer
            .assert_status(StatusCode::NOT_FOUND)
            .assert_header("Content-Type", "text/html; charset=utf-8")
            .assert_header("Cache-Control", "no-cache")
            .assert_policies();
        assert!(answer.response.body() == page.as_bytes(), "{path}");
    }
    if server.base != "/" {
        let folder = server.base.trim_end_matches('/');
        server
            .get_on_host(folder, &[])
            .assert_status(StatusCode::MOVED_PERMANENTLY)
            .assert_header("Location", server.base);
        for path in ["/", "/about/"] {
            server
                .get_on_host(path, &[])
                .assert_status(StatusCode::NOT_FOUND);
        }
    }
}

fn old_addresses_lead_on(server: &Server) {
    for (from, to) in [
        ("gsn/article/first/", "gsn/article/one/"),
        ("gsn/article/first", "gsn/article/one/"),
        ("old.html", "about/"),
    ] {
        server
            .get(from, &[])
            .assert_status(StatusCode::MOVED_PERMANENTLY)
            .assert_header("Location", &format!("{}{to}", server.base));
    }
}

fn parts_of_files_can_be_asked_for(newsroom: &Newsroom, server: &Server) {
    let path = newsroom.search_file(".bin");
    let file = fs::read(newsroom.path("site").join(&path)).expect("a file");
    let answer = server.get(&path, &[("Range", "bytes=2-5")]);
    answer
        .assert_status(StatusCode::PARTIAL_CONTENT)
        .assert_header("Content-Range", &format!("bytes 2-5/{}", file.len()));
    assert_eq!(answer.response.body(), &file[2..6]);
}

#[test]
fn nginx_serves_the_site_at_the_root_of_its_host() {
    let newsroom = Newsroom::hosted("/");
    if let Some(server) = Server::nginx(&newsroom, "/") {
        serves_the_site(&newsroom, &server);
    }
}

#[test]
fn nginx_serves_the_site_below_a_base() {
    let newsroom = Newsroom::hosted("/newswire/");
    if let Some(server) = Server::nginx(&newsroom, "/newswire/") {
        serves_the_site(&newsroom, &server);
    }
}

#[test]
fn caddy_serves_the_site_at_the_root_of_its_host() {
    let newsroom = Newsroom::hosted("/");
    if let Some(server) = Server::caddy(&newsroom, "/") {
        serves_the_site(&newsroom, &server);
    }
}

#[test]
fn caddy_serves_the_site_below_a_base() {
    let newsroom = Newsroom::hosted("/newswire/");
    if let Some(server) = Server::caddy(&newsroom, "/newswire/") {
        serves_the_site(&newsroom, &server);
    }
}

#[test]
fn the_site_contains_rules_for_netlify_and_cloudflare() {
    let newsroom = Newsroom::hosted("/newswire/");
    let headers = newsroom.read("site/_headers");
    assert!(
        headers.starts_with("/newswire/*\n  Content-Security-Policy: default-src 'self'; "),
        "{headers}"
    );
    let part = newsroom.search_file("segment.json");
    let part = part.trim_end_matches("segment.json");
    for path in [newsroom.script(), newsroom.program(), format!("{part}*")] {
        let rule = format!("\n/newswire/{path}\n  Cache-Control: {IMMUTABLE}\n");
        assert!(headers.contains(&rule), "no {rule} in:\n{headers}");
    }
    // The scripts, the program, the style sheet; for search, the engine, its list, and the
    // only part.
    assert_eq!(headers.matches(IMMUTABLE).count(), 8, "{headers}");
    assert_eq!(
        newsroom.read("site/_redirects"),
        "/newswire/gsn/article/first/ /newswire/gsn/article/one/ 301\n\
         /newswire/gsn/article/first /newswire/gsn/article/one/ 301\n\
         /newswire/old.html /newswire/about/ 301\n"
    );
}

/// A server with the policy of the site before would leave out the style that pages contain.
#[test]
fn whoever_configures_a_server_is_told_when_the_policy_changes() {
    let newsroom = Newsroom::new();
    let publish = || {
        let output = newsroom.press(&["publish", "--out", "site", "--today", "2014-12-31"]);
        assert!(output.status.success(), "{}", errors(&output));
        errors(&output)
    };
    let advice = "If your server’s configuration is from `press hosts`, write it again";
    assert_eq!(publish(), "");
    for sheet in ["text", "search", "print"] {
        newsroom.write(&format!("app/{sheet}-1.css"), "p{}");
        assert!(publish().contains(advice), "{sheet}");
        assert_eq!(publish(), "", "{sheet}");
    }
}

/// The policy of a site contains a hash that only the site itself knows.
#[test]
fn no_configuration_is_written_without_the_policies_of_the_site() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    for headers in [None, Some("/*\n")] {
        match headers {
            Some(text) => newsroom.write("site/_headers", text),
            None => fs::remove_file(newsroom.path("site/_headers")).expect("a file"),
        }
        let output = newsroom.press(&["hosts", "--out", "site", "--root", "/srv"]);
        assert!(!output.status.success());
        let errors = errors(&output);
        assert!(errors.contains("Publish the site again"), "{errors}");
        assert!(!newsroom.path("hosting").exists());
    }
}

/// Looks up objects as storage does: by key only.
#[test]
fn object_storage_has_an_object_for_every_url() {
    let newsroom = Newsroom::hosted("/newswire/");
    let objects = newsroom.read("hosting/objects.tsv");
    let rows: Vec<Vec<_>> = objects
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let find = |key: &str| {
        let row = rows.iter().find(|row| row[0] == key);
        row.map(|row| row[1..].join(" ")).unwrap_or_default()
    };
    let page = "gsn/article/one/index.html text/html; charset=utf-8 no-cache";
    for key in ["", "/", "/index.html"] {
        assert_eq!(find(&format!("newswire/gsn/article/one{key}")), page);
    }
    assert_eq!(
        find("newswire/gsn/article/one/index.json"),
        "gsn/article/one/index.json application/json no-cache"
    );
    let program = newsroom.program();
    assert_eq!(
        find(&format!("newswire/{program}")),
        format!("{program} application/wasm {IMMUTABLE}")
    );
    let keys: BTreeSet<_> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(keys.len(), rows.len());
    // Compressed copies and other hosts' rules are not needed.
    for row in &rows {
        let file = row[1];
        assert!(newsroom.path("site").join(file).is_file(), "{file}");
        assert!(!file.ends_with(".br") && !file.starts_with('_'), "{file}");
    }
}

/// Whether a rule in `_headers` matches a file: a segment with a colon stands for one
/// name, and an asterisk for any suffix.
fn is_for(rule: &str, path: &str) -> bool {
    let Some((rule, rest)) = rule.split_once('/') else {
        return rule == "*" || rule == path || (rule.starts_with(':') && !path.contains('/'));
    };
    let Some((name, path)) = path.split_once('/') else {
        return false;
    };
    (rule == name || rule.starts_with(':')) && is_for(rest, path)
}

/// Rules are derived from routes: each must match a file, and no file may lack its rule.
#[test]
fn header_rules_match_the_published_files() {
    let newsroom = Newsroom::new();
    newsroom.country("belarus", "Belarus");
    newsroom.about("one", "belarus");
    let topic = "+++\ntitle = \"A Topic\"\nsummary = \"A summary.\"\n+++\n\nA text.\n";
    newsroom.write("content/topics/topic.md", topic);
    let article = newsroom.read("content/articles/one.md");
    let author = "+++\nname = \"An Author\"\nrole = \"A role.\"\n+++\n\nA text.\n";
    newsroom.write("content/authors/author.md", author);
    let lists = "topics = [\"topic\"]\nauthors = [\"author\"]\ntags = [\"tag\"]\ncountries =";
    let tagged = article.replace("countries =", lists);
    newsroom.write("content/articles/one.md", &tagged);
    newsroom.published(&["--base", "/newswire/"]);
    let headers = newsroom.read("site/_headers");
    let mut rules: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in headers.lines() {
        match (line.strip_prefix("  "), rules.last_mut()) {
            (Some(header), Some((_, headers))) => headers.push(header),
            _ => rules.push((line.strip_prefix("/newswire/").expect(line), Vec::new())),
        }
    }
    let files = press::publish::site_writer::files(&newsroom.path("site")).expect("a site");
    for (rule, _) in &rules {
        assert!(
            files.iter().any(|file| is_for(rule, file)),
            "{rule} matches nothing"
        );
    }
    let has = |file: &str, header: &str| {
        let mut rules = rules.iter().filter(|(rule, _)| is_for(rule, file));
        rules.any(|(_, headers)| headers.contains(&header))
    };
    let immutable = format!("Cache-Control: {IMMUTABLE}");
    let mut feeds = 0;
    for file in files
        .iter()
        .filter(|file| press::publish::site_writer::original(file).is_none())
    {
        let is_feed = file.ends_with("feed.json");
        feeds += usize::from(is_feed);
        assert_eq!(
            has(file, "Content-Type: application/feed+json"),
            is_feed,
            "{file}"
        );
        let is_hashed = press::outputs::hosting::cache_control(file) == IMMUTABLE;
        assert_eq!(has(file, &immutable), is_hashed, "{file}");
    }
    // Those of the front page, of a section, of a country, of a section in that country,
    // of a topic, of an author and of a tag.
    assert_eq!(feeds, 7);
}
