//! Numbers that mostly go up by the same step, such as the lines on which rows begin.

/// Numbers in order. A million of them in even steps take no more memory than one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    runs: Vec<Run>,
    len: usize,
}

/// Numbers in even steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins among all numbers.
    from: u32,
    first: u32,
    step: u32,
}

impl Run {
    fn at(self, index: usize) -> Option<u32> {
        let steps = (index as u32).checked_sub(self.from)?;
        self.step.checked_mul(steps)?.checked_add(self.first)
    }
}

impl Runs {
    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Adds a number that is not below the last.
    pub fn push(&mut self, number: u32) {
        let from = self.len as u32;
        self.len += 1;
        match self.runs.last_mut() {
            Some(run) if run.from + 1 == from && number >= run.first => {
                run.step = number - run.first;
            }
            Some(run) if run.at(from as usize) == Some(number) => {}
            _ => self.runs.push(Run { from, first: number, step: 0 }),
        }
    }

    /// Adds so much more than each of these numbers.
    pub fn extend(&mut self, other: &Self, more: u32) {
        for (index, run) in other.runs.iter().enumerate() {
            let end = other.runs.get(index + 1).map_or(other.len, |next| next.from as usize);
            for place in run.from as usize..end {
                let Some(number) = run.at(place) else { continue };
                self.push(number.saturating_add(more));
                let last = self.runs.last().filter(|last| last.step == run.step);
                let next = run.at(place + 1).and_then(|next| next.checked_add(more));
                if place + 1 < end && next.is_some() && last.and_then(|it| it.at(self.len)) == next
                {
                    // It goes on like this.
                    self.len += end - place - 1;
                    break;
                }
            }
        }
    }

    /// The number at this place; `None` beyond the last.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u32> {
        if index >= self.len {
            return None;
        }
        match self.runs.as_slice() {
            [run] => run.at(index),
            runs => {
                let after = runs.partition_point(|run| run.from as usize <= index);
                runs.get(after.checked_sub(1)?)?.at(index)
            }
        }
    }

    /// The place of the last number that is not above this one; `None` where all are.
    pub fn last_up_to(&self, number: u32) -> Option<usize> {
        let after = self.runs.partition_point(|run| run.first <= number);
        let run = self.runs.get(after.checked_sub(1)?)?;
        let end = self.runs.get(after).map_or(self.len, |next| next.from as usize);
        let last = end.saturating_sub(1).saturating_sub(run.from as usize);
        let steps = (number - run.first).checked_div(run.step).map_or(last, |steps| steps as usize);
        Some(run.from as usize + steps.min(last))
    }

    /// Gives back the room that was not needed.
    pub fn shrink(&mut self) {
        self.runs.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_million_numbers_in_even_steps_are_one_run() {
        let mut lines = Runs::default();
        for line in 2..1_000_002 {
            lines.push(line);
        }
        assert_eq!((lines.len(), lines.runs.len()), (1_000_000, 1));
        assert_eq!((lines.get(999_999), lines.get(1_000_000)), (Some(1_000_001), None));
        assert_eq!((lines.last_up_to(1), lines.last_up_to(7)), (None, Some(5)));
        assert_eq!(lines.last_up_to(u32::MAX), Some(999_999));
    }

    proptest! {
        #[test]
        fn runs_behind_runs_are_the_numbers_of_both(
            steps in prop::collection::vec(0_u32..3, 0..60), at in 0_usize..60, more in 0_u32..9,
        ) {
            let numbers: Vec<u32> =
                steps.iter().scan(5, |number, step| { *number += step; Some(*number) }).collect();
            let (first, second) = numbers.split_at(at.min(numbers.len()));
            let of = |numbers: &[u32]| {
                let mut runs = Runs::default();
                for number in numbers {
                    runs.push(*number);
                }
                runs
            };
            let all: Vec<u32> =
                first.iter().copied().chain(second.iter().map(|number| number + more)).collect();
            let mut runs = of(first);
            runs.extend(&of(second), more);
            prop_assert_eq!(runs, of(&all));
        }

        #[test]
        fn runs_are_the_numbers_that_were_added(steps in prop::collection::vec(0_u32..4, 0..60)) {
            let mut numbers = Vec::new();
            let mut runs = Runs::default();
            for step in steps {
                numbers.push(numbers.last().copied().unwrap_or(5) + step);
                runs.push(*numbers.last().unwrap());
            }
            let read: Vec<u32> = (0..runs.len()).filter_map(|index| runs.get(index)).collect();
            prop_assert_eq!(&read, &numbers);
            for number in 0..200 {
                let after = numbers.partition_point(|known| *known <= number);
                prop_assert_eq!(runs.last_up_to(number), after.checked_sub(1), "{}", number);
            }
        }
    }
}
