//! A small HTTP client that shows responses as they are.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{self, Read, Write};
use std::net::TcpStream;

use host::Host;

/// A response with its whole body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    headers: Vec<(String, String)>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(header, _)| header == name)?;
        Some(value)
    }
}

/// Gets an address; fails if the response is missing or broken.
pub(crate) fn get(url: &str) -> Result<Answer, ureq::Error> {
    get_following(url, 5)
}

/// Gets a redirect itself instead of its target.
pub(crate) fn get_without_redirects(url: &str) -> Result<Answer, ureq::Error> {
    get_following(url, 0)
}

fn get_following(url: &str, redirects: u32) -> Result<Answer, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .build()
        .into();
    let mut answer = agent.get(url).call()?;
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into(),
            )
        })
        .collect();
    Ok(Answer {
        status: answer.status().as_u16(),
        headers,
        body: answer.body_mut().read_to_vec()?,
    })
}

/// Requests a path exactly as written and returns the raw response.
pub(crate) fn get_raw(host: &Host, path: &str) -> io::Result<String> {
    get_raw_with(host, path, "")
}

/// The same, with additional lines in the request's head.
pub(crate) fn get_raw_with(host: &Host, path: &str, head: &str) -> io::Result<String> {
    let url = host.url("");
    let address = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{head}\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
