//! A real browser, driven through WebDriver.

mod driver;
mod engine;
mod notice;
mod pool;

use crate::eventually;
use anyhow::{Context, Result, anyhow, bail, ensure};
use driver::Driver;
pub use engine::{Ability, Engine, Limit, is_left_out};
pub use notice::Notice;
use serde_json::{Value, json};
use std::cell::Cell;
use std::env;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, CapabilitiesHelper};
use tokio::time::timeout;

/// How long to wait for the value of a condition before asking for it again.
const REPLY: Duration = Duration::from_secs(10);

/// What WebKitWebDriver says of a script whose document is replaced while it runs.
const REPLACED: &str = "before the unload event";

/// Whether the app has started and shows the page of the address, and whether the offline
/// script has loaded, which shows or hides the save buttons.
const HYDRATED: &str = "performance.getEntriesByName('hydrated').length > 0
    && document.documentElement.matches('[data-can-save], [data-cannot-save]')
    && !document.querySelector('.leaving')
    && (!document.getElementById('search-results')
        || document.querySelector('#search-found > *') !== null)";

/// The address, the notices, what outputs say, the focused element and what covers it, and
/// the start of the page.
const SEEN: &str = "(() => {
    const text = selector => [...document.querySelectorAll(selector)]
        .map(it => it.innerText.trim()).filter(it => it).join(' | ');
    const tag = element => element?.cloneNode().outerHTML ?? 'nothing';
    const focused = document.activeElement;
    const box = focused?.getBoundingClientRect() ?? new DOMRect();
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const focus = `${tag(focused)} at ${box.x},${box.y}, ${box.width} by ${box.height}; `
        + `there: ${tag(there)}`;
    return `address: ${location}\\nnotices: ${text('.notices > *, [role=alert]')}`
        + `\\nsaid: ${text('output')}`
        + `\\nfocus: ${focus}`
        + `\\npage: ${text('main').slice(0, 400)}`;
})()";

/// Whether the focused element is visible: its center is in the window, and nothing
/// covers it. A hidden skip link is a few pixels high.
pub const FOCUS_IS_SEEN: &str = "(() => {
    const focused = document.activeElement;
    const box = focused.getClientRects()[0];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // The center of a country on a map may be inside another country.
    const holder = focused.closest('svg') ?? focused;
    return box.height > 0 && holder.contains(document.elementFromPoint(x, y));
})()";

/// Waits until the browser has painted.
pub(crate) const NEXT_FRAME: &str =
    "new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))";

/// Chromium without any of its vendor's online services.
pub(crate) const CHROMIUM_ALONE: [&str; 7] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Firefox in as few processes as possible: starting one takes as long as a short test. Pages
/// do not live long enough to gain from optimized WebAssembly either.
const FIREFOX_ALONE: [(&str, bool); 5] = [
    ("fission.autostart", false),
    ("dom.ipc.processPrelaunch.enabled", false),
    ("extensions.webextensions.remote", false),
    ("toolkit.telemetry.enabled", false),
    ("javascript.options.wasm_optimizingjit", false),
];

/// Frames a second in Firefox. It draws without a graphics card, which at its usual 60 takes a
/// fifth of the processors' time.
const FIREFOX_FRAME_RATE: u32 = 10;

fn chromium(settings: Settings) -> Result<Capabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.add_arg("--headless=new")?;
    for argument in CHROMIUM_ALONE {
        capabilities.add_arg(argument)?;
    }
    if !settings.webassembly {
        capabilities.add_arg("--js-flags=--jitless")?;
    }
    // The shell is Chromium without the parts around the page, which take a third of the time;
    // among them are the reader's settings.
    let shell = env::var("HEADLESS_SHELL").ok();
    let shell = shell.filter(|_| settings.scripts && settings.text_size == DEFAULT_TEXT_SIZE);
    if let Some(program) = shell.or_else(|| env::var("CHROMIUM").ok()) {
        capabilities.set_binary(&program)?;
    }
    let preferences = json!({
        "profile.managed_default_content_settings.javascript": if settings.scripts { 1 } else { 2 },
        "webkit.webprefs.default_font_size": settings.text_size,
    });
    capabilities.add_experimental_option("prefs", preferences)?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(capabilities.into())
}

fn firefox(settings: Settings) -> Result<Capabilities> {
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_headless()?;
    if let Ok(program) = env::var("FIREFOX") {
        capabilities.set_firefox_binary(&program)?;
    }
    let mut preferences = FirefoxPreferences::new();
    preferences.set("javascript.enabled", settings.scripts)?;
    preferences.set("javascript.options.wasm", settings.webassembly)?;
    for (name, value) in FIREFOX_ALONE {
        preferences.set(name, value)?;
    }
    preferences.set("layout.frame_rate", FIREFOX_FRAME_RATE)?;
    capabilities.set_preferences(preferences)?;
    Ok(capabilities.into())
}

fn webkit(settings: Settings) -> Result<Capabilities> {
    let program = env::var("MINIBROWSER")
        .context("MINIBROWSER is not set to WebKitGTK’s MiniBrowser; cargo xtask test sets it")?;
    let arguments = [
        "--automation".to_owned(),
        format!("--enable-javascript={}", settings.scripts),
    ];
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "MiniBrowser")?;
    capabilities.set(
        "webkitgtk:browserOptions",
        json!({ "binary": program, "args": arguments }),
    )?;
    Ok(capabilities)
}

/// A browser without any state from other tests' sites. After a successful test, another
/// test may reuse it.
pub struct Browser {
    // Drop order matters: the browser ends before its driver.
    driver: WebDriver,
    engine: Engine,
    settings: Settings,
    process: Arc<Driver>,
    is_reusable: Cell<bool>,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if self.is_reusable.get() && !thread::panicking() {
            pool::put(self);
        }
    }
}

/// The reader's browser settings.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Settings {
    /// Whether scripts are enabled.
    scripts: bool,
    /// Whether WebAssembly is enabled; lockdown modes disable it.
    webassembly: bool,
    /// The text size in CSS pixels; only Chromium supports it.
    text_size: u32,
    /// Whether the driver waits until a page and its resources have loaded.
    waits: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scripts: true,
            webassembly: true,
            text_size: DEFAULT_TEXT_SIZE,
            waits: true,
        }
    }
}

/// The text size that browsers have if a reader does not change it.
const DEFAULT_TEXT_SIZE: u32 = 16;

/// A driver error's message, without the stack trace.
fn without_stack(error: WebDriverError) -> anyhow::Error {
    let text = format!("{error}");
    let said = text.split("Stacktrace:").next().unwrap_or_default();
    anyhow!("{}", said.trim_end())
}

impl Browser {
    /// Starts a browser of the chosen engine.
    ///
    /// # Errors
    /// If it or its driver does not start.
    pub async fn start() -> Result<Self> {
        Self::start_with(Engine::chosen()?, Settings::default()).await
    }

    /// Starts a browser of an engine.
    ///
    /// # Errors
    /// As for [`Browser::start`].
    pub async fn start_in(engine: Engine) -> Result<Self> {
        Self::start_with(engine, Settings::default()).await
    }

    /// Starts a browser with scripts turned off.
    ///
    /// # Errors
    /// As for [`Browser::start`].
    pub async fn start_without_scripts() -> Result<Self> {
        let settings = Settings {
            scripts: false,
            ..Settings::default()
        };
        Self::start_with(Engine::chosen()?, settings).await
    }

    /// Starts a browser with scripts but without WebAssembly, as in a lockdown mode.
    ///
    /// # Errors
    /// As for [`Browser::start`].
    pub async fn start_without_webassembly() -> Result<Self> {
        let settings = Settings {
            webassembly: false,
            ..Settings::default()
        };
        Self::start_with(Engine::chosen()?, settings).await
    }

    /// Starts Chromium with a text size in CSS pixels.
    ///
    /// # Errors
    /// As for [`Browser::start`].
    pub async fn start_with_text_size(text_size: u32) -> Result<Self> {
        let settings = Settings {
            text_size,
            ..Settings::default()
        };
        Self::start_with(Engine::chosen()?, settings).await
    }

    /// Starts a browser whose driver does not wait for pages to load: for pages that
    /// never finish.
    ///
    /// # Errors
    /// As for [`Browser::start`].
    pub async fn start_without_waiting() -> Result<Self> {
        let settings = Settings {
            waits: false,
            ..Settings::default()
        };
        Self::start_with(Engine::chosen()?, settings).await
    }

    /// Connects to a running Chromium that accepts drivers at this address: host and
    /// port.
    ///
    /// # Errors
    /// If there is none.
    pub async fn attach(address: &str) -> Result<Self> {
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.add_experimental_option("debuggerAddress", address)?;
        let browser =
            Self::connect(Engine::Chromium, capabilities.into(), Settings::default()).await?;
        // Ended by the code that started it.
        browser.is_reusable.set(false);
        Ok(browser)
    }

    async fn start_with(engine: Engine, settings: Settings) -> Result<Self> {
        let browser = match pool::take(engine, settings).await {
            Some(browser) => browser,
            None => Self::start_new(engine, settings).await?,
        };
        browser.resize(1280, 800).await?;
        if engine == Engine::Chromium {
            // The shell asks no one. What is granted ends with the tab.
            let granted = json!({ "permissions": ["clipboardSanitizedWrite"] });
            browser
                .devtools("Browser.grantPermissions", granted)
                .await?;
        }
        Ok(browser)
    }

    async fn start_new(engine: Engine, settings: Settings) -> Result<Self> {
        let mut capabilities = match engine {
            Engine::Chromium => chromium(settings)?,
            Engine::Firefox => firefox(settings)?,
            Engine::WebKit => webkit(settings)?,
        };
        if !settings.waits {
            capabilities.set("pageLoadStrategy", "none")?;
        }
        Self::connect(engine, capabilities, settings).await
    }

    async fn connect(
        engine: Engine,
        capabilities: Capabilities,
        settings: Settings,
    ) -> Result<Self> {
        let process = Driver::start(engine, settings).await?;
        // A kept-alive connection would end with the runtime of the test that opened it.
        let client = reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(120))
            .build()?;
        let driver = WebDriver::builder(&process.url, capabilities)
            .client(client)
            .await
            .with_context(|| format!("{} did not start", engine.name()))?;
        Ok(Self {
            driver,
            engine,
            settings,
            process: Arc::new(process),
            is_reusable: Cell::new(true),
        })
    }

    /// The browser's version, as it reports it.
    pub fn version(&self) -> String {
        let capabilities = self.driver.handle().capabilities();
        let version = capabilities.get("browserVersion");
        version
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    /// The driver, for anything not covered here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Checks a driver response. After an error, the browser is not reused, since the
    /// test usually fails.
    fn checked<T>(&self, answer: WebDriverResult<T>) -> Result<T> {
        if answer.is_err() {
            self.is_reusable.set(false);
        }
        answer.map_err(without_stack)
    }

    /// Loads a document and waits for its resources.
    ///
    /// # Errors
    /// If the host does not respond.
    pub async fn load(&self, url: &str) -> Result<()> {
        self.checked(self.driver.goto(url).await)
    }

    /// Loads a document and waits until the app has started.
    ///
    /// # Errors
    /// If it never starts.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.load(url).await?;
        self.hydrated().await
    }

    /// Follows a link to a page as the app does, and waits until it is shown. The link is
    /// created for this purpose.
    ///
    /// # Errors
    /// If the page is never shown.
    pub async fn navigate(&self, path: &str) -> Result<()> {
        let follow = "(() => {
            const link = document.createElement('a');
            link.href = arguments[0];
            document.querySelector('main').append(link);
            link.click();
            link.remove();
        })()";
        self.value_with(follow, vec![json!(path)]).await?;
        let shown = format!(
            "location.pathname + location.search === {path:?}
                && document.activeElement.matches('h1')
                && !document.querySelector('.leaving')"
        );
        self.until(&format!("{path} is shown"), &shown).await
    }

    /// Goes back by script. WebKit's Back button skips pages without user interaction, as
    /// after [`navigate`](Self::navigate).
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn go_back(&self) -> Result<()> {
        self.value("history.back()").await?;
        Ok(())
    }

    /// Whether the app has started.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn is_hydrated(&self) -> Result<bool> {
        Ok(self.value(HYDRATED).await? == Value::Bool(true))
    }

    /// Waits until the app has started.
    ///
    /// # Errors
    /// If it never starts.
    pub async fn hydrated(&self) -> Result<()> {
        self.until("the app has hydrated the page", HYDRATED).await
    }

    /// Waits until the page is fully rendered, including fonts, pictures and the passages of
    /// search results in sight, which come after their titles.
    ///
    /// # Errors
    /// If one of them never loads.
    pub async fn painted(&self) -> Result<()> {
        let complete = "document.fonts.status === 'loaded'
            && [...document.images].every(image => image.complete || image.loading === 'lazy')
            && [...document.querySelectorAll('#search-found li:has(h3)')]
                .filter(it => it.getBoundingClientRect().top < innerHeight)
                .every(it => it.querySelector('.article-item-summary')?.textContent)";
        let what = "fonts, pictures and passages are there";
        self.until(what, complete).await?;
        self.value(NEXT_FRAME).await?;
        Ok(())
    }

    /// Opens all disclosures, so that their contents are checked too.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn unfold(&self) -> Result<()> {
        let open = "document.querySelectorAll('details')
            .forEach(details => { details.open = true; })";
        self.value(open).await?;
        Ok(())
    }

    /// The value of a JavaScript expression; `arguments` holds the arguments.
    ///
    /// # Errors
    /// If it throws.
    pub async fn value_with(&self, expression: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("return {expression}");
        let answer = self.driver.execute(script, arguments).await;
        let answer = self
            .checked(answer)
            .with_context(|| format!("evaluating {expression}"))?;
        Ok(answer.json().clone())
    }

    /// The value of a JavaScript expression.
    ///
    /// # Errors
    /// If it throws.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.value_with(expression, Vec::new()).await
    }

    /// The value of a JavaScript expression that is a string; empty for `null`.
    ///
    /// # Errors
    /// If it throws.
    pub async fn text(&self, expression: &str) -> Result<String> {
        let value = self.value(expression).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// The value of a JavaScript expression that is a number.
    ///
    /// # Errors
    /// If it throws or is not a number.
    pub async fn number(&self, expression: &str) -> Result<f64> {
        let value = self.value(expression).await?;
        value
            .as_f64()
            .with_context(|| format!("{expression} is {value}"))
    }

    /// Waits until a JavaScript expression is true. It is evaluated repeatedly.
    ///
    /// # Errors
    /// If it throws or never is true.
    pub async fn until(&self, what: &str, condition: &str) -> Result<()> {
        let probe = async || match timeout(REPLY, self.value(condition)).await {
            Ok(Err(error)) if format!("{error:#}").contains(REPLACED) => Ok(None),
            Ok(holds) => Ok((holds? == Value::Bool(true)).then_some(())),
            // WebKitWebDriver never answers a script that runs while its document is
            // replaced by another.
            Err(_) => Ok(None),
        };
        match eventually(what, probe).await {
            Ok(()) => Ok(()),
            Err(error) => {
                self.is_reusable.set(false);
                bail!("{error:#}\n{}", self.seen().await)
            }
        }
    }

    /// What the page shows, for the message of a failing test.
    async fn seen(&self) -> String {
        let seen = self.text(SEEN).await.unwrap_or_default();
        let console = self.console().await.unwrap_or_default().join("\n  ");
        format!("{seen}\nconsole: {console}")
    }

    /// Waits until the page with this heading is shown, and the old one is gone: for a moment
    /// both are in the document.
    ///
    /// # Errors
    /// If it never is.
    pub async fn until_heading(&self, heading: &str) -> Result<()> {
        let condition = format!(
            "document.querySelector('h1')?.textContent === {heading:?}
                && !document.querySelector('main.leaving')"
        );
        self.until(&format!("“{heading}” is shown"), &condition)
            .await
    }

    /// The page's heading.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn heading(&self) -> Result<String> {
        self.text("document.querySelector('h1')?.textContent").await
    }

    /// The path, query and fragment in the address bar.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn address(&self) -> Result<String> {
        self.text("location.pathname + location.search + location.hash")
            .await
    }

    /// The document's current HTML.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn html(&self) -> Result<String> {
        self.text("document.documentElement.outerHTML").await
    }

    /// The focused element's text, with non-breaking spaces as spaces, as drivers return
    /// link text.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn focused_text(&self) -> Result<String> {
        let text = self.text("document.activeElement.textContent").await?;
        Ok(text.replace('\u{a0}', " "))
    }

    /// Waits until the page's heading has focus.
    ///
    /// # Errors
    /// If it never is.
    pub async fn until_focus_on_heading(&self) -> Result<()> {
        self.until(
            "the focus is on the heading",
            "document.activeElement.matches('h1')",
        )
        .await
    }

    /// Waits until the focused element is visible.
    ///
    /// # Errors
    /// If it never is.
    pub async fn until_focus_is_seen(&self, what: &str) -> Result<()> {
        self.until(&format!("{what} is in sight"), FOCUS_IS_SEEN)
            .await
    }

    /// The console messages since the last call; empty in an engine that lacks
    /// [`Ability::ReportConsole`].
    ///
    /// # Errors
    /// If the driver does not respond.
    pub async fn console(&self) -> Result<Vec<String>> {
        if self.engine.lacks(Ability::ReportConsole).is_some() {
            return Ok(Vec::new());
        }
        let entries = self.driver.browser_log().await?;
        Ok(entries
            .into_iter()
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect())
    }

    /// Marks the document; loading another document clears the mark.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn mark_document(&self) -> Result<()> {
        self.driver
            .execute("window.sameDocument = true", Vec::new())
            .await?;
        Ok(())
    }

    /// Whether the document has the mark.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn is_marked_document(&self) -> Result<bool> {
        Ok(self.value("window.sameDocument === true").await? == Value::Bool(true))
    }

    /// The first link with this text, or else the first whose text ends with it; a space
    /// also matches a non-breaking space. Drivers differ in this, so it is done here.
    ///
    /// # Errors
    /// If there is none.
    pub async fn link(&self, text: &str) -> Result<WebElement> {
        let script = "const text = link => link.textContent.replaceAll('\\u00a0', ' ').trim();
            const links = [...document.links];
            return links.find(link => text(link) === arguments[0])
                ?? links.find(link => text(link).endsWith(arguments[0]))";
        let found = self.driver.execute(script, vec![json!(text)]).await?;
        found.element().with_context(|| format!("no link “{text}”"))
    }

    /// Clicks the first link with this text.
    ///
    /// # Errors
    /// If there is none, or if something covers it.
    pub async fn follow(&self, text: &str) -> Result<()> {
        let link = self.link(text).await?;
        link.click()
            .await
            .with_context(|| format!("clicking on “{text}”"))
    }

    /// Presses a key at the current focus.
    ///
    /// # Errors
    /// If the driver does not respond.
    pub async fn press(&self, key: impl Into<TypingData>) -> Result<()> {
        Ok(self.keys().send_keys(key).perform().await?)
    }

    /// Keys to press one after another, without the pauses that drivers make by default.
    pub fn keys(&self) -> ActionChain {
        self.driver
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
    }

    /// Resizes the page to this width and height in CSS pixels.
    ///
    /// # Errors
    /// If the browser does not respond, or its window cannot be that small.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        if self.engine != Engine::Chromium {
            return self.resize_window(width, height).await;
        }
        self.emulate_window(width, height, 1).await
    }

    /// The width of a phone in CSS pixels; in other browsers than Chromium, whose windows
    /// cannot be that narrow, a width that they can have.
    pub fn phone_width(&self) -> u32 {
        match self.engine {
            Engine::Chromium => 360,
            _ => 560,
        }
    }

    async fn emulate_window(&self, width: u32, height: u32, factor: u32) -> Result<()> {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": factor, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await?;
        Ok(())
    }

    /// Resizes the window so that the page has the given size.
    async fn resize_window(&self, width: u32, height: u32) -> Result<()> {
        let sizes = "[outerWidth - innerWidth, outerHeight - innerHeight, screen.width]";
        let sizes = self.value(sizes).await?;
        let size = |at: usize| sizes[at].as_u64().unwrap_or_default() as u32;
        let (outer_width, outer_height) = (width + size(0), height + size(1));
        // Without a window manager, focus follows the pointer, which stays in the middle.
        let left = size(2).saturating_sub(outer_width) / 2;
        self.driver
            .set_window_rect(left.into(), 0, outer_width, outer_height)
            .await?;
        let resized = format!("innerWidth === {width} && innerHeight === {height}");
        self.until("the window has the size", &resized).await
    }

    /// Emulates a color scheme: `light` or `dark`.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn color_scheme(&self, scheme: &str) -> Result<()> {
        self.emulate_media("prefers-color-scheme", scheme).await
    }

    /// Emulates one value of a media feature, and resets the others.
    ///
    /// # Errors
    /// If the browser does not respond or does not know the feature.
    pub async fn emulate_media(&self, feature: &str, value: &str) -> Result<()> {
        let features = json!([{ "name": feature, "value": value }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        let query = format!("matchMedia('({feature}: {value})').matches");
        ensure!(
            self.value(&query).await? == Value::Bool(true),
            "the browser does not emulate {feature}: {value}"
        );
        Ok(())
    }

    /// Emulates a zoomed page in a window of this size in pixels.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn zoom(&self, width: u32, height: u32, factor: u32) -> Result<()> {
        self.emulate_window(width / factor, height / factor, factor)
            .await
    }

    /// Takes the page offline or back online.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn offline(&self, offline: bool) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await?;
        Ok(())
    }

    /// Saves a screenshot of the whole page.
    ///
    /// # Errors
    /// If it cannot be taken or written.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        Ok(self.driver.screenshot(file).await?)
    }

    /// Sends a command to Chromium's developer tools.
    ///
    /// # Errors
    /// If they do not respond, or in another engine.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let tools = self.driver.cdp();
        tools
            .send_raw(command, parameters)
            .await
            .with_context(|| format!("asking Chromium for {command}"))
    }
}
