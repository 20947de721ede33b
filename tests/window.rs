//! A real window on a virtual screen: it opens, answers keys, is not blank, copies to the system’s
//! clipboard, and closes.
//!
//! Needs Xvfb, xdotool, xclip and ImageMagick (`ci/packages` installs them). Where they are missing the
//! test says so and passes, unless `SOVEREIGN_STACK_WINDOW_TEST` is set: then it fails.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;

const TOOLS: [&str; 4] = ["Xvfb", "xdotool", "xclip", "import"];
/// What a PNG begins with.
const PNG: &[u8] = b"\x89PNG";

/// Stops the process when the test is over, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn is_there(tool: &str) -> bool {
    Command::new("sh")
        .args(["-c", &format!("command -v {tool}")])
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A virtual screen that tells its own number once it is ready.
fn screen() -> (Running, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut number = String::new();
    let output = server.stdout.take().unwrap();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut number).unwrap();
    (Running(server), format!(":{}", number.trim()))
}

struct Desktop {
    display: String,
    _server: Running,
}

impl Desktop {
    fn run(&self, program: &str, arguments: &[&str]) -> std::process::Output {
        Command::new(program).args(arguments).env("DISPLAY", &self.display).output().unwrap()
    }

    /// Different colours on the screen, sampled by ImageMagick from the root window.
    fn picture(&self) -> Vec<u8> {
        let picture = self.run("import", &["-window", "root", "-depth", "8", "rgb:-"]);
        assert!(picture.status.success(), "{}", String::from_utf8_lossy(&picture.stderr));
        picture.stdout
    }

    /// Waits until the screen shows something that `is_right`, at most as long as `attempts` last.
    fn wait_for(&self, what: &str, is_right: impl Fn(&[u8]) -> bool) -> Vec<u8> {
        for _ in 0..120 {
            let picture = self.picture();
            if is_right(&picture) {
                return picture;
            }
        }
        panic!("the screen never showed {what}");
    }
}

impl Desktop {
    /// Waits until the clipboard holds a picture, and gives it.
    fn copied_picture(&self) -> Vec<u8> {
        let ask = ["-selection", "clipboard", "-t", "image/png", "-o"];
        for _ in 0..120 {
            let copied = self.run("xclip", &ask).stdout;
            if copied.starts_with(PNG) {
                return copied;
            }
            // As long as a picture of the screen takes.
            self.picture();
        }
        panic!("no picture came to the clipboard");
    }
}

fn colors(picture: &[u8]) -> usize {
    picture.chunks(3).collect::<BTreeSet<_>>().len()
}

#[test]
fn the_window_opens_answers_keys_and_closes() {
    if let Some(missing) = TOOLS.iter().find(|tool| !is_there(tool)) {
        let must_run = std::env::var_os("SOVEREIGN_STACK_WINDOW_TEST").is_some();
        assert!(!must_run, "{missing} is not installed");
        let words = format!("skipped: {missing} is not installed\n");
        std::io::Write::write_all(&mut std::io::stderr(), words.as_bytes()).unwrap();
        return;
    }
    let (server, display) = screen();
    let desktop = Desktop { display, _server: server };
    let app = Command::new(env!("CARGO_BIN_EXE_sovereign-stack"))
        .env("DISPLAY", &desktop.display)
        .env_remove("WAYLAND_DISPLAY")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("SOVEREIGN_STACK_SESSION", "none")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut app = Running(app);
    let search = ["search", "--sync", "--onlyvisible", "--name", "^Sovereign Stack$"];
    let found = desktop.run("xdotool", &search);
    let window = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    assert!(!window.is_empty(), "a window of that name opens");
    let first = desktop.wait_for("a figure", |picture| colors(picture) > 50);
    // Without a window manager nothing has the focus until it is given.
    desktop.run("xdotool", &["windowfocus", "--sync", &window]);
    desktop.run("xdotool", &["key", "--window", &window, "3"]);
    let third = desktop.wait_for("another tab", |picture| {
        let differs = picture.iter().zip(&first).filter(|(a, b)| a != b).count();
        differs > 20_000 && colors(picture) > 50
    });
    desktop.run("xdotool", &["key", "--window", &window, "t"]);
    desktop.wait_for("the table", |picture| {
        picture.iter().zip(&third).filter(|(a, b)| a != b).count() > 20_000
    });
    desktop.run("xdotool", &["key", "--window", &window, "ctrl+shift+c"]);
    let copied = desktop.copied_picture();
    assert!(copied.len() > 10_000, "a figure, and not {} bytes", copied.len());
    desktop.run("xdotool", &["key", "--window", &window, "ctrl+q"]);
    let (sender, receiver) = channel();
    let status = std::thread::scope(|scope| {
        scope.spawn(|| sender.send(app.0.wait()).ok());
        receiver.recv_timeout(std::time::Duration::from_secs(20)).expect("the app ends").unwrap()
    });
    assert!(status.success(), "the app ended with {status}");
}
