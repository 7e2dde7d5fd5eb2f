//! `cargo xtask serve`

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::setup::Toolbox;
use crate::{project, step};

/// The port that a site under work is served at, as in Trunk.toml.
const DEFAULT_PORT: u16 = 8080;

pub(crate) fn run(arguments: lexopt::Parser) -> Result<()> {
    let port = port(arguments)?;
    check_port(port, "serve")?;
    let toolbox = Toolbox::for_building()?;
    // Trunk stops where a folder that Trunk.toml tells it to ignore is missing.
    for folder in ["target", ".tools", "node_modules"] {
        fs::create_dir_all(project::path(folder))?;
    }
    println!("The newswire will be at http://127.0.0.1:{port}/ when it is built; Ctrl+C ends it.");
    let mut trunk = toolbox.trunk("serve");
    step::run(trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]))
}

/// The port that the arguments ask for.
pub(crate) fn port(mut arguments: lexopt::Parser) -> Result<u16, lexopt::Error> {
    let mut port = DEFAULT_PORT;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => port = arguments.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(port)
}

/// Fails with advice where the port cannot be listened at.
pub(crate) fn check_port(port: u16, command: &str) -> Result<()> {
    let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) else {
        return Ok(());
    };
    let reason = match error.kind() {
        ErrorKind::AddrInUse => format!("Port {port} is taken. Stop what listens there"),
        ErrorKind::PermissionDenied => format!("Port {port} is for administrators only. Be one"),
        _ => bail!("Port {port} cannot be listened at: {error}."),
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
    fn the_port_is_that_of_the_arguments() {
        let port = |arguments: &[&str]| port(lexopt::Parser::from_args(arguments));
        assert_eq!(port(&[]).expect("no arguments are fine"), DEFAULT_PORT);
        assert_eq!(port(&["--port", "9000"]).expect("it is a port"), 9000);
        assert!(port(&["--port", "70000"]).is_err());
        assert!(port(&["9000"]).is_err());
    }

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
