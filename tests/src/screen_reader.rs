//! The speech of a screen reader: Orca, reading Chromium on a virtual display.

use crate::browser::{Browser, CHROMIUM_ALONE, NEXT_FRAME};
use crate::companion::{Companion, Signal};
use crate::display::Display;
use crate::eventually;
use anyhow::{Context, Result, bail};
use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

/// Not headless, because an invisible window has no focus; with a port through which a
/// driver can query the page.
const CHROMIUM: [&str; 4] = [
    "--force-renderer-accessibility",
    "--remote-debugging-port=0",
    "--lang=en-US",
    // Starts on another page, so that loads are heard from their start.
    "--app=data:text/html,<title>Start</title>",
];

/// Orca's defaults, but without key echo, since the keys are known.
const SETTINGS: &str = r#"{
    "general": { "enableKeyEcho": false },
    "profiles": { "default": { "profile": ["Default", "default"] } },
    "pronunciations": {},
    "keybindings": {}
}"#;

/// Makes Orca flush its log after every line.
const CUSTOMIZATIONS: &str = "from orca import debug
debug.debugFile.reconfigure(line_buffering=True)
";

/// Replaces the program with which Orca looks for other instances of the same user, for
/// which it would quit: it finds none. Sessions must not see each other, nor that of a
/// developer who uses Orca.
const PGREP: &str = "#!/bin/sh
exit 1
";

/// Announces a text in a live region outside the app.
const SAY: &str = "(() => {
    const region = document.getElementById('fence');
    if (region) {
        region.textContent = arguments[0];
        return true;
    }
    const added = document.createElement('div');
    added.id = 'fence';
    added.setAttribute('aria-live', 'polite');
    document.body.append(added);
    return false;
})()";

/// The prefix of spoken text in Orca's log.
const SPEECH: &str = " - SPEECH OUTPUT: '";

/// Logged by Orca when its queue of announcements is empty.
const NOTHING_WAITS: &str = "LIVE REGIONS: messages in queue: 0";

/// The prefix of announcements that do not come from the page.
const FENCE: &str = "fence";

/// Gives the browser window keyboard focus once it exists.
const FOCUS_THE_WINDOW: [&str; 7] = [
    "search",
    "--sync",
    "--onlyvisible",
    "--name",
    "Start",
    "windowfocus",
    "--sync",
];

/// A browser and a screen reader that reads it. They end when this is dropped or when the
/// process ends.
///
/// Silent: the speech is read from Orca's log.
pub struct ScreenReader {
    browser: Browser,
    session: Session,
    log: PathBuf,
    /// How much of the log has been read.
    read: usize,
    /// The number of fences so far.
    fences: usize,
    /// One at a time: on busy processors, Orca receives some changes too late to announce
    /// them.
    _turn: MutexGuard<'static, ()>,
}

static TURN: Mutex<()> = Mutex::const_new(());

impl ScreenReader {
    /// Starts both, with an empty page.
    ///
    /// # Errors
    /// If one of the programs is not installed or does not start.
    pub async fn start() -> Result<Self> {
        let turn = TURN.lock().await;
        let mut session = Session::start()?;
        session.run("openbox", &[])?;
        let log = session.home.path().join("orca.log");
        let to_log = format!("--debug-file={}", log.display());
        session.run("orca", &["--disable=braille", &to_log])?;
        eventually("Orca has started", async || {
            Ok(text_of(&log)?.contains("Screen reader on.").then_some(()))
        })
        .await?;

        let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        let profile = session.home.path().join("chromium");
        let in_profile = format!("--user-data-dir={}", profile.display());
        let mut arguments = [&CHROMIUM_ALONE[..], &CHROMIUM].concat();
        arguments.push(&in_profile);
        session.run(&chromium, &arguments)?;
        let port = eventually("Chromium has started", async || {
            let file = text_of(&profile.join("DevToolsActivePort"))?;
            // Once there is a second line, the first one is complete.
            let mut lines = file.lines();
            Ok(lines
                .next()
                .zip(lines.next())
                .map(|(port, _)| port.to_owned()))
        })
        .await?;
        let browser = Browser::attach(&format!("127.0.0.1:{port}")).await?;
        session.ask("xdotool", &FOCUS_THE_WINDOW)?;

        let mut reader = Self {
            browser,
            session,
            log,
            read: 0,
            fences: 0,
            _turn: turn,
        };
        reader.said_with("Start").await?;
        Ok(reader)
    }

    /// The browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Presses a key or a combination, by X key names: `Tab`, `Return`, `alt+Left`.
    ///
    /// # Errors
    /// If there is no such key.
    pub fn press(&self, key: &str) -> Result<()> {
        let mut keys: Vec<_> = key.split('+').collect();
        let last = keys.pop().unwrap_or_default();
        // Releases modifiers last, like a person and unlike xdotool's default. Orca
        // treats a lone release of Left as a command of its own.
        let down = keys.iter().flat_map(|key| ["keydown", key]);
        let up = keys.iter().rev().flat_map(|key| ["keyup", key]);
        let arguments: Vec<_> = down.chain(["key", last]).chain(up).collect();
        self.session.ask("xdotool", &arguments)
    }

    /// Types a text.
    ///
    /// # Errors
    /// If there is no key for one of its characters.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.session.ask("xdotool", &["type", "--", text])
    }

    /// The speech since the last call, in order, once it contains a phrase and is
    /// complete.
    ///
    /// # Errors
    /// If the phrase is never spoken.
    pub async fn said_with(&mut self, phrase: &str) -> Result<Vec<String>> {
        let what = format!("“{phrase}” is said");
        let waited = eventually(&what, async || {
            let said = utterances(&self.unread()?);
            Ok(said.iter().any(|said| said.contains(phrase)).then_some(()))
        })
        .await;
        if let Err(error) = waited {
            let said = utterances(&self.unread()?);
            return Err(error.context(format!("after {said:#?}")));
        }
        self.said().await
    }

    /// The speech since the last call, in order, once everything about past changes has
    /// been spoken.
    ///
    /// # Errors
    /// If the screen reader does not respond.
    pub async fn said(&mut self) -> Result<Vec<String>> {
        // Changes reach Orca in order, but Chromium may deliver a batch in pieces: the
        // second fence is in a batch that is created only after the first one has been
        // delivered in full.
        self.fence().await?;
        self.fence().await?;
        let unread = self.unread()?;
        self.read += unread.len();
        let mut said = utterances(&unread);
        said.retain(|said| !said.starts_with(FENCE));
        Ok(said)
    }

    /// Announces a unique text and waits until it has been spoken. It passes through
    /// everything that earlier changes pass through: the page, the browser, the
    /// accessibility bus, Orca's event queue and its announcement queue.
    async fn fence(&mut self) -> Result<()> {
        self.fences += 1;
        let text = format!("{FENCE} {}", self.fences);
        let arguments = || vec![text.clone().into()];
        if self.browser.value_with(SAY, arguments()).await? != true {
            // A live region announces only changes made after it is known.
            self.browser.value(NEXT_FRAME).await?;
            self.browser.value_with(SAY, arguments()).await?;
        }
        let line = format!("{SPEECH}{text}'");
        eventually("Orca has said all that it had to say", async || {
            let unread = self.unread()?;
            let after = unread.split_once(&line).map(|(_, after)| after);
            Ok(after
                .is_some_and(|after| after.contains(NOTHING_WAITS))
                .then_some(()))
        })
        .await
    }

    fn unread(&self) -> Result<String> {
        let log = text_of(&self.log)?;
        let unread = log.get(self.read..).context("the log has been truncated")?;
        // The last line may be incomplete.
        let end = unread.rfind('\n').map_or(0, |end| end + 1);
        Ok(unread[..end].to_owned())
    }
}

/// The spoken texts in a part of Orca's log.
fn utterances(log: &str) -> Vec<String> {
    log.lines()
        .filter_map(|line| line.split_once(SPEECH))
        .map(|(_, said)| {
            // The text may be followed by the voice: its name and its settings.
            let voice = ["' voice=", "'{", "' {", "'["]
                .iter()
                .find_map(|end| said.find(end));
            let end = voice.or_else(|| said.rfind('\'')).unwrap_or(said.len());
            // White space is not spoken.
            let words: Vec<_> = said[..end].split_whitespace().collect();
            words.join(" ")
        })
        .filter(|said| !said.is_empty())
        .collect()
}

/// A file's contents; empty if it does not exist yet.
fn text_of(file: &Path) -> Result<String> {
    match fs::read(file) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error).with_context(|| format!("reading {}", file.display())),
    }
}

/// An isolated desktop session: its own display, message bus and home. Everything in it
/// ends with it.
struct Session {
    display: Display,
    bus: String,
    programs: Vec<Companion>,
    /// Last, so that it is deleted when nothing runs in it.
    home: TempDir,
}

impl Session {
    fn start() -> Result<Self> {
        let home = TempDir::new()?;
        let runtime = home.path().join("runtime");
        fs::create_dir(&runtime)?;
        fs::set_permissions(&runtime, Permissions::from_mode(0o700))?;
        let settings = home.path().join("data/orca");
        fs::create_dir_all(&settings)?;
        fs::write(settings.join("user-settings.conf"), SETTINGS)?;
        fs::write(settings.join("orca-customizations.py"), CUSTOMIZATIONS)?;

        let programs = home.path().join("programs");
        fs::create_dir(&programs)?;
        fs::write(programs.join("pgrep"), PGREP)?;
        fs::set_permissions(programs.join("pgrep"), Permissions::from_mode(0o700))?;

        let mut session = Self {
            display: Display::start()?,
            bus: String::new(),
            programs: Vec::new(),
            home,
        };
        let arguments = ["--session", "--nofork", "--print-address"];
        let mut shell = session.command("sh");
        shell.stdout(Stdio::piped());
        let mut bus = Companion::start_below(shell, "dbus-daemon", &arguments, Signal::Terminate)?;
        session.bus = bus
            .until_printed(|line| Some(line.trim().to_owned()))
            .context("the message bus did not start")?;
        session.programs.push(bus);
        // The first request starts the accessibility bus; the response arrives once it
        // runs.
        for property in ["IsEnabled", "ScreenReaderEnabled"] {
            session.ask(
                "dbus-send",
                &[
                    "--session",
                    "--print-reply",
                    "--dest=org.a11y.Bus",
                    "/org/a11y/bus",
                    "org.freedesktop.DBus.Properties.Set",
                    "string:org.a11y.Status",
                    &format!("string:{property}"),
                    "variant:boolean:true",
                ],
            )?;
        }
        Ok(session)
    }

    /// Starts a program that runs until the session ends.
    fn run(&mut self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut shell = self.command("sh");
        shell.stdout(Stdio::null());
        // Orca does not always end on request.
        let program = Companion::start_below(shell, program, arguments, Signal::Kill)?;
        self.programs.push(program);
        Ok(())
    }

    /// Runs a program to completion; fails if it does.
    fn ask(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let output = self
            .command(program)
            .args(arguments)
            .output()
            .with_context(|| format!("{program} did not start"))?;
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr);
            bail!("{program} {}: {error}", arguments.join(" "));
        }
        Ok(())
    }

    fn command(&self, program: &str) -> Command {
        let home = self.home.path();
        let mut path = home.join("programs").into_os_string();
        path.push(":");
        path.push(env::var_os("PATH").unwrap_or_default());
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", path)
            .env("LANG", "C.UTF-8")
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home.join("runtime"))
            .env("GSETTINGS_BACKEND", "memory")
            // Without a voice, Orca speaks instantly, and its log is complete.
            .env("SPEECHD_CMD", "/nonexistent")
            .env("DISPLAY", self.display.name())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus);
        command
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The bus started first and ends last.
        while self.programs.pop().is_some() {}
    }
}
