//! Chromium, driven through ChromeDriver.

use crate::eventually;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;
use thirtyfour::prelude::*;

/// Headless, alone, and without anything that Chromium asks of its maker.
const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,800",
];

/// The driver of all tests of a process.
struct Driver {
    url: String,
    /// Holds the pipe whose end tells the driver to end.
    _process: Child,
}

/// Starts the driver at a free port. Nothing runs at the end of a test process,
/// so the driver's parent is a shell that waits for its input to end, which it
/// does however this process ends.
fn start_driver() -> Result<Driver> {
    let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut process = Command::new("sh")
        .arg("-c")
        .arg(r#""$0" --port=0 & read -r _; kill $!; wait"#)
        .arg(&program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let output = process.stdout.take().context("it has an output")?;
    let mut lines = BufReader::new(output).lines();
    let port = loop {
        let line = lines
            .next()
            .with_context(|| format!("{} did not start", program.display()))??;
        if let Some((_, port)) = line.rsplit_once("successfully on port ") {
            break port.trim_end_matches('.').to_owned();
        }
    };
    // Read on, or the driver waits for a reader once the pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    Ok(Driver {
        url: format!("http://127.0.0.1:{port}"),
        _process: process,
    })
}

fn driver_url() -> Result<String> {
    static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
    let driver = DRIVER.get_or_init(|| start_driver().map_err(|error| format!("{error:#}")));
    driver
        .as_ref()
        .map(|driver| driver.url.clone())
        .map_err(|error| anyhow::anyhow!("{error}"))
}

/// A browser with a profile of its own, which ends when it is dropped.
pub struct Browser {
    driver: WebDriver,
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    /// Where it or its driver does not start.
    pub async fn start() -> Result<Self> {
        Self::start_with(json!({})).await
    }

    /// Starts a browser whose reader has switched scripts off.
    ///
    /// # Errors
    /// As [`Browser::start`].
    pub async fn start_without_scripts() -> Result<Self> {
        Self::start_with(json!({ "profile.managed_default_content_settings.javascript": 2 })).await
    }

    async fn start_with(preferences: Value) -> Result<Self> {
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            capabilities.add_arg(argument)?;
        }
        if let Ok(program) = env::var("CHROMIUM") {
            capabilities.set_binary(&program)?;
        }
        capabilities.add_experimental_option("prefs", preferences)?;
        capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
        let driver = WebDriver::new(driver_url()?, capabilities)
            .await
            .context("Chromium did not start")?;
        Ok(Self { driver })
    }

    /// What else the driver can do.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Loads a document, and waits until it is loaded with all that it names.
    ///
    /// # Errors
    /// Where nothing answers there.
    pub async fn load(&self, url: &str) -> Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// Loads a document and waits until the app answers to the reader.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.load(url).await?;
        self.hydrated().await
    }

    /// Waits until the app answers to the reader.
    ///
    /// # Errors
    /// Where it never does.
    pub async fn hydrated(&self) -> Result<()> {
        let marked = "performance.getEntriesByName('hydrated').length > 0";
        self.until("the app has hydrated the page", marked).await
    }

    /// The value of a JavaScript expression; `arguments` holds the arguments.
    ///
    /// # Errors
    /// Where it throws.
    pub async fn value_with(&self, expression: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("return {expression}");
        let answer = self.driver.execute(script, arguments).await;
        let answer = answer.with_context(|| format!("evaluating {expression}"))?;
        Ok(answer.json().clone())
    }

    /// The value of a JavaScript expression.
    ///
    /// # Errors
    /// Where it throws.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.value_with(expression, Vec::new()).await
    }

    /// The value of a JavaScript expression that is a text; empty where it is
    /// nothing.
    ///
    /// # Errors
    /// Where it throws.
    pub async fn text(&self, expression: &str) -> Result<String> {
        let value = self.value(expression).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// The value of a JavaScript expression that is a number.
    ///
    /// # Errors
    /// Where it throws or is none.
    pub async fn number(&self, expression: &str) -> Result<f64> {
        let value = self.value(expression).await?;
        value
            .as_f64()
            .with_context(|| format!("{expression} is {value}"))
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// Where it throws or never is.
    pub async fn until(&self, what: &str, condition: &str) -> Result<()> {
        let probe = async || {
            let holds = self.value(condition).await?;
            Ok((holds == Value::Bool(true)).then_some(()))
        };
        let waited = eventually(what, probe).await;
        match waited {
            Ok(()) => Ok(()),
            Err(error) => {
                let heading = self.heading().await.unwrap_or_default();
                let console = self.console().await.unwrap_or_default();
                Err(error.context(format!("on “{heading}”, with the messages {console:#?}")))
            }
        }
    }

    /// Waits until the page with this heading is shown.
    ///
    /// # Errors
    /// Where it never is.
    pub async fn until_heading(&self, heading: &str) -> Result<()> {
        let condition = format!("document.querySelector('h1')?.textContent === {heading:?}");
        self.until(&format!("“{heading}” is shown"), &condition)
            .await
    }

    /// The page's heading.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn heading(&self) -> Result<String> {
        self.text("document.querySelector('h1')?.textContent").await
    }

    /// The path, query and fragment that stand in the address bar.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn address(&self) -> Result<String> {
        self.text("location.pathname + location.search + location.hash")
            .await
    }

    /// The whole document as it stands.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn html(&self) -> Result<String> {
        self.text("document.documentElement.outerHTML").await
    }

    /// The text of the element that has the focus, with no-break spaces as
    /// spaces, as the driver reads links.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn focused_text(&self) -> Result<String> {
        let text = self.text("document.activeElement.textContent").await?;
        Ok(text.replace('\u{a0}', " "))
    }

    /// The console's messages since they were last asked for.
    ///
    /// # Errors
    /// Where the driver does not answer.
    pub async fn console(&self) -> Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        Ok(entries
            .into_iter()
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect())
    }

    /// Leaves a trace that no load of another document survives.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn mark_document(&self) -> Result<()> {
        self.driver
            .execute("window.sameDocument = true", Vec::new())
            .await?;
        Ok(())
    }

    /// Whether the document is the one that was marked.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn is_marked_document(&self) -> Result<bool> {
        Ok(self.value("window.sameDocument === true").await? == Value::Bool(true))
    }

    /// The first link with this text.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn link(&self, text: &str) -> Result<WebElement> {
        Ok(self.driver.find(By::LinkText(text)).await?)
    }

    /// Clicks on the first link with this text.
    ///
    /// # Errors
    /// Where there is none, or something lies over it.
    pub async fn follow(&self, text: &str) -> Result<()> {
        let link = self.link(text).await?;
        link.click()
            .await
            .with_context(|| format!("clicking on “{text}”"))
    }

    /// Presses a key wherever the focus is.
    ///
    /// # Errors
    /// Where the driver does not answer.
    pub async fn press(&self, key: Key) -> Result<()> {
        let chain = self
            .driver
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        Ok(chain.send_keys(key).perform().await?)
    }

    /// Gives the page this width and height in CSS pixels.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await
    }

    /// Shows pages in the colours of a scheme: `light` or `dark`.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn colour_scheme(&self, scheme: &str) -> Result<()> {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        let query = format!("matchMedia('(prefers-color-scheme: {scheme})').matches");
        ensure!(
            self.value(&query).await? == Value::Bool(true),
            "the browser does not show pages in {scheme} colours"
        );
        Ok(())
    }

    /// Takes the network away, or gives it back.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn offline(&self, offline: bool) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await
    }

    /// Saves a picture of the whole page.
    ///
    /// # Errors
    /// Where it cannot be taken or written.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        Ok(self.driver.screenshot(file).await?)
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<()> {
        let tools = self.driver.cdp();
        tools
            .send_raw(command, parameters)
            .await
            .with_context(|| format!("asking Chromium for {command}"))?;
        Ok(())
    }
}
