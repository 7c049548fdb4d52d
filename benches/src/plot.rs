//! Growth curves as SVG: the length of a script against the time, both on logarithmic scales.

use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 80.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 56.0;
const BOTTOM: f64 = 50.0;
/// Told apart by those who see no red or green, too.
const COLOURS: [&str; 3] = ["#0072b2", "#d55e00", "#555555"];

/// The times of one program.
pub(crate) struct Curve {
    name: String,
    /// Lines, and milliseconds.
    points: Vec<(usize, f64)>,
}

impl Curve {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), points: Vec::new() }
    }

    pub(crate) fn add(&mut self, lines: usize, milliseconds: f64) {
        self.points.push((lines, milliseconds));
    }

    /// The time with the longest script so far.
    pub(crate) fn last(&self) -> Option<f64> {
        self.points.last().map(|it| it.1)
    }
}

/// The picture of some curves.
pub(crate) fn svg(title: &str, curves: &[Curve]) -> String {
    let all = || curves.iter().flat_map(|it| &it.points);
    let bounds = |of: &dyn Fn(&(usize, f64)) -> f64| {
        let (least, most) = all().map(of).fold((f64::MAX, f64::MIN), |it, value| (it.0.min(value), it.1.max(value)));
        (least.log10().floor(), most.log10().ceil())
    };
    let (across, up) = (bounds(&|it| it.0 as f64), bounds(&|it| it.1));
    let x = |lines: f64| LEFT + (WIDTH - LEFT - RIGHT) * (lines.log10() - across.0) / (across.1 - across.0).max(1.0);
    let y = |time: f64| HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (time.log10() - up.0) / (up.1 - up.0).max(1.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<text x=\"{LEFT}\" y=\"20\" font-weight=\"bold\">{title}</text>\n"
    );
    let mut draw = |text: String| {
        let _ = writeln!(svg, "{text}");
    };
    for power in steps(up) {
        let (at, time) = (y(10f64.powi(power)), 10f64.powi(power));
        let label = if time < 1000.0 { format!("{time} ms") } else { format!("{} s", time / 1000.0) };
        draw(format!("<path d=\"M{LEFT} {at:.1}H{:.1}\" stroke=\"#ddd\"/>", WIDTH - RIGHT));
        draw(format!("<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", LEFT - 8.0, at + 4.0));
    }
    for power in steps(across) {
        let at = x(10f64.powi(power));
        draw(format!("<path d=\"M{at:.1} {TOP}V{:.1}\" stroke=\"#eee\"/>", HEIGHT - BOTTOM));
        let lines = 10u64.pow(power.unsigned_abs());
        draw(format!("<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{lines}</text>", HEIGHT - BOTTOM + 18.0));
    }
    draw(format!("<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">lines</text>", WIDTH / 2.0, HEIGHT - 10.0));
    let mut from = LEFT;
    for (curve, colour) in curves.iter().zip(COLOURS).filter(|it| !it.0.points.is_empty()) {
        let points: Vec<String> =
            curve.points.iter().map(|it| format!("{:.1},{:.1}", x(it.0 as f64), y(it.1))).collect();
        draw(format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.join(" ")
        ));
        for point in &points {
            let (x, y) = point.split_once(',').expect("it was made with one");
            draw(format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{colour}\"/>"));
        }
        draw(format!("<rect x=\"{from:.1}\" y=\"32\" width=\"14\" height=\"4\" fill=\"{colour}\"/>"));
        draw(format!("<text x=\"{:.1}\" y=\"39\" fill=\"{colour}\">{}</text>", from + 20.0, curve.name));
        from += 40.0 + 7.5 * curve.name.len() as f64;
    }
    svg += "</svg>\n";
    svg
}

#[allow(clippy::cast_possible_truncation, reason = "powers of ten of times and lengths are small")]
fn steps(bounds: (f64, f64)) -> std::ops::RangeInclusive<i32> {
    bounds.0 as i32..=bounds.1 as i32
}
