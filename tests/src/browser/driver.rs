//! The WebDriver programs that start the browsers.

use super::Settings;
use super::engine::Engine;
use crate::companion::Companion;
use crate::display::Display;
use crate::eventually;
use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::net::{Ipv4Addr, TcpListener, TcpStream};

/// The driver of a single browser, since most drivers support only one at a time.
pub(super) struct Driver {
    pub(super) url: String,
    _process: Companion,
    /// WebKit suspends timers in windows that are covered by another.
    _display: Option<Display>,
}

impl Driver {
    /// Starts an engine's driver on a free port.
    pub(super) async fn start(engine: Engine, settings: Settings) -> Result<Self> {
        match engine {
            Engine::Chromium => {
                let program = program("CHROMEDRIVER", "chromedriver");
                Self::announced(program, &["--port=0"], "started successfully on port ")
            }
            Engine::Firefox => {
                let program = program("GECKODRIVER", "geckodriver");
                // Without the last one, all of them would request the same port.
                let arguments = ["--port=0", "--websocket-port=0"];
                Self::announced(program, &arguments, "Listening on 127.0.0.1:")
            }
            Engine::WebKit => Self::webkit(settings).await,
        }
    }

    /// A driver that picks a free port and prints it.
    fn announced(program: OsString, arguments: &[&str], before_port: &'static str) -> Result<Self> {
        let start = || {
            let mut process = Companion::start(&program, arguments, &[])?;
            let port = process.until_printed(move |line| {
                let (_, port) = line.rsplit_once(before_port)?;
                port.trim_end_matches('.').parse::<u16>().ok()
            })?;
            Ok((process, port))
        };
        // Once in some hundred times, ChromeDriver does not answer.
        let started = start().or_else(|_: anyhow::Error| start());
        let (process, port) =
            started.with_context(|| format!("{} did not start", program.display()))?;
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            _process: process,
            _display: None,
        })
    }

    /// WebKit's driver prints nothing and has to be given a port.
    async fn webkit(settings: Settings) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let display = Display::start()?;
        let webassembly = settings.webassembly.to_string();
        let process = Companion::start(
            program("WEBKITWEBDRIVER", "WebKitWebDriver"),
            &[&format!("--port={port}")],
            // Inherited by the browser.
            &[
                ("DISPLAY", display.name()),
                ("JSC_useWasm", &webassembly),
                // Without a graphics processor, drawing layers takes a sixth of the time.
                ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
            ],
        )?;
        eventually("WebKitWebDriver has started", async || {
            Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok())
        })
        .await?;
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            _process: process,
            _display: Some(display),
        })
    }
}

/// The program in the variable, or else the one of that name on PATH.
fn program(variable: &str, name: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| name.into())
}
