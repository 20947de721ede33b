//! Which values an axis holds, how they are spread over it, and round ones to mark on it.

use super::number;

/// Which values an axis holds, and how they are spread over it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The value at its beginning.
    pub from: f64,
    /// The value at its end, above `from`.
    pub to: f64,
    /// Equal steps stand for equal ratios; both ends are then above zero.
    pub is_log: bool,
}

impl Scale {
    /// A linear scale between two values; where they are the same or no numbers, from 0 to 1 above.
    pub fn linear(from: f64, to: f64) -> Self {
        let (from, to) = if from.is_finite() && to.is_finite() { (from, to) } else { (0.0, 1.0) };
        // Beyond 2^53, one more is the same number.
        let to = if to > from { to } else { from + from.abs().max(1.0) };
        Self { from, to, is_log: false }
    }

    /// A linear scale that holds both values and ends on round ones, some `most` ticks long.
    pub fn round(from: f64, to: f64, most: usize) -> Self {
        let plain = Self::linear(from, to);
        let step = round_step(plain.to - plain.from, most);
        Self::linear((plain.from / step).floor() * step, (plain.to / step - 1e-9).ceil() * step)
    }

    /// A logarithmic scale that holds both values and ends on powers of ten. Values that are not
    /// above zero have no place on it: `None`.
    pub fn decades(from: f64, to: f64) -> Option<Self> {
        let is_usable = from.is_normal() && from > 0.0 && to.is_finite() && to >= from;
        is_usable.then(|| {
            let low = (from.log10() + 1e-9).floor();
            let high = (to.log10() - 1e-9).ceil().max(low + 1.0);
            Self { from: 10_f64.powf(low), to: 10_f64.powf(high), is_log: true }
        })
    }

    /// How far along the axis a value stands: 0 at the beginning, 1 at the end. Values outside
    /// stand at the ends.
    pub fn share(&self, value: f64) -> f64 {
        let share = if self.is_log {
            if value <= 0.0 {
                return 0.0;
            }
            (value / self.from).log10() / (self.to / self.from).log10()
        } else {
            (value - self.from) / (self.to - self.from)
        };
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Round values on the axis, `most` at the most where that is two or more, in rising order.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        if self.is_log { log_ticks(self.from, self.to, most) } else { self.linear_ticks(most) }
    }

    fn linear_ticks(&self, most: usize) -> Vec<f64> {
        let step = round_step(self.to - self.from, most);
        let first = (self.from / step - 1e-9).ceil();
        (0..=most.max(2) + 1)
            .map(|index| {
                let tick = (first + index as f64) * step;
                // 0.30000000000000004 is 0.3.
                if tick.abs() < step * 1e-6 { 0.0 } else { rounded(tick, step) }
            })
            .take_while(|tick| *tick <= self.to + step * 1e-6)
            .collect()
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that parts `span` into fewer than `most`.
fn round_step(span: f64, most: usize) -> f64 {
    let parts = most.max(2) as f64 - 1.0;
    let raw = span / parts;
    if !raw.is_normal() || raw <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(raw.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= raw * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The value without what binary fractions add to it.
fn rounded(value: f64, step: f64) -> f64 {
    let places = (2.0 - step.log10().floor()).clamp(0.0, 17.0) as usize;
    format!("{value:.places$}").parse().unwrap_or(value)
}

/// Powers of ten, every second or third where there are too many; 2 and 5 times too where there is
/// room for them.
fn log_ticks(from: f64, to: f64, most: usize) -> Vec<f64> {
    let (low, high) = (from.log10().round() as i32, to.log10().round() as i32);
    let decades = (high - low).max(1) as usize;
    let every = decades.div_ceil(most.max(2) - 1);
    let factors: &[f64] = if every == 1 && decades * 3 < most { &[1.0, 2.0, 5.0] } else { &[1.0] };
    (low..=high)
        .step_by(every)
        .flat_map(|power| factors.iter().map(move |factor| factor * 10_f64.powi(power)))
        .filter(|tick| *tick <= to * (1.0 + 1e-9))
        .collect()
}

/// The short text of ticks, all as fine as the finest needs: `60`, `2.5`, `100M`.
pub fn tick_text(value: f64) -> String {
    match value.abs() {
        size if size >= 1e4 => number::short(value),
        size if size >= 1e3 => number::grouped(value),
        _ => number::decimals(value, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_of_a_linear_axis_are_round_and_within_it() {
        let ticks = |from, to, most| Scale::linear(from, to).ticks(most);
        assert_eq!(ticks(0.0, 100.0, 6), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(60.0, 75.0, 4), [60.0, 65.0, 70.0, 75.0]);
        assert_eq!(ticks(0.0, 1.0, 5), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(0.0, 0.3, 4), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(-3.0, 3.0, 4), [-2.0, 0.0, 2.0]);
        assert_eq!(ticks(0.0, 385e6, 5), [0.0, 100e6, 200e6, 300e6]);
    }

    #[test]
    fn no_range_however_odd_gives_more_ticks_than_asked_for() {
        let odd = [0.0, 1e-300, 3.3, 99.999, 1e15, 1e300, -7.0, f64::NAN, f64::INFINITY];
        for from in odd {
            for to in odd {
                for most in [0, 1, 2, 5, 9] {
                    let scale = Scale::linear(from, to);
                    let ticks = scale.ticks(most);
                    assert!(ticks.len() <= most.max(2) + 2, "{from} {to} {most}: {ticks:?}");
                    assert!(ticks.iter().all(|tick| tick.is_finite()), "{ticks:?}");
                    assert!((0.0..=1.0).contains(&scale.share(to)), "{from} {to}");
                    if let Some(scale) = Scale::decades(from, to) {
                        assert!(scale.ticks(most).len() <= 3 * most.max(2) + 1, "{from} {to}");
                        assert!((0.0..=1.0).contains(&scale.share(to)), "{from} {to}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_rounded_axis_holds_what_it_was_made_for() {
        assert_eq!(Scale::round(61.4, 72.2, 4), Scale::linear(60.0, 75.0));
        assert_eq!(Scale::round(0.0, 0.0, 4), Scale::linear(0.0, 1.0));
        assert_eq!(Scale::round(-4.0, 12.0, 5), Scale::linear(-5.0, 15.0));
    }

    #[test]
    fn a_log_axis_ends_on_powers_of_ten_and_has_no_place_for_zero() {
        let scale = Scale::decades(600e6, 235e9).unwrap();
        assert!((scale.from - 100e6).abs() < 1.0, "{scale:?}");
        assert!((scale.to - 1e12).abs() < 1e4, "{scale:?}");
        let ticks: Vec<String> = scale.ticks(6).iter().map(|tick| tick_text(*tick)).collect();
        assert_eq!(ticks, ["100M", "1B", "10B", "100B", "1T"]);
        assert_eq!(Scale::decades(0.0, 10.0), None);
        assert_eq!(Scale::decades(-1.0, 10.0), None);
        let one = Scale::decades(100.0, 100.0).unwrap();
        assert!((one.to / one.from - 10.0).abs() < 1e-9, "{one:?}");
    }

    #[test]
    fn values_stand_where_the_scale_has_them() {
        let log = Scale::decades(1.0, 100.0).unwrap();
        assert!((log.share(10.0) - 0.5).abs() < 1e-9);
        assert_eq!(log.share(0.0), 0.0);
        let linear = Scale::linear(60.0, 75.0);
        assert!((linear.share(67.5) - 0.5).abs() < 1e-9);
        assert_eq!(linear.share(900.0), 1.0);
    }
}
