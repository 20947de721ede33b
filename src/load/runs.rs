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
        (2..1_000_002).for_each(|line| lines.push(line));
        assert_eq!((lines.len(), lines.runs.len()), (1_000_000, 1));
        assert_eq!((lines.get(999_999), lines.get(1_000_000)), (Some(1_000_001), None));
        assert_eq!((lines.last_up_to(1), lines.last_up_to(7)), (None, Some(5)));
        assert_eq!(lines.last_up_to(u32::MAX), Some(999_999));
    }

    proptest! {
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
