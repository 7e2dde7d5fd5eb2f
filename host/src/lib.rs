//! A plain static host for the newswire: files and folders, no logic.
//!
//! Previews run it as a program. Tests use it as a library: they check what was
//! requested, and make it fail like real hosts and networks:
//!
//! ```no_run
//! use host::{Fault, Host};
//!
//! # fn main() -> std::io::Result<()> {
//! let host = Host::start("dist")?;
//! host.fail("/index.json", Fault::Status(503));
//! // … open host.url("/") in a browser, check the notice …
//! host.mend("/index.json");
//! assert!(host.requests().contains(&"/index.json".to_owned()));
//! # Ok(())
//! # }
//! ```

mod answer;
mod fault;
mod files;
mod manner;

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use tokio::sync::oneshot;

use answer::Site;
pub use fault::Fault;
pub use manner::Manner;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder with the site's files.
    pub root: PathBuf,
    /// The site's path on the host: `/` or a folder such as `/newswire/`.
    pub base: String,
    /// The port to listen on; 0 picks a free one.
    pub port: u16,
    /// How the host treats addresses.
    pub manner: Manner,
}

impl Settings {
    /// Serves a folder at the root of the host, on any free port.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            base: "/".to_owned(),
            port: 0,
            manner: Manner::default(),
        }
    }
}

/// A running host on this machine, which stops when dropped.
///
/// All paths are relative to the site: they start with a slash and omit the site's base
/// on the host.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    site: Arc<Site>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    /// Serves a folder at the root of the host, on any free port.
    ///
    /// # Errors
    ///
    /// As for [`Host::start_with`].
    pub fn start(root: impl Into<PathBuf>) -> io::Result<Self> {
        Self::start_with(Settings::new(root))
    }

    /// Starts a host on its own thread, so that any kind of test can use it.
    ///
    /// # Errors
    ///
    /// If the folder does not exist, or if the port is not available.
    pub fn start_with(settings: Settings) -> io::Result<Self> {
        let Settings {
            root,
            base,
            port,
            manner,
        } = settings;
        if !root.is_dir() {
            let missing = format!("There is no folder {} to serve.", root.display());
            return Err(io::Error::new(ErrorKind::NotFound, missing));
        }
        let listener = listen(port)?;
        let address = listener.local_addr()?;
        let site = Arc::new(Site::new(root, &base, manner));
        let router = Router::new()
            .fallback(answer::answer)
            .with_state(Arc::clone(&site));

        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("host".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                        return;
                    };
                    // Whichever ends first; pending requests are dropped.
                    tokio::select! {
                        _ = axum::serve(listener, router) => {}
                        _ = stopped => {}
                    }
                });
            })?;
        Ok(Self {
            address,
            site,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The URL of a path of the site.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.site.prefix())
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The site's path on the host, such as `/newswire/`.
    pub fn base(&self) -> String {
        format!("{}/", self.site.prefix())
    }

    /// The requested paths of the site, in order, without queries.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.site.requests).clone()
    }

    /// The requested paths outside the site's base, in order.
    pub fn strays(&self) -> Vec<String> {
        lock(&self.site.strays).clone()
    }

    /// Clears the request log.
    pub fn clear_requests(&self) {
        lock(&self.site.requests).clear();
        lock(&self.site.strays).clear();
    }

    /// Makes requests for exactly this path fail from now on.
    pub fn fail(&self, path: &str, fault: Fault) {
        self.site.faults.send_modify(|faults| {
            faults.insert(path.to_owned(), fault);
        });
    }

    /// Makes requests for this path succeed again.
    pub fn mend(&self, path: &str) {
        self.site.faults.send_modify(|faults| {
            faults.remove(path);
        });
    }

    /// Adds a header to every response from now on.
    ///
    /// # Errors
    ///
    /// If the name or value is not valid in a header.
    pub fn add_header(&self, name: &str, value: &str) -> Result<(), axum::http::Error> {
        let name = HeaderName::try_from(name)?;
        let value = HeaderValue::try_from(value)?;
        lock(&self.site.headers).insert(name, value);
        Ok(())
    }

    /// Refuses all requests from now on by closing the connection, or accepts them again.
    pub fn refuse_all(&self, refuses: bool) {
        self.site.refuses.store(refuses, Ordering::Relaxed);
    }

    /// Serves until the program is terminated.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // The thread has nothing to report.
            let _ = thread.join();
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // If the receiver is gone, the thread has already ended.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let sentence = match error.kind() {
            ErrorKind::AddrInUse => {
                format!("Port {port} is taken. Stop what listens there, or choose another.")
            }
            _ => format!("Cannot listen on port {port}: {error}."),
        };
        io::Error::new(error.kind(), sentence)
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// The data stays valid even if a thread panicked while holding the lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
