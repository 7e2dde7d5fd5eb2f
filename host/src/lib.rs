//! A plain static host, as the newswire is put on: files and folders, no logic.
//!
//! Previews run it as a program. Tests run it as a library, ask it what was
//! requested, and make it fail in the ways that hosts and networks fail:
//!
//! ```no_run
//! use host::{Fault, Host};
//!
//! # fn main() -> std::io::Result<()> {
//! let host = Host::start("dist")?;
//! host.fail("/index.json", Fault::Status(503));
//! // … open host.url("/") in a browser, look at what the reader is told …
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

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder with the site's files.
    pub root: PathBuf,
    /// The path that the site has on the host: `/` or a folder such as `/newswire/`.
    pub base: String,
    /// The port to listen at; 0 takes any that is free.
    pub port: u16,
    /// How the host treats addresses.
    pub manner: Manner,
}

impl Settings {
    /// Serves a folder at the root of the host, at any free port.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            base: "/".to_owned(),
            port: 0,
            manner: Manner::default(),
        }
    }
}

/// A running host on this machine, stopped when it is dropped.
///
/// All paths are those of the site: they start with a slash and leave out the
/// base that the site has on the host.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    site: Arc<Site>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    /// Serves a folder at the root of the host, at any free port.
    ///
    /// # Errors
    ///
    /// Fails as [`Host::start_with`] does.
    pub fn start(root: impl Into<PathBuf>) -> io::Result<Self> {
        Self::start_with(Settings::new(root))
    }

    /// Starts a host in a thread of its own, so that any kind of test can use it.
    ///
    /// # Errors
    ///
    /// Fails if there is no such folder, or if the port cannot be listened at.
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
                    // Whichever ends first: readers who still wait are cut off.
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

    /// The address of a path of the site.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.site.prefix())
    }

    /// The port that it listens at.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The path that the site has on the host, as in `/newswire/`.
    pub fn base(&self) -> String {
        format!("{}/", self.site.prefix())
    }

    /// The paths of the site that were asked for, in order, without queries.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.site.requests).clone()
    }

    /// The paths that were asked for outside the site's base, in order.
    pub fn strays(&self) -> Vec<String> {
        lock(&self.site.strays).clone()
    }

    /// Forgets what was asked for.
    pub fn clear_requests(&self) {
        lock(&self.site.requests).clear();
        lock(&self.site.strays).clear();
    }

    /// From now on, requests for exactly this path go wrong.
    pub fn fail(&self, path: &str, fault: Fault) {
        self.site.faults.send_modify(|faults| {
            faults.insert(path.to_owned(), fault);
        });
    }

    /// From now on, requests for this path are answered properly again.
    pub fn mend(&self, path: &str) {
        self.site.faults.send_modify(|faults| {
            faults.remove(path);
        });
    }

    /// From now on, every answer bears this header too.
    ///
    /// # Errors
    ///
    /// Fails if name or value cannot be those of a header.
    pub fn add_header(&self, name: &str, value: &str) -> Result<(), axum::http::Error> {
        let name = HeaderName::try_from(name)?;
        let value = HeaderValue::try_from(value)?;
        lock(&self.site.headers).insert(name, value);
        Ok(())
    }

    /// From now on, no request is answered: the connections end. Or, again, all are.
    pub fn refuse_all(&self, refuses: bool) {
        self.site.refuses.store(refuses, Ordering::Relaxed);
    }

    /// Serves until the program is ended.
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
            // Where nobody listens any more, the thread has already ended.
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
            _ => format!("Port {port} cannot be listened at: {error}."),
        };
        io::Error::new(error.kind(), sentence)
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// A list of paths is whole even where a thread failed while it held the lock.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
