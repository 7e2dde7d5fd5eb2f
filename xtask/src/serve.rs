//! `cargo xtask serve`

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Result, bail};

use crate::cli::{At, DEFAULT_PORT};
use crate::setup::Toolbox;
use crate::{project, step};

pub(crate) fn run(options: &At) -> Result<()> {
    let port = options.port;
    check_port(port, "serve")?;
    let toolbox = Toolbox::for_developing()?;
    // Trunk stops if a folder that Trunk.toml tells it to ignore is missing.
    for folder in ["target", ".tools", "node_modules"] {
        fs::create_dir_all(project::path(folder))?;
    }
    println!("The newswire will be at http://127.0.0.1:{port}/ once it is built; Ctrl+C stops it.");
    let mut trunk = toolbox.trunk("serve");
    step::run(trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]))
}

/// Fails with advice if the port is not available.
pub(crate) fn check_port(port: u16, command: &str) -> Result<()> {
    let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) else {
        return Ok(());
    };
    let reason = match error.kind() {
        ErrorKind::AddrInUse => format!("Port {port} is taken. Stop what listens there"),
        ErrorKind::PermissionDenied => format!("Port {port} is for administrators only. Be one"),
        _ => bail!("Cannot listen on port {port}: {error}."),
    };
    let other = if port < 1024 {
        DEFAULT_PORT
    } else {
        port.wrapping_add(1).max(1024)
    };
    bail!("{reason}, or choose another: cargo xtask {command} --port {other}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_with_advice() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let taken = listener.local_addr().expect("it listens").port();
        let error = check_port(taken, "serve").expect_err("the port is taken");
        assert!(
            error
                .to_string()
                .starts_with(&format!("Port {taken} is taken."))
        );
        assert!(error.to_string().contains("cargo xtask serve --port"));

        drop(listener);
        check_port(taken, "serve").expect("the port is free again");
    }
}
