//! Memory and open files over time as a picture, in `target/soak/`.

use crate::Sample;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 300.0;
const MARGIN: f64 = 50.0;

/// Writes the picture; gives its path.
pub(crate) fn write(samples: &[Sample], kills: &[Duration], time: Duration) -> PathBuf {
    let this = std::env::current_exe().expect("a program has a path");
    let folder = this.ancestors().nth(3).expect("profiles lie in the target folder").join("soak");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let path = folder.join("memory.svg");
    std::fs::write(&path, svg(samples, kills, time)).expect("the target folder can be written");
    path
}

fn svg(samples: &[Sample], kills: &[Duration], time: Duration) -> String {
    let most = samples.iter().map(|it| it.server_mb.max(it.hosts_mb).max(it.files as f64)).fold(1.0, f64::max) * 1.1;
    let x = |at: Duration| MARGIN + (WIDTH - 2.0 * MARGIN) * at.as_secs_f64() / time.as_secs_f64().max(0.001);
    let y = |mb: f64| HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * mb / most;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for part in 0..=4 {
        let mb = most * f64::from(part) / 4.0;
        let _ = writeln!(
            text,
            "<path d=\"M{MARGIN} {y:.1}H{end}\" stroke=\"#ddd\"/><text x=\"4\" y=\"{y:.1}\">{mb:.0} MB</text>",
            y = y(mb),
            end = WIDTH - MARGIN
        );
    }
    for at in kills {
        let (x, bottom) = (x(*at), HEIGHT - MARGIN);
        let _ = writeln!(text, "<path d=\"M{x:.1} {MARGIN}V{bottom}\" stroke=\"#e66\" stroke-dasharray=\"3\"/>");
    }
    let mut line = |color: &str, name: &str, row: f64, of: &dyn Fn(&Sample) -> f64| {
        let points: Vec<String> = samples.iter().map(|it| format!("{:.1},{:.1}", x(it.at), y(of(it)))).collect();
        let points = points.join(" ");
        let _ = writeln!(text, "<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\"/>");
        let _ = writeln!(text, "<text x=\"{MARGIN}\" y=\"{row}\" fill=\"{color}\">{name}</text>");
    };
    line("#2563eb", "server", 16.0, &|it| it.server_mb);
    line("#b45309", "model hosts (dashed: killed)", 32.0, &|it| it.hosts_mb);
    line("#555555", "open files of the server, each as 1 MB", 48.0, &|it| it.files as f64);
    let bottom = HEIGHT - MARGIN + 16.0;
    let _ = writeln!(text, "<text x=\"{}\" y=\"{bottom}\">{} s</text>\n</svg>", WIDTH - MARGIN, time.as_secs());
    text
}
